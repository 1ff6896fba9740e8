package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.Monitor;
import dev.stationmaster.command.StationCommand.ClearVariableMonitoring;
import dev.stationmaster.command.StationCommand.CustomerInformation;
import dev.stationmaster.command.StationCommand.GetMonitoringReport;
import dev.stationmaster.command.StationCommand.SetMonitoringBase;
import dev.stationmaster.command.StationCommand.SetMonitoringLevel;
import dev.stationmaster.command.StationCommand.SetVariableMonitoring;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.CertificateHashData;
import dev.stationmaster.ocpp.v2.ClearMonitoringResult;
import dev.stationmaster.ocpp.v2.ClearVariableMonitoringRequest;
import dev.stationmaster.ocpp.v2.ClearVariableMonitoringResponse;
import dev.stationmaster.ocpp.v2.ComponentVariable;
import dev.stationmaster.ocpp.v2.CustomerInformationRequest;
import dev.stationmaster.ocpp.v2.GetMonitoringReportRequest;
import dev.stationmaster.ocpp.v2.SetMonitoringBaseRequest;
import dev.stationmaster.ocpp.v2.SetMonitoringData;
import dev.stationmaster.ocpp.v2.SetMonitoringLevelRequest;
import dev.stationmaster.ocpp.v2.SetMonitoringResult;
import dev.stationmaster.ocpp.v2.SetVariableMonitoringRequest;
import dev.stationmaster.ocpp.v2.SetVariableMonitoringResponse;
import dev.stationmaster.ocpp.v2.StatusInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Monitors and customers' data in 2.x (N02 to N06, N09, N10), in pieces that the station can take (N04, N06.FR.04), unless forced. */
final class V2OutboundMonitoring {
    private static final String CONTROLLER = "MonitoringCtrlr";
    private static final Variable MOST_REPORTED = Variable.of("DeviceDataCtrlr", "ItemsPerMessage", "GetReport");
    private static final Duration REPORTED_WITHIN = Duration.ofMinutes(30);

    private V2OutboundMonitoring() {}

    static Encoded base(SetMonitoringBase set, Codec codec) {
        return new Calls(
                V2OutboundCommands.call(codec, "SetMonitoringBase", new SetMonitoringBaseRequest(set.base(), null)));
    }

    static Encoded level(SetMonitoringLevel set, Codec codec) {
        return new Calls(V2OutboundCommands.call(
                codec, "SetMonitoringLevel", new SetMonitoringLevelRequest(set.severity(), null)));
    }

    static Encoded set(SetVariableMonitoring set, Codec codec, Context context) {
        List<SetMonitoringData> items =
                set.monitors().stream().map(V2OutboundMonitoring::wire).toList();
        List<Encoded.Call> calls = new ArrayList<>();
        List<List<SetMonitoringData>> pieces = context.force()
                ? List.of(items)
                : V2OutboundVariables.pieces(
                        items, CONTROLLER, "SetVariableMonitoring", context, V2OutboundVariables.bytes(codec));
        for (List<SetMonitoringData> piece : pieces) {
            byte[] payload = codec.encode(new SetVariableMonitoringRequest(piece, null));
            calls.add(new Encoded.Call("SetVariableMonitoring", payload, answer -> settled(answer, piece, codec)));
        }
        return new Calls(calls, new Expectation.None(), "");
    }

    private static SetMonitoringData wire(Monitor monitor) {
        return SetMonitoringData.builder()
                .value(monitor.value())
                .type(monitor.type())
                .severity(monitor.severity())
                .component(V2OutboundVariables.component(monitor.variable()))
                .variable(V2OutboundVariables.variable(monitor.variable()))
                .id(monitor.id())
                .transaction(monitor.transaction() ? Boolean.TRUE : null)
                .build();
    }

    static Encoded clear(ClearVariableMonitoring clear, Codec codec, Context context) {
        List<Encoded.Call> calls = new ArrayList<>();
        List<List<Integer>> pieces = context.force()
                ? List.of(clear.ids())
                : V2OutboundVariables.pieces(
                        clear.ids(),
                        CONTROLLER,
                        "ClearVariableMonitoring",
                        context,
                        id -> id.toString().length());
        for (List<Integer> piece : pieces) {
            byte[] payload = codec.encode(new ClearVariableMonitoringRequest(piece, null));
            calls.add(new Encoded.Call("ClearVariableMonitoring", payload, answer -> cleared(answer, codec)));
        }
        return new Calls(calls, new Expectation.None(), "");
    }

    static Encoded report(GetMonitoringReport get, Codec codec, Context context) {
        OptionalInt most = context.limit(MOST_REPORTED);
        if (most.isPresent() && get.variables().size() > most.getAsInt() && !context.force()) {
            return new Unsupported(
                    "the station takes " + most.getAsInt() + " variables in one GetMonitoringReport (N02.FR.07)");
        }
        int requestId = Objects.requireNonNull(get.requestId(), "completed before");
        List<ComponentVariable> variables = get.variables().stream()
                .map(V2OutboundVariables::componentVariable)
                .toList();
        var request = new GetMonitoringReportRequest(
                requestId,
                variables.isEmpty() ? null : variables,
                get.criteria().isEmpty() ? null : get.criteria(),
                null);
        return new Calls(V2OutboundCommands.call(codec, "GetMonitoringReport", request), reported(requestId));
    }

    private static Expectation reported(int requestId) {
        return new Expectation.Told(
                "monitoring report " + requestId,
                "monitoring report " + requestId,
                REPORTED_WITHIN,
                Set.of("NotifyMonitoringReport"));
    }

    static Encoded customer(CustomerInformation ask, Codec codec) {
        int requestId = Objects.requireNonNull(ask.requestId(), "completed before");
        CertificateHash certificate = ask.customerCertificate();
        var request = CustomerInformationRequest.builder()
                .requestId(requestId)
                .report(ask.report())
                .clear(ask.clear())
                .idToken(ask.idToken() == null ? null : V2OutboundCommands.token(ask.idToken()))
                .customerIdentifier(ask.customerIdentifier())
                .customerCertificate(
                        certificate == null
                                ? null
                                : new CertificateHashData(
                                        certificate.hashAlgorithm(),
                                        certificate.issuerNameHash(),
                                        certificate.issuerKeyHash(),
                                        certificate.serialNumber(),
                                        null))
                .build();
        return new Calls(V2OutboundCommands.call(codec, "CustomerInformation", request), told(requestId));
    }

    private static Expectation told(int requestId) {
        return new Expectation.Told(
                "customer information " + requestId,
                "customer information " + requestId,
                REPORTED_WITHIN,
                Set.of("NotifyCustomerInformation"));
    }

    /** How the answer to a raw CALL is read: monitors that it sets or clears are known as if a typed command had done so. */
    static Function<Payload, CommandAnswer> readerOf(String action, Payload request, Codec codec) {
        return switch (action) {
            case "SetVariableMonitoring" -> {
                var asked = codec.decode(SetVariableMonitoringRequest.class, request, Policy.TOLERANT);
                yield asked.isValid()
                        ? answer -> settled(answer, asked.orThrow().setMonitoringData(), codec)
                        : CommandAnswer::read;
            }
            case "ClearVariableMonitoring" -> answer -> cleared(answer, codec);
            default -> CommandAnswer::read;
        };
    }

    /** What a raw CALL asks for is expected as if a typed command had asked. */
    static Expectation expectationOf(String action, Payload request, Codec codec) {
        return switch (action) {
            case "GetMonitoringReport" -> {
                var asked = codec.decode(GetMonitoringReportRequest.class, request, Policy.TOLERANT);
                yield asked.isValid() ? reported(asked.orThrow().requestId()) : new Expectation.None();
            }
            case "CustomerInformation" -> {
                var asked = codec.decode(CustomerInformationRequest.class, request, Policy.TOLERANT);
                yield asked.isValid() ? told(asked.orThrow().requestId()) : new Expectation.None();
            }
            default -> new Expectation.None();
        };
    }

    private static CommandAnswer settled(Payload payload, List<SetMonitoringData> asked, Codec codec) {
        var results = codec.decode(SetVariableMonitoringResponse.class, payload, Policy.TOLERANT)
                .orThrow()
                .setMonitoringResult();
        List<Verdict> verdicts = new ArrayList<>();
        List<Monitor.Settled> settled = new ArrayList<>();
        List<SetMonitoringData> open = new ArrayList<>(asked);
        for (SetMonitoringResult result : results) {
            Variable variable = V2OutboundVariables.domain(result.component(), result.variable());
            verdicts.add(new Verdict(
                    variable.display() + " " + result.type() + " " + result.severity(),
                    result.status(),
                    result.statusInfo()));
            SetMonitoringData one = open.stream()
                    .filter(data -> isAbout(result, variable, data))
                    .findFirst()
                    .orElse(null);
            if (one == null) continue;
            open.remove(one);
            settled.add(new Monitor.Settled(
                    new Monitor(
                            V2OutboundVariables.domain(one.component(), one.variable()),
                            one.type(),
                            one.value(),
                            one.severity(),
                            Boolean.TRUE.equals(one.transaction()),
                            result.id() == null ? one.id() : result.id()),
                    result.status()));
        }
        return all(verdicts).tellingAll(settled);
    }

    private static boolean isAbout(SetMonitoringResult result, Variable variable, SetMonitoringData asked) {
        return result.type().equals(asked.type())
                && result.severity() == asked.severity()
                && V2OutboundVariables.domain(asked.component(), asked.variable())
                        .key()
                        .equals(variable.key());
    }

    private static CommandAnswer cleared(Payload payload, Codec codec) {
        List<ClearMonitoringResult> results = codec.decode(
                        ClearVariableMonitoringResponse.class, payload, Policy.TOLERANT)
                .orThrow()
                .clearMonitoringResult();
        return all(results.stream()
                        .map(result -> new Verdict("monitor " + result.id(), result.status(), result.statusInfo()))
                        .toList())
                .tellingAll(results.stream()
                        .map(result -> new Monitor.Cleared(result.id(), result.status()))
                        .toList());
    }

    private record Verdict(
            String what, String status, @Nullable StatusInfo info) {
        String words() {
            StatusInfo told = info;
            String more = told == null
                    ? ""
                    : " (" + told.reasonCode() + (told.additionalInfo() == null ? "" : ": " + told.additionalInfo())
                            + ")";
            return what + ": " + status + more;
        }
    }

    /** One word when all say the same; what was not accepted is named one by one. */
    private static CommandAnswer all(List<Verdict> verdicts) {
        List<String> words = verdicts.stream().map(Verdict::status).distinct().toList();
        String reason = verdicts.stream()
                .filter(verdict -> !verdict.status().equals("Accepted"))
                .map(Verdict::words)
                .collect(Collectors.joining("; "));
        CommandAnswer plain =
                CommandAnswer.of(words.size() == 1 ? words.getFirst() : null, reason.isEmpty() ? null : reason);
        boolean positive =
                verdicts.stream().allMatch(verdict -> verdict.status().equals("Accepted"));
        return new CommandAnswer(plain.status(), plain.reason(), positive, false, List.of(), null);
    }
}

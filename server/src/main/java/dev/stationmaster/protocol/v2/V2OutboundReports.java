package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.GetBaseReport;
import dev.stationmaster.command.StationCommand.GetReport;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.ComponentVariable;
import dev.stationmaster.ocpp.v2.GetBaseReportRequest;
import dev.stationmaster.ocpp.v2.GetReportRequest;
import dev.stationmaster.ocpp.v2.TriggerMessageRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands that are followed by messages of a report (B07, B08). */
final class V2OutboundReports {
    private static final String CUSTOM = "Custom";

    private V2OutboundReports() {}

    static Encoded encode(GetBaseReport report, Codec codec, Context context) {
        int requestId = context.nextRequestId();
        var request = new GetBaseReportRequest(requestId, report.kind(), null);
        return new Calls(
                V2OutboundCommands.call(codec, "GetBaseReport", request),
                new Expectation.Report(requestId, report.kind()));
    }

    /**
     * In as many messages as the station's limits make necessary (B08.FR.06), each with all the criteria and its own requestId: what they bring adds
     * up to what one would. One that is forced goes as it stands.
     */
    static Encoded encode(GetReport report, Codec codec, Context context) {
        List<ComponentVariable> variables = report.variables().stream()
                .map(V2OutboundVariables::componentVariable)
                .toList();
        List<List<ComponentVariable>> pieces = context.force()
                ? List.of(variables)
                : V2OutboundVariables.pieces(variables, "GetReport", context, codec);
        List<Encoded.Call> calls = new ArrayList<>();
        List<Integer> requestIds = new ArrayList<>();
        for (List<ComponentVariable> piece : pieces) {
            int requestId = context.nextRequestId();
            requestIds.add(requestId);
            var request = new GetReportRequest(
                    requestId,
                    piece.isEmpty() ? null : piece,
                    report.criteria().isEmpty() ? null : report.criteria(),
                    null);
            calls.add(new Encoded.Call(
                    "GetReport",
                    codec.encode(request),
                    pieces.size() == 1 ? CommandAnswer::read : V2OutboundReports::partly));
        }
        return new Calls(calls, new Expectation.Report(requestIds, CUSTOM), "");
    }

    /** Of several messages one may bring nothing. */
    private static CommandAnswer partly(Payload payload) {
        CommandAnswer answer = CommandAnswer.read(payload);
        if (!CommandAnswer.EMPTY.equals(answer.status())) return answer;
        return new CommandAnswer(answer.status(), answer.reason(), true, false, List.of(), null);
    }

    /**
     * What a raw CALL asks for is expected as if a typed command had asked, so that reports are assembled, Pending stations heard, and values told or
     * set are known.
     */
    static Encoded raw(Call raw, Codec codec) {
        var payload = Payload.of(raw.payload());
        var call = new Encoded.Call(
                raw.action(),
                raw.payload().getBytes(StandardCharsets.UTF_8),
                V2OutboundVariables.concerns(raw.action())
                        ? V2OutboundVariables.readerOf(raw.action(), payload, codec)
                        : V2OutboundMonitoring.readerOf(raw.action(), payload, codec));
        return new Calls(
                List.of(call),
                switch (raw.action()) {
                    case "GetBaseReport" -> {
                        var asked = codec.decode(GetBaseReportRequest.class, payload, Policy.TOLERANT);
                        yield asked.isValid()
                                ? new Expectation.Report(
                                        asked.orThrow().requestId(),
                                        asked.orThrow().reportBase())
                                : new Expectation.None();
                    }
                    case "GetReport" -> {
                        var asked = codec.decode(GetReportRequest.class, payload, Policy.TOLERANT);
                        yield asked.isValid()
                                ? new Expectation.Report(asked.orThrow().requestId(), CUSTOM)
                                : new Expectation.None();
                    }
                    case "TriggerMessage" -> {
                        var asked = codec.decode(TriggerMessageRequest.class, payload, Policy.TOLERANT);
                        yield asked.isValid()
                                ? V2OutboundTrigger.expected(asked.orThrow().requestedMessage(), null, codec)
                                : new Expectation.None();
                    }
                    default -> V2OutboundMonitoring.expectationOf(raw.action(), payload, codec);
                },
                raw.action().equals("SetVariables") ? "set" : "get");
    }
}

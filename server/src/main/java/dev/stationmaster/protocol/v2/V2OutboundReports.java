package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.GetBaseReport;
import dev.stationmaster.command.StationCommand.GetReport;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.ComponentVariable;
import dev.stationmaster.ocpp.v2.GetBaseReportRequest;
import dev.stationmaster.ocpp.v2.GetReportRequest;
import dev.stationmaster.ocpp.v2.TriggerMessageRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Commands that are followed by messages of a report (B07, B08). */
final class V2OutboundReports {
    private static final Variable MOST_ITEMS = Variable.of("DeviceDataCtrlr", "ItemsPerMessage", "GetReport");
    private static final String CUSTOM = "Custom";

    private V2OutboundReports() {}

    static Encoded encode(GetBaseReport report, Codec codec, Context context) {
        int requestId = context.nextRequestId();
        var request = new GetBaseReportRequest(requestId, report.kind(), null);
        return new Calls(
                V2OutboundCommands.call(codec, "GetBaseReport", request),
                new Expectation.Report(requestId, report.kind()));
    }

    static Encoded encode(GetReport report, Codec codec, Context context) {
        OptionalInt most = context.limit(MOST_ITEMS);
        if (most.isPresent() && report.variables().size() > most.getAsInt() && !context.force()) {
            return new Unsupported("the station takes " + most.getAsInt() + " variables in one GetReport (B08.FR.06)");
        }
        int requestId = context.nextRequestId();
        List<ComponentVariable> variables = report.variables().stream()
                .map(V2OutboundVariables::componentVariable)
                .toList();
        var request = new GetReportRequest(
                requestId,
                variables.isEmpty() ? null : variables,
                report.criteria().isEmpty() ? null : report.criteria(),
                null);
        return new Calls(
                V2OutboundCommands.call(codec, "GetReport", request), new Expectation.Report(requestId, CUSTOM));
    }

    /** What a raw CALL asks for is expected as if a typed command had asked, so that reports are assembled and Pending stations heard. */
    static Encoded raw(Call raw, Codec codec) {
        var call = new Encoded.Call(raw.action(), raw.payload().getBytes(StandardCharsets.UTF_8), CommandAnswer::read);
        var payload = Payload.of(raw.payload());
        return new Calls(
                call,
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
                    default -> new Expectation.None();
                });
    }
}

package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.NamedFile;
import dev.stationmaster.command.StationCommand.GetDiagnostics;
import dev.stationmaster.command.StationCommand.GetLog;
import dev.stationmaster.command.StationCommand.Transfer;
import dev.stationmaster.command.StationCommand.UpdateFirmware;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.Firmware;
import dev.stationmaster.ocpp.v16.GetDiagnosticsRequest;
import dev.stationmaster.ocpp.v16.GetDiagnosticsResponse;
import dev.stationmaster.ocpp.v16.GetLogRequest;
import dev.stationmaster.ocpp.v16.GetLogResponse;
import dev.stationmaster.ocpp.v16.LogParameters;
import dev.stationmaster.ocpp.v16.SignedUpdateFirmwareRequest;
import dev.stationmaster.ocpp.v16.UpdateFirmwareRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Firmware, diagnostics and logs in 1.6 (§5.6, §5.8, §6.19; Security Whitepaper L01 and N01). */
final class V16OutboundTransfers {
    private V16OutboundTransfers() {}

    static Encoded updateFirmware(UpdateFirmware update, Context context) {
        String certificate = update.signingCertificate();
        String signature = update.signature();
        String location = location(update.transfer());
        Instant retrieve = Objects.requireNonNull(update.retrieveAt(), "completed before");
        if (certificate != null && signature != null) {
            var firmware = new Firmware(location, retrieve, certificate, signature, update.installAt());
            var request = new SignedUpdateFirmwareRequest(
                    number(update.transfer()),
                    firmware,
                    update.transfer().retries(),
                    update.transfer().retryIntervalSeconds());
            return new Calls(V16OutboundCommands.call("SignedUpdateFirmware", request), installed(update));
        }
        if (certificate != null || signature != null) {
            return new Unsupported("1.6 sends a signing certificate and a signature together or not at all");
        }
        if (update.installAt() != null && !context.force()) {
            return new Unsupported("1.6 has no time of installation but in signed updates");
        }
        var request = new UpdateFirmwareRequest(
                location,
                retrieve,
                update.transfer().retries(),
                update.transfer().retryIntervalSeconds());
        return new Calls(V16OutboundCommands.call("UpdateFirmware", request), installed(update));
    }

    private static Expectation installed(UpdateFirmware update) {
        return new Expectation.Job(number(update.transfer()), "firmware installed");
    }

    static Encoded getLog(GetLog get) {
        Transfer transfer = get.transfer();
        var request = new GetLogRequest(
                new LogParameters(location(transfer), get.since(), get.until()),
                get.logType(),
                number(transfer),
                transfer.retries(),
                transfer.retryIntervalSeconds());
        return new Calls(
                new Encoded.Call("GetLog", V16OutboundCommands.CODEC.encode(request), V16OutboundTransfers::logAnswer),
                new Expectation.Job(number(transfer), "log uploaded"));
    }

    static Encoded getDiagnostics(GetDiagnostics get) {
        Transfer transfer = get.transfer();
        var request = new GetDiagnosticsRequest(
                location(transfer), transfer.retries(), transfer.retryIntervalSeconds(), get.since(), get.until());
        return new Calls(
                new Encoded.Call(
                        "GetDiagnostics",
                        V16OutboundCommands.CODEC.encode(request),
                        V16OutboundTransfers::diagnosticsAnswer),
                new Expectation.Job(number(transfer), "diagnostics uploaded"));
    }

    private static CommandAnswer logAnswer(Payload payload) {
        var response = V16OutboundCommands.CODEC
                .decode(GetLogResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        return named(CommandAnswer.of(response.status(), null), response.filename());
    }

    private static CommandAnswer diagnosticsAnswer(Payload payload) {
        var response = V16OutboundCommands.CODEC
                .decode(GetDiagnosticsResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        return named(CommandAnswer.of(null, null), response.fileName());
    }

    private static CommandAnswer named(CommandAnswer answer, @Nullable String fileName) {
        return fileName == null ? answer : answer.telling(new NamedFile(fileName));
    }

    private static String location(Transfer transfer) {
        return Objects.requireNonNull(transfer.location(), "completed before");
    }

    private static int number(Transfer transfer) {
        return Objects.requireNonNull(transfer.requestId(), "completed before");
    }
}

package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.NamedFile;
import dev.stationmaster.command.StationCommand.GetLog;
import dev.stationmaster.command.StationCommand.PublishFirmware;
import dev.stationmaster.command.StationCommand.Transfer;
import dev.stationmaster.command.StationCommand.UnpublishFirmware;
import dev.stationmaster.command.StationCommand.UpdateFirmware;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.Firmware;
import dev.stationmaster.ocpp.v2.GetLogRequest;
import dev.stationmaster.ocpp.v2.GetLogResponse;
import dev.stationmaster.ocpp.v2.LogParameters;
import dev.stationmaster.ocpp.v2.PublishFirmwareRequest;
import dev.stationmaster.ocpp.v2.UnpublishFirmwareRequest;
import dev.stationmaster.ocpp.v2.UpdateFirmwareRequest;
import java.util.Objects;

/** Firmware and logs in 2.x (L01 to L04, N01). */
final class V2OutboundTransfers {
    private V2OutboundTransfers() {}

    static Encoded updateFirmware(UpdateFirmware update, Codec codec) {
        Transfer transfer = update.transfer();
        var firmware = Firmware.builder()
                .location(location(transfer))
                .retrieveDateTime(Objects.requireNonNull(update.retrieveAt(), "completed before"))
                .installDateTime(update.installAt())
                .signingCertificate(update.signingCertificate())
                .signature(update.signature())
                .build();
        var request = new UpdateFirmwareRequest(
                number(transfer), firmware, transfer.retries(), transfer.retryIntervalSeconds(), null);
        return new Calls(
                V2OutboundCommands.call(codec, "UpdateFirmware", request),
                new Expectation.Job(number(transfer), "firmware installed"));
    }

    static Encoded publish(PublishFirmware publish, Codec codec) {
        Transfer transfer = publish.transfer();
        var request = new PublishFirmwareRequest(
                location(transfer),
                Objects.requireNonNull(publish.checksum(), "completed before"),
                number(transfer),
                transfer.retries(),
                transfer.retryIntervalSeconds(),
                null);
        return new Calls(
                V2OutboundCommands.call(codec, "PublishFirmware", request),
                new Expectation.Job(number(transfer), "firmware published"));
    }

    static Encoded unpublish(UnpublishFirmware unpublish, Codec codec) {
        return new Calls(V2OutboundCommands.call(
                codec, "UnpublishFirmware", new UnpublishFirmwareRequest(unpublish.checksum(), null)));
    }

    static Encoded getLog(GetLog get, Codec codec) {
        Transfer transfer = get.transfer();
        var request = new GetLogRequest(
                new LogParameters(location(transfer), get.since(), get.until(), null),
                get.logType(),
                number(transfer),
                transfer.retries(),
                transfer.retryIntervalSeconds(),
                null);
        return new Calls(
                new Encoded.Call("GetLog", codec.encode(request), payload -> answer(payload, codec)),
                new Expectation.Job(number(transfer), "log uploaded"));
    }

    private static CommandAnswer answer(Payload payload, Codec codec) {
        String name = codec.decode(GetLogResponse.class, payload, Policy.TOLERANT)
                .orThrow()
                .filename();
        CommandAnswer answer = CommandAnswer.read(payload);
        return name == null ? answer : answer.telling(new NamedFile(name));
    }

    private static String location(Transfer transfer) {
        return Objects.requireNonNull(transfer.location(), "completed before");
    }

    private static int number(Transfer transfer) {
        return Objects.requireNonNull(transfer.requestId(), "completed before");
    }
}

package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.ExtendedTriggerMessageRequest;
import dev.stationmaster.ocpp.v16.MeterValuesRequest;
import dev.stationmaster.ocpp.v16.StatusNotificationRequest;
import dev.stationmaster.ocpp.v16.TriggerMessageRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** TriggerMessage of the core, and ExtendedTriggerMessage of the Security Whitepaper. */
final class V16OutboundTrigger {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> CORE = Set.of(
            "BootNotification",
            "DiagnosticsStatusNotification",
            "FirmwareStatusNotification",
            "Heartbeat",
            "MeterValues",
            "StatusNotification");

    private V16OutboundTrigger() {}

    static Encoded encode(StationCommand.TriggerMessage trigger, Context context) {
        if (trigger.customTrigger() != null) return new Unsupported("1.6 has no custom triggers");
        String message = trigger.message();
        Integer connector = V16Numbering.connector(context, trigger.evse(), trigger.connector());
        boolean extended = trigger.extended() == null ? !CORE.contains(message) : trigger.extended();
        if (connector != null && connector == 0) {
            return new Unsupported("1.6 triggers a connector from 1 on, or without one all of them (1.6 §6.51)");
        }
        var call = extended
                ? V16OutboundCommands.call(
                        "ExtendedTriggerMessage", new ExtendedTriggerMessageRequest(message, connector))
                : V16OutboundCommands.call("TriggerMessage", new TriggerMessageRequest(message, connector));
        return new Calls(call, expected(message, extended, connector));
    }

    /** What a raw CALL asks for. */
    static Expectation expectedBy(StationCommand.Call raw) {
        var payload = Payload.of(raw.payload());
        if (raw.action().equals("TriggerMessage")) {
            var trigger = V16OutboundCommands.CODEC.decode(TriggerMessageRequest.class, payload, Policy.TOLERANT);
            if (trigger.isValid()) return expected(trigger.orThrow().requestedMessage(), false, null);
        }
        if (raw.action().equals("ExtendedTriggerMessage")) {
            var trigger =
                    V16OutboundCommands.CODEC.decode(ExtendedTriggerMessageRequest.class, payload, Policy.TOLERANT);
            if (trigger.isValid()) return expected(trigger.orThrow().requestedMessage(), true, null);
        }
        return new Expectation.None();
    }

    private static Expectation expected(String message, boolean extended, @Nullable Integer connector) {
        String action =
                switch (message) {
                    case "SignChargePointCertificate" -> "SignCertificate";
                    case "FirmwareStatusNotification" ->
                        extended ? "SignedFirmwareStatusNotification" : "FirmwareStatusNotification";
                    default -> message;
                };
        return new Expectation.Message(Set.of(action), of(action, connector), action + " received", SOON, true);
    }

    private static Predicate<Payload> of(String action, @Nullable Integer connector) {
        if (connector == null) return _ -> true;
        return switch (action) {
            case "StatusNotification" ->
                payload -> V16OutboundCommands.matches(
                        StatusNotificationRequest.class, payload, status -> status.connectorId() == connector);
            case "MeterValues" ->
                payload -> V16OutboundCommands.matches(
                        MeterValuesRequest.class, payload, values -> values.connectorId() == connector);
            default -> _ -> true;
        };
    }
}

package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand.ChangeAvailability;
import dev.stationmaster.command.StationCommand.TriggerMessage;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.MeterValuesRequest;
import dev.stationmaster.ocpp.v2.NotifyEventRequest;
import dev.stationmaster.ocpp.v2.StatusNotificationRequest;
import dev.stationmaster.ocpp.v2.TriggerMessageRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** TriggerMessage, and which message shows that a command had its effect. */
final class V2OutboundTrigger {
    private static final Duration SOON = Duration.ofSeconds(60);

    private V2OutboundTrigger() {}

    static Encoded encode(TriggerMessage trigger, Codec codec, boolean force) {
        if (Boolean.TRUE.equals(trigger.extended())) {
            return new Unsupported("ExtendedTriggerMessage is a message of 1.6; 2.x has TriggerMessage for all");
        }
        Integer evse = trigger.evse();
        Integer connector = trigger.connector();
        if (evse == null && connector != null) {
            return new Unsupported("2.x names a connector within its EVSE: evse is needed (F06)");
        }
        boolean whole = evse == null || connector == null;
        if (trigger.message().equals("StatusNotification") && whole && !force) {
            return new Unsupported("StatusNotification is triggered for an evse and connector (F06.FR.13)");
        }
        var request = TriggerMessageRequest.builder()
                .requestedMessage(trigger.message())
                .evse(V2OutboundCommands.evse(evse, connector))
                .customTrigger(trigger.customTrigger())
                .build();
        return new Calls(
                V2OutboundCommands.call(codec, "TriggerMessage", request), expected(trigger.message(), evse, codec));
    }

    static Expectation expected(String message, @Nullable Integer evse, Codec codec) {
        String action =
                switch (message) {
                    case "SignChargingStationCertificate",
                            "SignV2GCertificate",
                            "SignV2G20Certificate",
                            "SignCombinedCertificate" -> "SignCertificate";
                    default -> message;
                };
        if (action.equals("CustomTrigger")) return new Expectation.None();
        return new Expectation.Message(Set.of(action), of(action, evse, codec), action + " received", SOON, true);
    }

    private static Predicate<Payload> of(String action, @Nullable Integer evse, Codec codec) {
        if (evse == null) return _ -> true;
        return switch (action) {
            case "StatusNotification" ->
                payload -> matches(codec, StatusNotificationRequest.class, payload, told -> told.evseId() == evse);
            case "MeterValues" ->
                payload -> matches(codec, MeterValuesRequest.class, payload, told -> told.evseId() == evse);
            default -> _ -> true;
        };
    }

    /** Told by StatusNotification, or by NotifyEvent of AvailabilityState (G01; preferred in 2.1). */
    static Expectation availability(ChangeAvailability change, Codec codec) {
        Predicate<String> state = word -> word.equals("Unavailable") != change.operational();
        Predicate<StatusNotificationRequest> status = told -> state.test(told.connectorStatus())
                && (change.evse() == null || change.evse() == told.evseId())
                && (change.connector() == null || change.connector() == told.connectorId());
        Predicate<NotifyEventRequest> event = told -> told.eventData().stream()
                .anyMatch(one -> one.variable().name().equalsIgnoreCase("AvailabilityState")
                        && state.test(one.actualValue())
                        && (change.evse() == null
                                || one.component().evse() != null
                                        && one.component().evse().id() == change.evse()));
        return new Expectation.Message(
                Set.of("StatusNotification", "NotifyEvent"),
                payload -> matches(codec, StatusNotificationRequest.class, payload, status)
                        || matches(codec, NotifyEventRequest.class, payload, event),
                "status " + (change.operational() ? "operative" : "Unavailable") + " reported",
                SOON,
                false);
    }

    private static <T> boolean matches(Codec codec, Class<T> type, Payload payload, Predicate<T> fits) {
        var decoded = codec.decode(type, payload, Policy.TOLERANT);
        return decoded.isValid() && fits.test(decoded.orThrow());
    }
}

package dev.stationmaster.command;

import dev.stationmaster.station.Registration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the registration of a station forbids us to send (OCPP 2.0.1 B01–B03, F06.FR.17; 1.6 §4.2, errata 3.40). */
final class SendingRules {
    private static final Set<String> REMOTE_CONTROL = Set.of(
            "RemoteStart",
            "RemoteStop",
            "RemoteStartTransaction",
            "RemoteStopTransaction",
            "RequestStartTransaction",
            "RequestStopTransaction");

    private SendingRules() {}

    /** @return the rule that speaks against it, in words; null when none does */
    static @Nullable String against(Registration registration, StationCommand command) {
        return switch (registration) {
            case REJECTED ->
                "the station's BootNotification was answered Rejected: nothing may be sent to it (B03.FR.03)";
            case NONE ->
                asksForBoot(command)
                        ? null
                        : "no BootNotification of this station was answered yet: nothing but a trigger for one may be sent";
            case PENDING ->
                REMOTE_CONTROL.contains(word(command))
                        ? "the station's registration is Pending: no remote start or stop (B02.FR.05; 1.6 §4.2)"
                        : null;
            case ACCEPTED ->
                command instanceof StationCommand.TriggerMessage && asksForBoot(command)
                        ? "an accepted station must not be asked for BootNotification (1.6 errata 3.40; F06.FR.17)"
                        : null;
        };
    }

    private static boolean asksForBoot(StationCommand command) {
        if (command instanceof StationCommand.TriggerMessage trigger) {
            return trigger.message().equals("BootNotification");
        }
        return command instanceof StationCommand.Call call
                && call.action().endsWith("TriggerMessage")
                && call.payload().contains("\"BootNotification\"");
    }

    private static String word(StationCommand command) {
        return command instanceof StationCommand.Call call ? call.action() : command.type();
    }
}

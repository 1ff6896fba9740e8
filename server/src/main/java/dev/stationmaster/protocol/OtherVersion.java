package dev.stationmaster.protocol;

import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.Violation;
import java.util.List;

/**
 * Recognises a station that speaks another version than it negotiated, by the message that every version has and that differs in each. Nothing
 * is guessed: the message stays refused, and the operator learns which version to allow.
 */
final class OtherVersion {
    private OtherVersion() {}

    /** A finding when a BootNotification that was refused is a valid one of another version; none otherwise. */
    static List<Violation> spoken(Caller caller, String action) {
        if (!action.equals("BootNotification")) return List.of();
        for (Version version : Version.values()) {
            if (version == caller.version()) continue;
            if (!Codec.of(version).validateRequest(action, caller.payload()).isEmpty()) continue;
            return List.of(Oddities.of(
                    "",
                    "other-version",
                    "this is a message of " + version.subprotocol() + ", the link was opened with "
                            + caller.version().subprotocol()));
        }
        return List.of();
    }
}

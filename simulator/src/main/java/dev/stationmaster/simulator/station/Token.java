package dev.stationmaster.simulator.station;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a driver shows; {@code type} as in 2.x, without meaning in 1.6. */
public record Token(String id, String type) {
    /** A card. */
    public static Token card(String id) {
        return new Token(id, "ISO14443");
    }

    /**
     * What the server thinks of a token.
     *
     * @param status as on the wire
     * @param group  parent or group id; null for none
     * @param evses  where it may charge; empty for all
     */
    record Verdict(String status, @Nullable String group, List<Integer> evses) {
        static final Verdict ACCEPTED = new Verdict("Accepted", null);
        static final Verdict UNKNOWN = new Verdict("Invalid", null);

        Verdict(String status, @Nullable String group) {
            this(status, group, List.of());
        }

        boolean accepted() {
            return status.equals("Accepted");
        }

        /** C01.FR.21: only where the server said. */
        boolean acceptedAt(int evse) {
            return accepted() && (evses.isEmpty() || evses.contains(evse));
        }
    }
}

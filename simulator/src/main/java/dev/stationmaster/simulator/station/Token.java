package dev.stationmaster.simulator.station;

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
     */
    record Verdict(String status, @Nullable String group) {
        static final Verdict ACCEPTED = new Verdict("Accepted", null);
        static final Verdict UNKNOWN = new Verdict("Invalid", null);

        boolean accepted() {
            return status.equals("Accepted");
        }
    }
}

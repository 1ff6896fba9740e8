package dev.stationmaster.simulator.wire;

import java.time.Instant;

/** Takes down what a station says and what it is answered. */
@FunctionalInterface
public interface Witness {
    /** One transmission whose outcome is still open. */
    @FunctionalInterface
    interface Open {
        /** How it ended. */
        void ended(Outcome outcome, Instant at);
    }

    /** A CALL is about to be sent; a repeated one comes with the same {@code messageId}. */
    Open sent(String messageId, String action, String payload, Instant at);
}

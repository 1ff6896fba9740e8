package dev.stationmaster.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a command is to be carried out.
 *
 * @param actor who wants it
 * @param idempotencyKey the same key again gives the same command; null for none
 * @param force send it although a rule speaks against it; laboratories need that
 * @param expiresIn how long it may wait for a station that is away; null refuses it at once when the station is not connected
 * @param timeout how long the station may take for each answer, 1 to 600 seconds
 */
public record CommandOrder(
        String actor,
        @Nullable String idempotencyKey,
        boolean force,
        @Nullable Duration expiresIn,
        Duration timeout) {
    /** What is advised for both directions (OCPP 2.x part 2, appendix on MessageTimeout). */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    public static CommandOrder by(String actor) {
        return new CommandOrder(actor, null, false, null, TIMEOUT);
    }
}

package dev.stationmaster.simulator.journal;

import dev.stationmaster.simulator.wire.Json;
import java.time.Instant;

/**
 * One CALL of a station and what became of it. A repeated CALL (same message id) is one entry; {@code tries} counts.
 *
 * @param station   identity
 * @param version   subprotocol, such as {@code ocpp1.6}
 * @param number    counts up per station in the order of the first transmissions
 * @param sentAt    first transmission, by the station's world time
 * @param result    how it stands
 * @param answer    payload of the CALLRESULT as JSON text, code of the CALLERROR, else empty
 * @param endedAt   when {@code result} was last set; equals {@code sentAt} while open
 * @param tries     transmissions
 */
public record Entry(
        String station,
        String version,
        long number,
        String messageId,
        String action,
        String payload,
        Instant sentAt,
        Result result,
        String answer,
        Instant endedAt,
        int tries) {

    /** How a CALL stands. Only ANSWERED obliges the server. */
    public enum Result {
        /** Sent, and neither answered nor lost yet. */
        OPEN,
        /** A CALLRESULT came: the server has vouched for it. */
        ANSWERED,
        /** The last try got a CALLERROR. */
        REFUSED,
        /** The last try got no answer in time. */
        TIMED_OUT,
        /** The connection went before an answer came; the server may or may not have it. */
        LOST
    }

    /** Whether the server vouched for it. */
    public boolean answered() {
        return result == Result.ANSWERED;
    }

    /** The entry as one line of JSON. */
    public String line() {
        var json = Json.object()
                .put("station", station)
                .put("version", version)
                .put("number", number)
                .put("messageId", messageId)
                .put("action", action)
                .put("sentAt", sentAt)
                .put("result", result.name())
                .put("endedAt", endedAt)
                .put("tries", tries)
                .raw("payload", payload);
        return (answered() ? json.raw("answer", answer) : json.put("error", answer.isEmpty() ? null : answer)).text();
    }
}

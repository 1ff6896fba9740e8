package dev.stationmaster.messagelog;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a station: a CALL (or SEND) and what became of it. Payloads are raw; secrets are masked before anything is stored.
 *
 * @param action the action; {@code "?"} when the frame was unreadable
 * @param at when the first frame was received or sent
 * @param latencyMicros until the answer was ready (inbound) or arrived (outbound); −1 when there was none
 * @param request the whole first frame
 * @param response the whole answer frame; null when there was none
 * @param violations what broke the schema and was refused
 * @param findings what was odd and was tolerated
 */
public record Exchange(
        StationId station,
        Direction direction,
        Version version,
        String action,
        String messageId,
        Instant at,
        long latencyMicros,
        Outcome outcome,
        byte[] request,
        byte @Nullable [] response,
        List<Violation> violations,
        List<Violation> findings) {
    /** The same exchange, its frames replaced. */
    Exchange saying(byte[] newRequest, byte @Nullable [] newResponse) {
        return new Exchange(
                station,
                direction,
                version,
                action,
                messageId,
                at,
                latencyMicros,
                outcome,
                newRequest,
                newResponse,
                violations,
                findings);
    }

    /** True when it did not go as it should: an error, no answer, or one that broke its schema. */
    public boolean failed() {
        return !violations.isEmpty() || (outcome != Outcome.ANSWERED && outcome != Outcome.NO_ANSWER_DUE);
    }

    public enum Direction {
        FROM_STATION,
        TO_STATION
    }

    public enum Outcome {
        ANSWERED,
        ERROR,
        TIMED_OUT,
        LINK_LOST,
        NO_ANSWER_DUE,
        UNREADABLE
    }
}

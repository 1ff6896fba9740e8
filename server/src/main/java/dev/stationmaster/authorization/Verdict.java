package dev.stationmaster.authorization;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may this token charge here, now?".
 *
 * @param status the present status
 * @param group the token's group or parent id, when it has one
 * @param cacheUntil how long a station may keep this answer; null leaves it to the station
 * @param rule the rule that decided, in words for the operator (for example {@code "token is blocked"})
 * @param driver in which language the driver reads, and what; null when nobody said so
 * @param evses the only EVSEs of the station where the token may charge, in their order; empty for all (OCPP 2.0.1 C01.FR.19, C01.FR.20)
 */
public record Verdict(
        Status status,
        @Nullable String group,
        @Nullable Instant cacheUntil,
        String rule,
        @Nullable Driver driver,
        List<Integer> evses) {
    public Verdict {
        evses = List.copyOf(evses);
    }

    /** What is told to whoever shows the token. @param language RFC 5646 */
    public record Driver(
            @Nullable String language, @Nullable String message) {}

    public Verdict(Status status, @Nullable String group, @Nullable Instant cacheUntil, String rule) {
        this(status, group, cacheUntil, rule, null, List.of());
    }

    Verdict to(@Nullable Driver reader) {
        return new Verdict(status, group, cacheUntil, rule, reader, evses);
    }

    Verdict only(List<Integer> places) {
        return new Verdict(status, group, cacheUntil, rule, driver, places);
    }

    public enum Status {
        ACCEPTED,
        BLOCKED,
        EXPIRED,
        INVALID,
        UNKNOWN,
        CONCURRENT,
        NO_CREDIT,
        WRONG_EVSE_TYPE,
        WRONG_LOCATION,
        WRONG_TIME
    }

    public boolean accepted() {
        return status == Status.ACCEPTED;
    }
}

package dev.stationmaster.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may this token charge here, now?".
 *
 * @param status the present status
 * @param group the token's group or parent id, when it has one
 * @param cacheUntil how long a station may keep this answer; null leaves it to the station
 * @param rule the rule that decided, in words for the operator (for example {@code "token is blocked"})
 * @param driver in which language the driver reads, and what; null when nobody said so
 */
public record Verdict(
        Status status,
        @Nullable String group,
        @Nullable Instant cacheUntil,
        String rule,
        @Nullable Driver driver) {
    /** What is told to whoever shows the token. @param language RFC 5646 */
    public record Driver(
            @Nullable String language, @Nullable String message) {}

    public Verdict(Status status, @Nullable String group, @Nullable Instant cacheUntil, String rule) {
        this(status, group, cacheUntil, rule, null);
    }

    Verdict to(@Nullable Driver reader) {
        return new Verdict(status, group, cacheUntil, rule, reader);
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

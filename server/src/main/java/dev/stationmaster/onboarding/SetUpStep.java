package dev.stationmaster.onboarding;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is set or read while a station is Pending, and what came of it.
 *
 * @param kind set or report
 * @param subject the variable, key, report or criteria, as the settings have it
 * @param value what it is set to; null for a report
 * @param state waiting, done, failed or skipped
 * @param status the station's word
 * @param reason in words, where there is more to say
 * @param command under which the API shows the messages
 */
public record SetUpStep(
        String kind,
        String subject,
        @Nullable String value,
        String state,
        @Nullable String status,
        @Nullable String reason,
        @Nullable UUID command,
        @Nullable Instant endedAt) {
    static final String WAITING = "waiting";
    static final String DONE = "done";
    static final String FAILED = "failed";
    static final String SKIPPED = "skipped";

    static SetUpStep set(String subject, String value) {
        return new SetUpStep("set", subject, value, WAITING, null, null, null, null);
    }

    static SetUpStep report(String subject) {
        return new SetUpStep("report", subject, null, WAITING, null, null, null, null);
    }

    SetUpStep ended(String how, @Nullable String word, @Nullable String why, @Nullable UUID sentAs, Instant at) {
        return new SetUpStep(kind, subject, value, how, word, why, sentAs, at);
    }

    boolean waits() {
        return state.equals(WAITING);
    }

    /** Whether both want the same, whatever came of it. */
    boolean same(SetUpStep other) {
        return kind.equals(other.kind) && subject.equals(other.subject) && Objects.equals(value, other.value);
    }
}

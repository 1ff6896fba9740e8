package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One station's part in a job.
 *
 * @param number its turn, from 0
 * @param step what it is at while it runs
 * @param attempt from 1; a retry is another one
 * @param status the station's last word; of one that was left out, why
 * @param reason in words
 * @param body the command as it is handed on, JSON; the very same again after a restart, so that the command is known again
 * @param work the station's own firmware job
 * @param results value by value, when values were set
 */
record Target(
        UUID job,
        StationId station,
        int number,
        int wave,
        State state,
        @Nullable Step step,
        int attempt,
        @Nullable String status,
        @Nullable String reason,
        @Nullable String body,
        @Nullable UUID command,
        @Nullable UUID work,
        List<ValueResult> results,
        @Nullable String versionBefore,
        @Nullable String versionAfter,
        @Nullable Instant startedAt,
        @Nullable Instant changedAt,
        @Nullable Instant endedAt) {

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        /** It was sent, and nobody knows what the station did. */
        UNKNOWN,
        /** Left out: it had it already, cannot do it, or was away. */
        SKIPPED,
        CANCELLED;

        boolean ended() {
            return this != WAITING && this != RUNNING;
        }

        /** Whether it counts as a failure for the halt rule. */
        boolean isBad() {
            return this == FAILED || this == UNKNOWN;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a station is at. */
    enum Step {
        COMMAND,
        FIRMWARE,
        /** It said Installed; its next boot shows which version runs. */
        VERIFY,
        RESET
    }

    /** @param name as an operator writes it @param status Accepted, Rejected, RebootRequired … */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ValueResult(
            String name,
            String value,
            String status,
            @Nullable String info) {}

    static Target waiting(UUID job, StationId station, int number, int wave) {
        return new Target(
                job,
                station,
                number,
                wave,
                State.WAITING,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    /** Left out from the beginning. */
    Target skipped(String code, String why, Instant at) {
        return copy(State.SKIPPED, null, attempt, code, why, body, command, work, results, startedAt, at, at);
    }

    Target begun(String order, @Nullable String version, Instant at) {
        return new Target(
                job,
                station,
                number,
                wave,
                State.RUNNING,
                Step.COMMAND,
                attempt,
                null,
                null,
                order,
                null,
                null,
                List.of(),
                version,
                null,
                at,
                at,
                null);
    }

    Target handedOn(UUID id) {
        return copy(state, step, attempt, status, reason, body, id, work, results, startedAt, changedAt, endedAt);
    }

    Target at(Step next, @Nullable String word, Instant when) {
        return copy(state, next, attempt, word, reason, body, command, work, results, startedAt, when, endedAt);
    }

    Target following(UUID job, @Nullable String word, Instant when) {
        return copy(state, Step.FIRMWARE, attempt, word, reason, body, command, job, results, startedAt, when, endedAt);
    }

    Target resetting(UUID reset, Instant when) {
        return copy(state, Step.RESET, attempt, status, reason, body, reset, work, results, startedAt, when, endedAt);
    }

    Target told(List<ValueResult> all) {
        return copy(state, step, attempt, status, reason, body, command, work, all, startedAt, changedAt, endedAt);
    }

    Target versions(@Nullable String after) {
        return new Target(
                job,
                station,
                number,
                wave,
                state,
                step,
                attempt,
                status,
                reason,
                body,
                command,
                work,
                results,
                versionBefore,
                after,
                startedAt,
                changedAt,
                endedAt);
    }

    Target ended(State how, @Nullable String word, @Nullable String why, Instant when) {
        return copy(how, step, attempt, word, why, body, command, work, results, startedAt, when, when);
    }

    /** Its turn comes once more. */
    Target again(@Nullable String why) {
        return copy(State.WAITING, null, attempt + 1, null, why, null, null, null, List.of(), null, null, null);
    }

    private Target copy(
            State next,
            @Nullable Step at,
            int times,
            @Nullable String word,
            @Nullable String why,
            @Nullable String order,
            @Nullable UUID id,
            @Nullable UUID firmware,
            List<ValueResult> told,
            @Nullable Instant begun,
            @Nullable Instant changed,
            @Nullable Instant over) {
        return new Target(
                job,
                station,
                number,
                wave,
                next,
                at,
                times,
                word,
                why,
                order,
                id,
                firmware,
                told,
                versionBefore,
                versionAfter,
                begun,
                changed,
                over);
    }
}

package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.station.StationChoice.StationFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work over many stations.
 *
 * @param template whose values it brings; null for others
 * @param sites keys of the sites where its stations stood when it was made
 * @param stations how many it has
 * @param wave the one that is under way, from 1
 * @param waveEndedAt set between two waves
 * @param judgedSince when it was made, resumed or retried last; stations that ended before do not count for the halt rule: somebody has looked at them
 */
record FleetJob(
        UUID id,
        String name,
        Kind kind,
        Task task,
        Choice choice,
        Pace pace,
        @Nullable UUID template,
        State state,
        @Nullable String reason,
        String actor,
        List<Integer> sites,
        int stations,
        int wave,
        @Nullable Instant waveEndedAt,
        Instant judgedSince,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant endedAt) {

    enum Kind {
        COMMAND("command"),
        CONFIGURATION("configuration"),
        FIRMWARE("firmware"),
        CERTIFICATE("certificate"),
        LOCAL_LIST("localList");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) if (kind.word.equals(word)) return kind;
            throw new IllegalArgumentException(word);
        }
    }

    enum State {
        RUNNING,
        /** By a person, or between two waves; what is under way at stations goes on. */
        PAUSED,
        /** By itself: too many have failed. */
        HALTED,
        DONE,
        CANCELLED;

        boolean ended() {
            return this == DONE || this == CANCELLED;
        }
    }

    /** How its stations were chosen: by a filter, or by their names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Choice(@Nullable StationFilter filter, @Nullable List<String> list) {}

    FleetJob now(State next, @Nullable String why, Instant at) {
        return copy(next, why, wave, waveEndedAt, judgedSince, at);
    }

    FleetJob inWave(int next, @Nullable Instant ended, Instant at) {
        return copy(state, reason, next, ended, judgedSince, at);
    }

    /** What failed until now was seen by somebody who lets it go on. */
    FleetJob judgedFrom(Instant since) {
        return copy(state, reason, wave, waveEndedAt, since, changedAt);
    }

    FleetJob touched(Instant at) {
        return copy(state, reason, wave, waveEndedAt, judgedSince, at);
    }

    private FleetJob copy(
            State next, @Nullable String why, int inWave, @Nullable Instant ended, Instant judged, Instant at) {
        return new FleetJob(
                id,
                name,
                kind,
                task,
                choice,
                pace,
                template,
                next,
                why,
                actor,
                sites,
                stations,
                inWave,
                ended,
                judged,
                createdAt,
                at,
                next.ended() ? at : null);
    }
}

package dev.stationmaster.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report and how far it is.
 *
 * @param command that asked for it; null when nobody here did
 * @param asked JSON of the question
 * @param answer the station's status word
 * @param parts how many are here
 */
public record Report(
        ReportKey key,
        @Nullable UUID command,
        @Nullable String asked,
        State state,
        @Nullable String answer,
        Instant askedAt,
        @Nullable Instant completedAt,
        int parts) {
    /** How far a report is. */
    public enum State {
        /** Asked, and no part is here. */
        AWAITED("awaited"),
        /** Some parts are here. */
        RECEIVING("receiving"),
        COMPLETE("complete"),
        /** The station has been silent for too long; parts that come late are still taken. */
        INCOMPLETE("incomplete"),
        /** The station has nothing to report. */
        EMPTY("empty"),
        /** The station will not report. */
        REFUSED("refused");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As the database and the API write it. */
        public String word() {
            return word;
        }

        static State of(String word) {
            for (State state : values()) if (state.word.equals(word)) return state;
            throw new IllegalArgumentException(word);
        }
    }
}

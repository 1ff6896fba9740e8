package dev.stationmaster.locallist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a station's list.
 *
 * @param confirmedVersion of the last update that the station accepted; 0 when it said that it has none; null when nothing is known
 * @param reportedVersion as the station last told it
 * @param lastVersion the highest that it was ever sent
 * @param pending what was sent and not answered: whether it counts must be asked
 */
record HeldList(
        State state,
        @Nullable Integer confirmedVersion,
        @Nullable Integer reportedVersion,
        int lastVersion,
        @Nullable ListUpdate pending,
        @Nullable Instant reportedAt,
        @Nullable Instant changedAt) {
    static final HeldList UNKNOWN = new HeldList(State.UNKNOWN, null, null, 0, null, null, null);

    enum State {
        /** Never asked, never told. */
        UNKNOWN("unknown"),
        /** The station accepted all that is on it. */
        CONFIRMED("confirmed"),
        /** The station has a list, and somebody else had a hand in it. */
        FOREIGN("foreign"),
        /** The station keeps no list, or it is switched off there. */
        NOT_SUPPORTED("notSupported");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As the API and the database write it. */
        String word() {
            return word;
        }
    }

    /** Above everything that the station may know, and never 0 or less (1.6 errata 3.52; D01.FR.18, D01.FR.19). */
    int nextVersion() {
        int known = Math.max(orZero(confirmedVersion), orZero(reportedVersion));
        return Math.max(0, Math.max(known, lastVersion)) + 1;
    }

    private static int orZero(@Nullable Integer version) {
        return version == null ? 0 : version;
    }

    /** Whether the station must be asked for its version before it is sent anything. */
    boolean mustAsk() {
        return pending != null || state == State.UNKNOWN || state == State.NOT_SUPPORTED;
    }

    HeldList sending(ListUpdate update) {
        return new HeldList(
                state,
                confirmedVersion,
                reportedVersion,
                Math.max(lastVersion, update.version()),
                update,
                reportedAt,
                changedAt);
    }

    /** The station took the pending update. */
    HeldList accepted(ListUpdate update, Instant at) {
        boolean known = update.full() || state == State.CONFIRMED;
        return new HeldList(
                known ? State.CONFIRMED : State.FOREIGN,
                update.version(),
                update.version(),
                Math.max(lastVersion, update.version()),
                null,
                at,
                at);
    }

    /** The station kept what it had. */
    HeldList refused() {
        return new HeldList(state, confirmedVersion, reportedVersion, lastVersion, null, reportedAt, changedAt);
    }

    /** The version held stays what it was (1.6 TC_043_1): a list that is switched off may be switched on again. */
    HeldList notSupported(@Nullable Integer told, Instant at) {
        return new HeldList(State.NOT_SUPPORTED, confirmedVersion, told, lastVersion, null, at, changedAt);
    }

    /** Somebody sent it a list that we did not look into. */
    HeldList touched() {
        return new HeldList(State.UNKNOWN, confirmedVersion, reportedVersion, lastVersion, null, reportedAt, changedAt);
    }

    /** The station has this version, which no pending update explains. */
    HeldList reported(int version, Instant at) {
        boolean ours = state == State.CONFIRMED && confirmedVersion != null && version == confirmedVersion;
        State next = version == 0 || ours ? State.CONFIRMED : State.FOREIGN;
        return new HeldList(
                next, version == 0 ? Integer.valueOf(0) : confirmedVersion, version, lastVersion, null, at, changedAt);
    }
}

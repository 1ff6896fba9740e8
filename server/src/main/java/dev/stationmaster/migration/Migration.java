package dev.stationmaster.migration;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station's move to another network profile.
 *
 * @param slot of the profile to move to
 * @param priority the new order of the station's profiles
 * @param reset OnIdle or Immediate
 * @param inoperative whether the station is closed to new transactions before, and opened again when it has arrived
 * @param command the command of the present step; null before it was given
 * @param nextAt when the step is looked at again, at the earliest
 * @param drainedUntil the end of the patience with running transactions
 * @param failure why it failed, in words; while there is no end yet, the station is being opened again
 */
record Migration(
        UUID id,
        StationId station,
        int slot,
        String priority,
        String reset,
        boolean inoperative,
        Step step,
        @Nullable UUID command,
        Instant nextAt,
        Instant drainedUntil,
        @Nullable String failure,
        String actor,
        Instant beganAt,
        @Nullable Instant endedAt) {
    /** In their order; FAILED may come at any time. */
    enum Step {
        /** SetNetworkProfile (B09). */
        PROFILE,
        /** ChangeAvailability to Inoperative. */
        CLOSING,
        /** Transactions end, and what the station has queued is told (B10.FR.05). */
        DRAINING,
        /** NetworkConfigurationPriority (B10.FR.01). */
        PRIORITY,
        RESET,
        /** It is on its way. */
        RETURNING,
        /** Which profile does it use now? */
        CHECKING,
        /** ChangeAvailability to Operative. */
        OPENING,
        DONE,
        FAILED;

        boolean isEnd() {
            return this == DONE || this == FAILED;
        }

        /** Whether nothing was changed yet that makes the station go. */
        boolean canBeUndone() {
            return this == PROFILE || this == CLOSING || this == DRAINING;
        }
    }

    Migration at(Step next, Instant when) {
        return with(next, null, when, failure, next.isEnd() ? when : null);
    }

    Migration given(UUID submitted, Instant when) {
        return with(step, submitted, when, failure, null);
    }

    Migration again(Instant when) {
        return with(step, null, when, failure, null);
    }

    /** The next step, which watches the command of this one. */
    Migration watching(Step next, Instant when) {
        return with(next, command, when, failure, null);
    }

    /** It goes no further: the station is opened again, where it was closed. */
    Migration failed(String why, Instant when) {
        boolean closed = inoperative && step != Step.PROFILE && step != Step.OPENING;
        return closed ? with(Step.OPENING, null, when, why, null) : with(Step.FAILED, null, when, why, when);
    }

    /** It goes no further, and there is nothing to be done about it. What failed first counts. */
    Migration gone(String why, Instant when) {
        return with(Step.FAILED, null, when, failure == null ? why : failure + "; " + why, when);
    }

    private Migration with(
            Step next, @Nullable UUID submitted, Instant when, @Nullable String why, @Nullable Instant end) {
        return new Migration(
                id,
                station,
                slot,
                priority,
                reset,
                inoperative,
                next,
                submitted,
                when,
                drainedUntil,
                why,
                actor,
                beganAt,
                end);
    }
}

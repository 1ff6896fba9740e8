package dev.stationmaster.onboarding;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One set-up phase of a station.
 *
 * @param releasedBy who let the station go on to be accepted; null while nobody has
 */
record SetUp(
        StationId station,
        State state,
        List<SetUpStep> steps,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String releasedBy) {
    enum State {
        /** Steps wait, or are under way; also while the station is away. */
        RUNNING,
        /** Every step was tried. */
        DONE,
        RELEASED
    }

    SetUp {
        steps = List.copyOf(steps);
    }

    /** Whether it is the same list of steps, and still to be gone through. */
    boolean goesOnWith(List<SetUpStep> wanted) {
        if (state == State.RELEASED || wanted.size() != steps.size()) return false;
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).same(wanted.get(i))) return false;
        }
        return true;
    }

    SetUp with(int index, SetUpStep step) {
        List<SetUpStep> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new SetUp(station, state, changed, beganAt, endedAt, releasedBy);
    }

    SetUp done(Instant at) {
        return new SetUp(station, State.DONE, steps, beganAt, at, null);
    }

    SetUp released(String by, Instant at) {
        return new SetUp(station, State.RELEASED, steps, beganAt, endedAt == null ? at : endedAt, by);
    }

    boolean failed() {
        return steps.stream().anyMatch(step -> step.state().equals(SetUpStep.FAILED));
    }
}

package dev.stationmaster.commissioning;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A unit that is, or was, put into service, with all that was seen of it.
 *
 * @param end null while it is open
 */
record Commissioning(
        UUID id,
        StationId station,
        State state,
        Terms terms,
        String notes,
        List<CheckStep> steps,
        String startedBy,
        Instant startedAt,
        @Nullable End end) {
    private static final Comparator<CheckStep> ORDER = Comparator.comparingInt(CheckStep::evse)
            .thenComparingInt(CheckStep::connector)
            .thenComparing(CheckStep::check);

    enum State {
        OPEN,
        SIGNED,
        ABANDONED
    }

    /**
     * What is asked of the unit.
     *
     * @param securityProfile 0 to 3
     * @param energyWh each connector is to deliver at least
     * @param clockLimitSeconds how far its clock may be from ours
     * @param token the tests are started with
     */
    record Terms(int securityProfile, int energyWh, int clockLimitSeconds, String token) {}

    /** @param signedName as the person wrote it; null when nobody signed */
    record End(@Nullable String signedName, String by, Instant at) {}

    static Commissioning begun(UUID id, StationId station, Terms terms, String actor, Instant now) {
        return new Commissioning(id, station, State.OPEN, terms, "", Check.ofStation(), actor, now, null);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    List<CheckStep> waiting() {
        return steps.stream()
                .filter(step -> step.state() == CheckStep.State.WAITING)
                .toList();
    }

    Optional<CheckStep> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    /** The step of the whole station. */
    CheckStep step(Check check) {
        return step(check.word()).orElseThrow();
    }

    boolean knows(int evse, int connector) {
        return steps.stream().anyMatch(step -> step.isAt(evse, connector));
    }

    /** With the steps of a connector that was not known before. */
    Commissioning with(int evse, int connector) {
        if (knows(evse, connector)) return this;
        List<CheckStep> more = new ArrayList<>(steps);
        more.addAll(Check.ofConnector(evse, connector));
        more.sort(ORDER);
        return with(more);
    }

    Commissioning with(Check check, UnaryOperator<CheckStep> change) {
        return changed(step -> step.check() == check, change);
    }

    Commissioning with(Check check, int evse, int connector, UnaryOperator<CheckStep> change) {
        return changed(step -> step.check() == check && step.isAt(evse, connector), change);
    }

    Commissioning with(String key, UnaryOperator<CheckStep> change) {
        return changed(step -> step.key().equals(key), change);
    }

    private Commissioning changed(Predicate<CheckStep> which, UnaryOperator<CheckStep> change) {
        return with(steps.stream()
                .map(step -> which.test(step) ? change.apply(step) : step)
                .toList());
    }

    private Commissioning with(List<CheckStep> changed) {
        return new Commissioning(id, station, state, terms, notes, List.copyOf(changed), startedBy, startedAt, end);
    }

    Commissioning with(Terms other, String text) {
        return new Commissioning(id, station, state, other, text, steps, startedBy, startedAt, end);
    }

    Commissioning ended(State how, End when) {
        return new Commissioning(id, station, how, terms, notes, steps, startedBy, startedAt, when);
    }
}

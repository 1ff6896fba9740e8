package dev.stationmaster.tariff;

import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.tariff.Tariff.Dimension;
import dev.stationmaster.transaction.TransactionHistory;
import dev.stationmaster.transaction.TransactionStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with its tariff and all that is needed to price it at any moment. Immutable.
 *
 * @param tariff the version that it began with; null as long as a token or an EVSE may still decide for one
 * @param evse that the choice knew; likewise the group
 * @param step null right after a restart, until it is read back
 * @param whole false after a restart, until what was told before is read back
 * @param cost the final one; null while it runs
 * @param problem why there is no final cost
 */
record PricedSession(
        @Nullable Tariff tariff,
        @Nullable Integer evse,
        @Nullable String group,
        UsageTrack track,
        @Nullable TransactionStep step,
        boolean whole,
        @Nullable Cost cost,
        @Nullable String problem) {
    static final String UNKNOWN = "nobody knows how much energy flowed, or when";

    static final PricedSession NEW = new PricedSession(null, null, null, UsageTrack.EMPTY, null, true, null, null);

    static PricedSession restored(CostSaved saved, @Nullable Tariff tariff) {
        return new PricedSession(
                tariff, saved.evse(), saved.group(), UsageTrack.EMPTY, null, false, saved.cost(), saved.problem());
    }

    PricedSession with(@Nullable Tariff chosen, @Nullable Integer atEvse, @Nullable String ofGroup) {
        return new PricedSession(chosen, atEvse, ofGroup, track, step, whole, cost, problem);
    }

    /** With what a message told. */
    PricedSession with(TransactionStep next) {
        UsageTrack told = track;
        Instant at = next.at();
        if (at != null) told = told.with(next.seqNo(), at, next.chargingState());
        for (MeterReading reading : next.readings()) told = read(told, reading);
        return new PricedSession(tariff, evse, group, told, next, whole, cost, problem);
    }

    private UsageTrack read(UsageTrack told, MeterReading reading) {
        BigDecimal register = reading.energyWh();
        return register == null || !needsRegisters()
                ? told.heard(reading.takenAt())
                : told.with(reading.takenAt(), register);
    }

    /** A price by the kilowatt-hour alone, the same at all hours, needs the energy and nothing else. */
    private boolean needsRegisters() {
        return tariff == null
                || tariff.hasHoursFor(Dimension.ENERGY)
                || tariff.charges(Dimension.CHARGING)
                || tariff.charges(Dimension.IDLE);
    }

    /** With all that is stored of it, too. */
    PricedSession with(TransactionHistory history) {
        UsageTrack told = track;
        for (TransactionHistory.Event event : history.events()) {
            told = told.with(event.seqNo(), event.at(), event.chargingState());
        }
        for (MeterReading reading : history.readings()) told = read(told, reading);
        TransactionStep latest = step == null ? history.step() : step;
        return new PricedSession(tariff, evse, group, told, latest, true, cost, problem);
    }

    PricedSession priced(@Nullable Cost total) {
        String why = total == null && !open() ? UNKNOWN : null;
        return new PricedSession(tariff, evse, group, track, step, whole, total, why);
    }

    PricedSession failed(String why) {
        return new PricedSession(tariff, evse, group, track, step, whole, null, why);
    }

    boolean open() {
        return step == null || step.transaction().open();
    }

    /**
     * What it costs; empty when that cannot be known.
     *
     * @param now station time; null takes what was last heard
     */
    Optional<Cost> price(ZoneId zone, @Nullable Instant now) {
        if (tariff == null || step == null || !whole) return Optional.empty();
        return PriceEngine.price(tariff, zone, UsageReckoning.of(step, track, now));
    }

    /** Whether the transaction is at another place, or of another group, than the choice of the tariff knew. */
    boolean knowsLessThan(TransactionStep next) {
        Integer where = next.transaction().evse();
        boolean place = where != null && evse == null;
        boolean owner = next.accepted() && next.group() != null && !Objects.equals(group, next.group());
        return place || owner;
    }
}

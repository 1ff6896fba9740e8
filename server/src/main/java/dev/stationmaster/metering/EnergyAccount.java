package dev.stationmaster.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of one transaction add up to, in constant size. Immutable; the order and the repetition of readings do not matter.
 *
 * @param begin the earliest reading of context Transaction.Begin that holds a register
 * @param end the latest reading of context Transaction.End that holds a register
 * @param series all registers
 * @param intervals amounts of stations that tell no registers, by time; empty where there are registers
 * @param highestPowerW the highest power reported or offered; 0 when none was
 */
public record EnergyAccount(
        @Nullable Point begin,
        @Nullable Point end,
        RegisterSeries series,
        NavigableMap<Instant, BigDecimal> intervals,
        double highestPowerW) {
    public static final EnergyAccount EMPTY = new EnergyAccount(null, null, RegisterSeries.EMPTY, new TreeMap<>(), 0);

    private static final int MOST_INTERVALS = 10_000;

    /** A register at a time. */
    public record Point(Instant at, BigDecimal wh) {}

    /** With one more reading; this same account when it tells nothing new. */
    public EnergyAccount with(MeterReading reading) {
        BigDecimal register = reading.energyWh();
        Instant at = reading.takenAt();
        Point nextBegin = begin;
        Point nextEnd = end;
        RegisterSeries nextSeries = series;
        if (register != null) {
            nextSeries = series.with(at, register);
            if (reading.isBegin() && (begin == null || at.isBefore(begin.at))) nextBegin = new Point(at, register);
            if (reading.isEnd() && (end == null || at.isAfter(end.at))) nextEnd = new Point(at, register);
        }
        double power = highestPowerW;
        if (reading.powerW() != null) power = Math.max(power, reading.powerW());
        NavigableMap<Instant, BigDecimal> nextIntervals = withInterval(reading);
        if (nextSeries == series
                && nextBegin == begin
                && nextEnd == end
                && power == highestPowerW
                && nextIntervals == intervals) return this;
        return new EnergyAccount(nextBegin, nextEnd, nextSeries, nextIntervals, power);
    }

    private NavigableMap<Instant, BigDecimal> withInterval(MeterReading reading) {
        BigDecimal amount = reading.energyIntervalWh();
        if (amount == null || reading.energyWh() != null || intervals.size() >= MOST_INTERVALS) return intervals;
        if (intervals.containsKey(reading.takenAt())) return intervals;
        NavigableMap<Instant, BigDecimal> more = new TreeMap<>(intervals);
        more.put(reading.takenAt(), amount);
        return more;
    }

    BigDecimal intervalSum() {
        return intervals.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

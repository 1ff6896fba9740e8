package dev.stationmaster.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The import registers of one transaction, folded into rising stretches: all that billing needs, of constant size however long the transaction
 * runs. Taking a reading twice changes nothing, and rising registers give the same series in whatever order they arrive.
 *
 * <p>Registers of exactly 0 stand apart: a meter that is not awake yet says 0, and so does one that failed for a moment.
 *
 * @param zeroAt the earliest time at which the register was 0; null when it never was
 * @param stretches by time; more than one when the register fell
 */
public record RegisterSeries(@Nullable Instant zeroAt, List<Stretch> stretches) {
    static final RegisterSeries EMPTY = new RegisterSeries(null, List.of());

    /** A register this much lower than the one before is the same stretch: rounding, and stop values a little behind (quirk Q68). */
    static final BigDecimal TOLERANCE_WH = BigDecimal.valueOf(100);

    private static final int MOST_STRETCHES = 32;

    /**
     * A time in which the register did not fall.
     *
     * @param fromWh the register at {@code from}
     * @param topWh the highest of the stretch
     */
    public record Stretch(Instant from, BigDecimal fromWh, Instant to, BigDecimal topWh) {
        Stretch through(Instant at, BigDecimal wh) {
            Instant end = at.isAfter(to) ? at : to;
            BigDecimal top = topWh.max(wh);
            return at.isBefore(from) ? new Stretch(at, wh, end, top) : new Stretch(from, fromWh, end, top);
        }

        /** Clocks are coarse: of two registers of one instant the lower one was first. */
        boolean sameInstant(Instant at, BigDecimal wh) {
            return at.equals(to) && wh.compareTo(topWh) > 0 || at.equals(from) && wh.compareTo(fromWh) < 0;
        }

        Stretch widened(BigDecimal wh) {
            return new Stretch(from, fromWh.min(wh), to, topWh.max(wh));
        }
    }

    RegisterSeries with(Instant at, BigDecimal wh) {
        if (wh.signum() < 0) return this;
        if (wh.signum() == 0) {
            return zeroAt == null || at.isBefore(zeroAt) ? new RegisterSeries(at, stretches) : this;
        }
        int i = stretches.size() - 1;
        while (i >= 0 && stretches.get(i).from.isAfter(at)) i--;
        Stretch before = i < 0 ? null : stretches.get(i);
        if (before != null && before.sameInstant(at, wh)) return replaced(i, List.of(before.widened(wh)));
        if (before != null && !at.isAfter(before.to)) return within(i, before, at, wh);
        if (before != null && wh.add(TOLERANCE_WH).compareTo(before.topWh) >= 0) {
            return replaced(i, List.of(before.through(at, wh)));
        }
        Stretch after = i + 1 < stretches.size() ? stretches.get(i + 1) : null;
        if (after != null && wh.subtract(TOLERANCE_WH).compareTo(after.fromWh) <= 0) {
            return replaced(i + 1, List.of(after.through(at, wh)));
        }
        return inserted(i + 1, new Stretch(at, wh, at, wh));
    }

    /** A reading that arrives late, inside a stretch: it fits, or it shows that the register fell somewhere in there. */
    private RegisterSeries within(int i, Stretch stretch, Instant at, BigDecimal wh) {
        if (wh.add(TOLERANCE_WH).compareTo(stretch.fromWh) < 0) {
            return replaced(
                    i,
                    List.of(
                            new Stretch(stretch.from, stretch.fromWh, stretch.from, stretch.fromWh),
                            new Stretch(at, wh, stretch.to, stretch.topWh)));
        }
        if (wh.subtract(TOLERANCE_WH).compareTo(stretch.topWh) > 0) {
            return replaced(
                    i,
                    List.of(
                            new Stretch(stretch.from, stretch.fromWh, at, wh),
                            new Stretch(stretch.to, stretch.topWh, stretch.to, stretch.topWh)));
        }
        return wh.compareTo(stretch.topWh) > 0 ? replaced(i, List.of(stretch.through(at, wh))) : this;
    }

    private RegisterSeries replaced(int i, List<Stretch> by) {
        if (by.size() == 1 && by.getFirst().equals(stretches.get(i))) return this;
        List<Stretch> changed = new ArrayList<>(stretches);
        changed.remove(i);
        changed.addAll(i, by);
        return limited(changed);
    }

    private RegisterSeries inserted(int i, Stretch stretch) {
        List<Stretch> changed = new ArrayList<>(stretches);
        changed.add(i, stretch);
        return limited(changed);
    }

    private RegisterSeries limited(List<Stretch> changed) {
        return changed.size() > MOST_STRETCHES ? this : new RegisterSeries(zeroAt, List.copyOf(changed));
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    Stretch first() {
        return stretches.getFirst();
    }

    Stretch last() {
        return stretches.getLast();
    }

    /** True when the register fell: it was reset, replaced, or wrong for a moment. */
    boolean fell() {
        return stretches.size() > 1;
    }

    /** What the stretches rose, together. */
    BigDecimal risen() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Stretch stretch : stretches) sum = sum.add(stretch.topWh.subtract(stretch.fromWh));
        return sum;
    }
}

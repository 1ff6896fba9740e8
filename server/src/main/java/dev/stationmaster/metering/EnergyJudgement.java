package dev.stationmaster.metering;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which energy a transaction's registers prove. The registers at start and stop decide where they are plausible; the readings in
 * between decide where they are not. Nothing is guessed: what no register proves is null, what more than any station can deliver is capped,
 * and both are flagged for a person to look at.
 */
public final class EnergyJudgement {
    /** More than this no charging station delivers. */
    private static final double MOST_POWER_W = 500_000;
    /** Assumed at least where a station's own figures bound what a register may rise before the first reading. */
    private static final double LEAST_BOUND_W = 22_000;

    private static final BigDecimal GRACE_WH = BigDecimal.valueOf(1000);
    /** Clocks are coarse, and whole sessions are told in one second: a jump from 0 below this is taken for charging. */
    private static final BigDecimal JUMP_GRACE_WH = BigDecimal.valueOf(20_000);
    /** For the same reason what a car's battery can hold is believed whatever the clocks say. */
    private static final BigDecimal ENERGY_GRACE_WH = BigDecimal.valueOf(100_000);

    private static final BigDecimal MOST_WITHOUT_CLOCK_WH = BigDecimal.valueOf(200_000);
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(14);

    private final EnergyAccount account;
    private final RegisterSeries series;
    private final @Nullable Instant startedAt;
    private final @Nullable Instant stoppedAt;
    private final boolean ended;
    private final Map<String, String> flags = new LinkedHashMap<>();
    private @Nullable BigDecimal start;
    private @Nullable BigDecimal stop;

    private EnergyJudgement(
            EnergyAccount account,
            @Nullable BigDecimal start,
            @Nullable Instant startedAt,
            @Nullable BigDecimal stop,
            @Nullable Instant stoppedAt,
            boolean ended) {
        this.account = account;
        this.series = account.series();
        this.start = start;
        this.startedAt = startedAt;
        this.stop = stop;
        this.stoppedAt = stoppedAt;
        this.ended = ended;
    }

    /**
     * @param startWh register of the start as told (1.6), or of the reading Transaction.Begin (2.x); null when none was told
     * @param stopWh likewise of the stop; null while the transaction runs
     * @param ended the transaction is over
     */
    public static EnergyOutcome judge(
            EnergyAccount account,
            @Nullable BigDecimal startWh,
            @Nullable Instant startedAt,
            @Nullable BigDecimal stopWh,
            @Nullable Instant stoppedAt,
            boolean ended) {
        EnergyJudgement judgement = new EnergyJudgement(account, startWh, startedAt, stopWh, stoppedAt, ended);
        BigDecimal energy = judgement.energy();
        return new EnergyOutcome(energy == null ? null : Decimals.tidy(energy), judgement.flags);
    }

    private @Nullable BigDecimal energy() {
        dropNegative();
        if (series.fell())
            flag(
                    "register-reset",
                    "the register fell; times: " + (series.stretches().size() - 1));
        BigDecimal energy = start == null ? withoutStart(start) : withStart(start);
        if (energy == null) return fromIntervals();
        return capped(energy);
    }

    private void dropNegative() {
        if (start != null && start.signum() < 0) {
            flag("start-register-invalid", "told " + text(start) + " Wh");
            start = null;
        }
        if (stop != null && stop.signum() < 0) {
            flag("stop-register-invalid", "told " + text(stop) + " Wh");
            stop = null;
        }
    }

    private @Nullable BigDecimal withoutStart(@Nullable BigDecimal none) {
        if (series.isEmpty()) return series.zeroAt() != null && stop == null ? BigDecimal.ZERO : none;
        BigDecimal first = series.first().fromWh();
        return stop != null && stop.compareTo(first) >= 0 ? stop.subtract(first) : sinceZeroOrFirst();
    }

    private @Nullable BigDecimal withStart(BigDecimal begin) {
        if (begin.signum() == 0) {
            BigDecimal jumped = jumpedFromZero();
            if (jumped != null) return afterJump(jumped);
        }
        if (series.isEmpty()) return withoutReadings(begin);
        if (relative(begin)) {
            flag(
                    "registers-session-relative",
                    "readings begin at " + text(series.first().fromWh()) + " Wh, the start was told as " + text(begin)
                            + " Wh");
            return stop != null && stop.compareTo(begin) >= 0
                    ? stop.subtract(begin)
                    : stopBelow(begin, sinceZeroOrFirst());
        }
        BigDecimal last = series.last().topWh();
        BigDecimal risen = series.risen().add(beforeFirst(begin));
        if (stop == null) return risen;
        if (stop.compareTo(begin) < 0) return stopBelow(begin, risen.add(sinceReset()));
        if (stop.compareTo(last) < 0) {
            flag("stop-below-last-reading", text(stop) + " Wh after " + text(last) + " Wh");
        }
        doubtUnits(stop.subtract(begin), series.risen());
        return stop.subtract(begin);
    }

    /** After a reset on the way the stop goes on where the last reading was. */
    private BigDecimal sinceReset() {
        if (stop == null || !series.fell()) return BigDecimal.ZERO;
        BigDecimal step = stop.subtract(series.last().topWh());
        boolean possible = step.compareTo(bound(series.last().to(), stoppedAt, likelyPowerW())) <= 0;
        return possible ? step.max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    private @Nullable BigDecimal withoutReadings(BigDecimal begin) {
        if (stop == null) return series.zeroAt() != null && begin.signum() == 0 ? BigDecimal.ZERO : null;
        return stop.compareTo(begin) < 0 ? stopBelow(begin, null) : stop.subtract(begin);
    }

    /** The readings count from the session's begin while the start tells the meter's whole life (quirk Q61). */
    private boolean relative(BigDecimal begin) {
        return series.first().fromWh().add(RegisterSeries.TOLERANCE_WH).compareTo(begin) < 0;
    }

    private @Nullable BigDecimal stopBelow(BigDecimal begin, @Nullable BigDecimal instead) {
        if (stop != null) flag("stop-below-start", text(stop) + " Wh after " + text(begin) + " Wh");
        return instead;
    }

    private BigDecimal beforeFirst(BigDecimal begin) {
        return series.first().fromWh().subtract(begin).max(BigDecimal.ZERO);
    }

    /** The rise of the readings; one that begins at 0 counts from there when the first step is possible. */
    private BigDecimal sinceZeroOrFirst() {
        if (series.isEmpty()) return BigDecimal.ZERO;
        RegisterSeries.Stretch first = series.first();
        Instant zeroAt = series.zeroAt();
        boolean fromZero = zeroAt != null
                && !zeroAt.isAfter(first.from())
                && first.fromWh().compareTo(bound(zeroAt, first.from(), likelyPowerW())) <= 0;
        return fromZero ? series.risen().add(first.fromWh()) : series.risen();
    }

    /** The first register after a start at 0, when no station can have delivered that much until then; null when it can. */
    private @Nullable BigDecimal jumpedFromZero() {
        if (!series.isEmpty()) {
            RegisterSeries.Stretch first = series.first();
            Instant from = startedAt != null ? startedAt : series.zeroAt();
            return first.fromWh()
                                    .compareTo(bound(from, first.from(), likelyPowerW())
                                            .max(JUMP_GRACE_WH))
                            > 0
                    ? first.fromWh()
                    : null;
        }
        return stop != null
                        && stop.compareTo(bound(startedAt, stoppedAt, MOST_POWER_W)
                                        .max(ENERGY_GRACE_WH))
                                > 0
                ? stop
                : null;
    }

    /** The start was told as 0 and the meter's whole life appeared later (quirk Q63): the first real register is the base. */
    private @Nullable BigDecimal afterJump(BigDecimal firstReal) {
        if (series.isEmpty()) {
            flag("zero-then-jump", "from 0 to " + text(firstReal) + " Wh, no reading tells where it began");
            return null;
        }
        if (stop != null && stop.add(RegisterSeries.TOLERANCE_WH).compareTo(firstReal) < 0) {
            flag(
                    "registers-session-relative",
                    "start and stop count from 0, readings begin at " + text(firstReal) + " Wh");
            return stop;
        }
        flag("zero-then-jump", "from 0 to " + text(firstReal) + " Wh");
        return stop == null ? series.risen() : stop.subtract(firstReal).max(BigDecimal.ZERO);
    }

    /** Watt-hours beside kilowatt-hours (quirk Q60): which of them is wrongly labelled cannot be known. */
    private void doubtUnits(BigDecimal byRegisters, BigDecimal byReadings) {
        if (byRegisters.signum() <= 0 || byReadings.signum() <= 0) return;
        if (byRegisters.max(byReadings).compareTo(GRACE_WH) < 0) return;
        double ratio = byRegisters.doubleValue() / byReadings.doubleValue();
        if (ratio > 500 || ratio < 1 / 500.0) {
            flag(
                    "units-doubtful",
                    "start and stop say " + text(byRegisters) + " Wh, readings " + text(byReadings) + " Wh");
        }
    }

    private @Nullable BigDecimal fromIntervals() {
        if (!account.intervals().isEmpty()) {
            flag("energy-from-intervals", account.intervals().size() + " intervals");
            return account.intervalSum();
        }
        if (ended) flag("energy-unknown", "no plausible register");
        return null;
    }

    private BigDecimal capped(BigDecimal energy) {
        Instant until = stoppedAt != null
                ? stoppedAt
                : series.isEmpty() ? null : series.last().to();
        if (!clocked(startedAt, until)) return energy;
        BigDecimal most = bound(startedAt, until, MOST_POWER_W).max(ENERGY_GRACE_WH);
        if (energy.compareTo(most) <= 0) return energy;
        flag(
                "implausible-energy",
                text(energy) + " Wh is more than a station can deliver in that time; held for review");
        if (!series.isEmpty() && series.risen().compareTo(most) <= 0) return series.risen();
        return most;
    }

    /** Twice what the station ever reported, or thrice what its readings rose on average; without either what any station can. */
    private double likelyPowerW() {
        double told = 2 * account.highestPowerW();
        if (told <= 0 && !series.isEmpty()) {
            RegisterSeries.Stretch last = series.last();
            double seconds = Duration.between(last.from(), last.to()).toSeconds();
            if (seconds >= 300) told = 3 * last.topWh().subtract(last.fromWh()).doubleValue() * 3600 / seconds;
        }
        return told <= 0 ? MOST_POWER_W : Math.clamp(told, LEAST_BOUND_W, MOST_POWER_W);
    }

    private static BigDecimal bound(@Nullable Instant from, @Nullable Instant to, double powerW) {
        if (from == null || to == null || !clocked(from, to)) return MOST_WITHOUT_CLOCK_WH;
        double wh = powerW * Duration.between(from, to).toMillis() / 3_600_000.0;
        return BigDecimal.valueOf(Math.round(wh)).add(GRACE_WH);
    }

    private static boolean clocked(@Nullable Instant from, @Nullable Instant to) {
        return from != null
                && to != null
                && !from.isBefore(CLOCKS_BEGIN)
                && !to.isBefore(from)
                && Duration.between(from, to).compareTo(LONGEST) <= 0;
    }

    private void flag(String code, String detail) {
        flags.put(code, detail);
    }

    private static String text(BigDecimal value) {
        return Decimals.tidy(value).toPlainString();
    }
}

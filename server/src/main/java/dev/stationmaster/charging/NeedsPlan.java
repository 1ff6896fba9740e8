package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The schedule that fits a car's needs (K15). Pure: at each moment the least of what the car, the EVSE, and all profiles and limits allow; on
 * wish no more than brings the energy until the car leaves.
 */
final class NeedsPlan {
    private static final int DEFAULT_VOLTS = 230;
    private static final int LEAST_SECONDS = 60;
    /** What is lost on the way to the battery, and what the car may have told too low. */
    private static final double MARGIN = 1.1;

    private static final BigDecimal STEP = new BigDecimal("0.1");

    private final Question question;
    private final List<Slice> slices;

    /**
     * @param unit of the schedule
     * @param start from when it counts
     * @param horizonSeconds how far {@code allowed} looks
     * @param level whether to spread the energy until the departure
     * @param evseMax of the EVSE, in the unit; null when nobody knows
     * @param maxPeriods that car and station take, at least 1
     * @param allowed by profiles and limits, in the unit
     */
    record Question(
            EvNeeds needs,
            Unit unit,
            Instant start,
            int horizonSeconds,
            boolean level,
            @Nullable BigDecimal evseMax,
            int maxPeriods,
            List<Piece> allowed) {}

    /** @param limit with one decimal; phases null with direct current */
    private record Slice(
            int start, BigDecimal limit, @Nullable Integer phases) {
        boolean like(Slice other) {
            return limit.compareTo(other.limit) == 0 && Objects.equals(phases, other.phases);
        }
    }

    private NeedsPlan(Question question) {
        this.question = question;
        this.slices = new ArrayList<>();
    }

    static ChargingSchedule schedule(Question question) {
        var plan = new NeedsPlan(question);
        plan.slice();
        if (question.level) plan.level();
        plan.merge();
        Integer duration = plan.secondsUntilDeparture();
        return new ChargingSchedule(
                1,
                question.unit,
                question.start,
                duration,
                null,
                plan.slices.stream()
                        .map(slice -> new Period(slice.start, slice.limit, slice.phases, null))
                        .toList());
    }

    /** Whether a schedule says from its beginning on what an earlier one says of that time. Departures apart. */
    static boolean same(ChargingSchedule before, ChargingSchedule now) {
        Instant begun = before.start();
        Instant begins = now.start();
        if (begun == null || begins == null || before.unit() != now.unit()) return false;
        int later = Math.clamp(Duration.between(begun, begins).toSeconds(), 0, Integer.MAX_VALUE);
        var moments = new TreeSet<Integer>();
        for (Period period : now.periods()) moments.add(period.startSeconds());
        for (Period period : before.periods()) moments.add(Math.max(0, period.startSeconds() - later));
        for (int second : moments) {
            // Both were rounded to seconds at different times.
            if (!Objects.equals(limit(before, second + later), limit(now, second))
                    && !Objects.equals(limit(before, second + later + 1), limit(now, second + 1))) return false;
        }
        return true;
    }

    private static @Nullable BigDecimal limit(ChargingSchedule schedule, int second) {
        BigDecimal limit = null;
        for (Period period : schedule.periods()) if (period.startSeconds() <= second) limit = period.limit();
        return limit == null ? null : limit.stripTrailingZeros();
    }

    /** Null when nobody knows, or it is over by now. */
    private @Nullable Integer secondsUntilDeparture() {
        Instant departure = question.needs.departure();
        if (departure == null) return null;
        long seconds = Duration.between(question.start, departure).toSeconds();
        return seconds < LEAST_SECONDS ? null : (int) Math.min(seconds, question.horizonSeconds);
    }

    /** What the car takes at most, in the unit; null when it did not say. */
    private @Nullable BigDecimal carMax() {
        EvNeeds needs = question.needs;
        BigDecimal current = needs.maxCurrentA();
        BigDecimal power = needs.maxPowerW();
        if (question.unit == Unit.A) {
            BigDecimal byPower = power == null ? null : power.divide(wattsPerAmpere(), 1, RoundingMode.FLOOR);
            return least(current, byPower);
        }
        return least(power, current == null ? null : current.multiply(wattsPerAmpere()));
    }

    private BigDecimal carMin() {
        BigDecimal current = question.needs.minCurrentA();
        if (current == null) return BigDecimal.ZERO;
        return question.unit == Unit.A ? current : current.multiply(wattsPerAmpere());
    }

    /** A is per phase and W the total, save that direct current has no phases and a voltage of its own. */
    private BigDecimal wattsPerAmpere() {
        EvNeeds needs = question.needs;
        BigDecimal volts = needs.maxVoltageV();
        if (needs.direct()) return volts == null ? BigDecimal.valueOf(400) : volts.max(BigDecimal.ONE);
        return BigDecimal.valueOf(DEFAULT_VOLTS).multiply(BigDecimal.valueOf(needs.phases()));
    }

    private static @Nullable BigDecimal least(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null) return other;
        return other == null ? one : one.min(other);
    }

    private void slice() {
        EvNeeds needs = question.needs;
        BigDecimal most = least(carMax(), question.evseMax);
        for (Piece piece : question.allowed) {
            BigDecimal limit = least(most, piece.limit());
            Integer allowed = piece.numberPhases();
            Integer phases =
                    needs.direct() ? null : allowed == null ? needs.phases() : Math.min(needs.phases(), allowed);
            slices.add(new Slice(piece.startSeconds(), usable(limit == null ? BigDecimal.ZERO : limit), phases));
        }
    }

    /** Below its minimum a car does not charge, so it may as well be told so. */
    private BigDecimal usable(BigDecimal limit) {
        BigDecimal rounded = limit.setScale(1, RoundingMode.FLOOR);
        return rounded.compareTo(carMin()) < 0 || rounded.signum() < 0 ? BigDecimal.ZERO.setScale(1) : rounded;
    }

    /** The lowest cap by which the energy is in the car when it leaves. */
    private void level() {
        BigDecimal energy = question.needs.energyWh();
        Integer seconds = secondsUntilDeparture();
        if (energy == null || seconds == null) return;
        double wanted = energy.doubleValue() * MARGIN;
        BigDecimal highest = slices.stream().map(Slice::limit).reduce(BigDecimal.ZERO, BigDecimal::max);
        if (energyWh(highest, seconds) <= wanted) return;
        // In tenths; carMin is rounded up so that the cap is not below what the car can do.
        int low = carMin().divide(STEP, 0, RoundingMode.CEILING).intValueExact();
        int high = highest.divide(STEP, 0, RoundingMode.CEILING).intValueExact();
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (energyWh(STEP.multiply(BigDecimal.valueOf(middle)), seconds) >= wanted) high = middle;
            else low = middle + 1;
        }
        BigDecimal cap = STEP.multiply(BigDecimal.valueOf(low));
        slices.replaceAll(slice -> new Slice(slice.start, slice.limit.min(cap), slice.phases));
    }

    private double energyWh(BigDecimal cap, int seconds) {
        double sum = 0;
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            int end = i + 1 < slices.size() ? Math.min(seconds, slices.get(i + 1).start) : seconds;
            if (end <= slice.start) break;
            double watts = slice.limit.min(cap).doubleValue();
            if (question.unit == Unit.A) {
                watts *= question.needs.direct()
                        ? wattsPerAmpere().doubleValue()
                        : DEFAULT_VOLTS * (slice.phases == null ? 1 : slice.phases);
            }
            sum += watts * (end - slice.start) / 3600;
        }
        return sum;
    }

    /** Equal neighbours become one; when there are still too many, those that differ least do, at the lower limit. */
    private void merge() {
        for (int i = slices.size() - 1; i > 0; i--) if (slices.get(i).like(slices.get(i - 1))) slices.remove(i);
        while (slices.size() > Math.max(1, question.maxPeriods)) {
            int best = 1;
            for (int i = 2; i < slices.size(); i++) if (gap(i).compareTo(gap(best)) < 0) best = i;
            Slice first = slices.get(best - 1);
            Slice second = slices.remove(best);
            Integer phases = first.phases == null || second.phases == null
                    ? first.phases
                    : Integer.valueOf(Math.min(first.phases, second.phases));
            slices.set(best - 1, new Slice(first.start, first.limit.min(second.limit), phases));
        }
    }

    private BigDecimal gap(int i) {
        return slices.get(i).limit.subtract(slices.get(i - 1).limit).abs();
    }
}

package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a car's own schedule stays within what it may draw (K15.FR.11, K15.FR.12). Pure. */
final class EvScheduleCheck {
    /** The clocks of car, station and server differ, and the car's schedule begins a moment after ours. */
    private static final int SHIFT_SECONDS = 60;

    private EvScheduleCheck() {}

    /**
     * @param allowed in the unit of the car's schedule, second 0 being that schedule's beginning
     * @param tolerance share of the limit; 0 where both speak of the same unit
     * @return where it exceeds, in words; empty when it fits
     */
    static Optional<String> exceeds(ChargingSchedule car, List<Piece> allowed, BigDecimal tolerance) {
        var moments = new TreeSet<Integer>();
        for (Period period : car.periods()) moments.add(period.startSeconds());
        for (Piece piece : allowed) {
            moments.add(piece.startSeconds());
            moments.add(piece.startSeconds() + SHIFT_SECONDS + 1); // when the limit before it is no excuse any more
        }
        Integer end = car.durationSeconds();
        for (int second : moments) {
            if (end != null && second >= end) break;
            BigDecimal wanted = of(car, second);
            if (wanted == null) continue;
            BigDecimal most = around(allowed, second);
            if (most == null) continue;
            if (wanted.compareTo(most.add(most.multiply(tolerance))) > 0) {
                return Optional.of("from second " + second + " the car means to draw " + plain(wanted) + " "
                        + car.unit() + ", and may draw " + plain(most));
            }
        }
        return Optional.empty();
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static @Nullable BigDecimal of(ChargingSchedule schedule, int second) {
        BigDecimal limit = null;
        for (Period period : schedule.periods()) if (period.startSeconds() <= second) limit = period.limit();
        return limit;
    }

    /** The highest limit within the shift; null when there is a moment without any. */
    private static @Nullable BigDecimal around(List<Piece> allowed, int second) {
        BigDecimal most = null;
        for (int i = 0; i < allowed.size(); i++) {
            Piece piece = allowed.get(i);
            int end = i + 1 < allowed.size() ? allowed.get(i + 1).startSeconds() : Integer.MAX_VALUE;
            boolean near = piece.startSeconds() <= second + SHIFT_SECONDS && end > second - SHIFT_SECONDS;
            if (!near) continue;
            BigDecimal limit = piece.limit();
            if (limit == null) return null;
            if (most == null || limit.compareTo(most) > 0) most = limit;
        }
        return most;
    }
}

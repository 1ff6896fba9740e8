package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvScheduleCheckTest {
    private static Piece piece(int start, @Nullable String limit) {
        return new Piece(start, limit == null ? null : new BigDecimal(limit), 3, List.of());
    }

    private static ChargingSchedule car(Object... startsAndLimits) {
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < startsAndLimits.length; i += 2) {
            periods.add(
                    new Period((int) startsAndLimits[i], new BigDecimal((String) startsAndLimits[i + 1]), null, null));
        }
        return new ChargingSchedule(1, Unit.A, null, null, null, periods);
    }

    private static boolean fits(ChargingSchedule car, Piece... allowed) {
        return EvScheduleCheck.exceeds(car, List.of(allowed), BigDecimal.ZERO).isEmpty();
    }

    /** At each second where something changes, without any tolerance. */
    static boolean strictlyWithin(ChargingSchedule schedule, List<Piece> allowed) {
        for (Piece piece : allowed) {
            for (Period period : schedule.periods()) {
                int second = Math.max(piece.startSeconds(), period.startSeconds());
                BigDecimal wanted = at(schedule, second);
                BigDecimal most = at(allowed, second);
                if (most != null && wanted.compareTo(most) > 0) return false;
            }
        }
        return true;
    }

    private static BigDecimal at(ChargingSchedule schedule, int second) {
        BigDecimal limit = BigDecimal.ZERO;
        for (Period period : schedule.periods())
            if (period.startSeconds() <= second && period.limit() != null) limit = period.limit();
        return limit;
    }

    private static @Nullable BigDecimal at(List<Piece> allowed, int second) {
        BigDecimal limit = null;
        for (Piece piece : allowed) if (piece.startSeconds() <= second) limit = piece.limit();
        return limit;
    }

    @Test
    void whatIsAllowedFits() {
        assertThat(fits(car(0, "16"), piece(0, "16"))).isTrue();
        assertThat(fits(car(0, "16", 3600, "8"), piece(0, "16"), piece(3600, "8")))
                .isTrue();
        assertThat(fits(car(0, "99"), piece(0, null))).isTrue();
    }

    @Test
    void aScheduleThatBeginsAMomentLaterStillFits() {
        assertThat(fits(car(0, "16", 3600, "8"), piece(0, "16"), piece(3570, "8")))
                .isTrue();
        assertThat(fits(car(0, "16", 3600, "8"), piece(0, "16"), piece(3500, "8")))
                .isFalse();
    }

    @Test
    void whatExceedsIsSaidInWords() {
        assertThat(EvScheduleCheck.exceeds(car(0, "10", 600, "16.5"), List.of(piece(0, "16")), BigDecimal.ZERO))
                .hasValue("from second 600 the car means to draw 16.5 A, and may draw 16");
        assertThat(fits(car(0, "16"), piece(0, "16"), piece(900, "6"))).isFalse();
    }

    @Test
    void whereUnitsDifferTheVoltageIsAGuess() {
        assertThat(EvScheduleCheck.exceeds(car(0, "16.5"), List.of(piece(0, "16")), new BigDecimal("0.05")))
                .isEmpty();
    }
}

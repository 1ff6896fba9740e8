package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.ScheduleComparison.Difference;
import dev.stationmaster.charging.ScheduleComparison.Meaning;
import dev.stationmaster.command.ChargingSchedule.Period;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleComparisonTest {
    private static Piece ours(int second, @Nullable String limit) {
        return new Piece(second, limit == null ? null : new BigDecimal(limit), null, List.of());
    }

    private static Period theirs(int second, String limit) {
        return new Period(second, new BigDecimal(limit), null, null);
    }

    @Test
    void equalSchedulesDifferInNothing() {
        assertThat(ScheduleComparison.differences(
                        List.of(ours(0, "16"), ours(60, "8")), List.of(theirs(0, "16.0"), theirs(60, "8.0")), 300))
                .isEmpty();
    }

    @Test
    void roundingIsNoDifference() {
        assertThat(ScheduleComparison.differences(List.of(ours(0, "11040")), List.of(theirs(0, "11000")), 300))
                .isEmpty();
        assertThat(ScheduleComparison.differences(List.of(ours(0, "6")), List.of(theirs(0, "6.1")), 300))
                .isEmpty();
    }

    @Test
    void aStationMayHaveALimitWhereWeKnowOfNone() {
        assertThat(ScheduleComparison.differences(List.of(ours(0, null)), List.of(theirs(0, "32")), 300))
                .isEmpty();
    }

    @Test
    void aStationThatAllowsMoreOrLessIsTold() {
        assertThat(ScheduleComparison.differences(
                        List.of(ours(0, "16"), ours(100, "10")), List.of(theirs(0, "16"), theirs(200, "6")), 300))
                .containsExactly(
                        new Difference(
                                100, 200, new BigDecimal("10"), new BigDecimal("16"), Meaning.STATION_ALLOWS_MORE),
                        new Difference(
                                200, 300, new BigDecimal("10"), new BigDecimal("6"), Meaning.STATION_ALLOWS_LESS));
    }

    @Test
    void aScheduleThatBeginsLateSaysNothingBefore() {
        assertThat(ScheduleComparison.differences(List.of(ours(0, "16")), List.of(theirs(100, "16")), 300))
                .containsExactly(new Difference(0, 100, new BigDecimal("16"), null, Meaning.STATION_ALLOWS_MORE));
    }
}

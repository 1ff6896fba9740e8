package dev.stationmaster.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RegisterSeriesTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Property(tries = 300)
    void risingRegistersGiveTheSameSeriesInEveryOrderAndHoweverOften(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5000) Integer> steps, @ForAll long seed) {
        List<long[]> points = new ArrayList<>();
        long register = 1000;
        for (int i = 0; i < steps.size(); i++) {
            register += steps.get(i);
            points.add(new long[] {60L * i, register});
        }
        var inOrder = fold(points);
        List<long[]> shuffled = new ArrayList<>(points);
        shuffled.addAll(points.subList(0, points.size() / 2));
        java.util.Collections.shuffle(shuffled, new Random(seed));
        assertThat(fold(shuffled)).isEqualTo(inOrder);
        assertThat(inOrder.risen()).isEqualByComparingTo(BigDecimal.valueOf(register - 1000 - steps.getFirst()));
        assertThat(inOrder.fell()).isFalse();
    }

    @Property(tries = 300)
    void whateverArrivesTheStretchesAreInOrderAndNeverFall(
            @ForAll @Size(max = 60) List<@IntRange(min = -5, max = 3000) Integer> registers,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 100) Integer> times) {
        var series = RegisterSeries.EMPTY;
        for (int i = 0; i < Math.min(registers.size(), times.size()); i++) {
            series = series.with(START.plusSeconds(times.get(i)), BigDecimal.valueOf(registers.get(i)));
        }
        Instant last = Instant.MIN;
        for (var stretch : series.stretches()) {
            assertThat(stretch.from()).isAfterOrEqualTo(last);
            assertThat(stretch.to()).isAfterOrEqualTo(stretch.from());
            assertThat(stretch.topWh()).isGreaterThanOrEqualTo(stretch.fromWh());
            last = stretch.to();
        }
        assertThat(series.stretches().size()).isLessThanOrEqualTo(32);
        assertThat(series.risen()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
    }

    /** A clock of whole seconds, and a session that is over in one. */
    @Test
    void ofTwoRegistersOfOneInstantTheLowerOneWasFirst() {
        var inOrder = fold(List.of(new long[] {60, 1000}, new long[] {60, 2500}));
        assertThat(inOrder.fell()).isFalse();
        assertThat(inOrder.risen()).isEqualByComparingTo("1500");
        assertThat(fold(List.of(new long[] {60, 2500}, new long[] {60, 1000}))).isEqualTo(inOrder);
        assertThat(fold(List.of(new long[] {0, 500}, new long[] {60, 1000}, new long[] {60, 2500}))
                        .fell())
                .isFalse();
    }

    @Test
    void aLateReadingFromBeforeAResetFindsItsPlace() {
        var series = fold(
                List.of(new long[] {180, 50}, new long[] {240, 500}, new long[] {60, 9000}, new long[] {120, 9400}));
        assertThat(series.risen()).isEqualByComparingTo("850");
        assertThat(series.stretches()).hasSize(2);
    }

    private static RegisterSeries fold(List<long[]> points) {
        var series = RegisterSeries.EMPTY;
        for (long[] point : points) series = series.with(START.plusSeconds(point[0]), BigDecimal.valueOf(point[1]));
        return series;
    }
}

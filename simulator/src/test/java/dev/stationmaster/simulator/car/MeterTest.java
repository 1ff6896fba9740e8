package dev.stationmaster.simulator.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void theEnergyIsTheSumOfThePowerHoweverOftenItIsRead() {
        var often = new Meter(Current.DC, 150_000, 3, 0, START);
        var once = new Meter(Current.DC, 150_000, 3, 0, START);
        often.feed(Car.compact(0.2), START);
        once.feed(Car.compact(0.2), START);
        for (int second = 1; second <= 1200; second++) {
            often.advance(START.plusSeconds(second));
        }
        once.advance(START.plusSeconds(1200));
        assertThat((double) often.registerWh()).isCloseTo(once.registerWh(), within(100.0));
        assertThat(once.registerWh()).isBetween(25_000L, 43_000L);
    }

    @Test
    void aFastChargersPowerFallsAndEndsWhenTheCarIsFull() {
        var car = Car.compact(0.1);
        var meter = new Meter(Current.DC, 300_000, 3, 0, START);
        meter.feed(car, START);
        var last = Double.MAX_VALUE;
        for (int minute = 1; !car.full(); minute++) {
            var now = START.plus(Duration.ofMinutes(minute));
            meter.advance(now);
            var power = meter.read(now, car).powerW();
            assertThat(power).isLessThanOrEqualTo(last);
            last = power;
            assertThat(minute).isLessThan(300);
        }
        assertThat(last).isZero();
        assertThat((double) meter.registerWh()).isCloseTo(58_000 * 0.9 / 0.92, within(200.0));
    }

    @Test
    void aSinglePhaseCarGetsAThirdAtMost() {
        var meter = new Meter(Current.AC, 22_000, 3, 0, START);
        var car = new Car(50_000, 0.2, 11_000, 1, 0);
        meter.feed(car, START);
        var reading = meter.read(START, car);
        assertThat(reading.powerW()).isCloseTo(22_000 / 3.0, within(1.0));
        assertThat(reading.phases()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackwardsAddsNothing() {
        var meter = new Meter(Current.AC, 22_000, 3, 500, START);
        meter.feed(Car.compact(0.2), START);
        meter.advance(START.minusSeconds(100));
        assertThat(meter.registerWh()).isEqualTo(500);
    }
}

package dev.stationmaster.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer timer = Timer.builder("answers")
            .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
            .register(registry);

    private Buckets record(int times, Duration took) {
        for (int i = 0; i < times; i++) timer.record(took);
        return Buckets.of(timer);
    }

    @Test
    void quantilesAreOfWhatCameAfterTheEarlierLook() {
        Buckets slow = record(1_000, Duration.ofMillis(50));
        assertThat(slow.quantileMicros(Buckets.NONE, 0.5)).isBetween(10_000L, 100_000L);
        Buckets quick = record(100, Duration.ofNanos(500_000));
        assertThat(quick.since(slow)).isEqualTo(100);
        assertThat(quick.quantileMicros(slow, 0.99)).isBetween(1L, 1_000L);
    }

    @Test
    void oneInTenIsSeenInTheNinetyNinthPercentileAndNotInTheMedian() {
        record(90, Duration.ofNanos(500_000));
        Buckets all = record(10, Duration.ofMillis(50));
        assertThat(all.quantileMicros(Buckets.NONE, 0.5)).isLessThanOrEqualTo(1_000L);
        assertThat(all.quantileMicros(Buckets.NONE, 0.99)).isBetween(10_000L, 100_000L);
    }

    @Test
    void nothingIsKnownWhereNothingHappened() {
        Buckets before = record(5, Duration.ofMillis(5));
        assertThat(before.quantileMicros(Buckets.of(timer), 0.5)).isNull();
        assertThat(Buckets.of(null).quantileMicros(Buckets.NONE, 0.5)).isNull();
    }

    @Test
    void whatIsSlowerThanTheLastBoundIsToldAsThat() {
        assertThat(record(3, Duration.ofSeconds(9)).quantileMicros(Buckets.NONE, 0.5))
                .isEqualTo(100_000L);
    }
}

package dev.stationmaster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aValueLiesInItsBucketWithinTwoPercent() {
        for (long nanos = 1; nanos < 60_000_000_000L; nanos = nanos * 21 / 20 + 1) {
            int bucket = Latencies.bucket(nanos);
            assertThat(Latencies.upperNanos(bucket)).isBetween(nanos, nanos + nanos / 50 + 1);
        }
    }

    @Test
    void percentilesAreThoseOfTheValues() {
        var latencies = new Latencies();
        assertThat(latencies.millis(0.99)).isZero();
        for (int i = 1; i <= 1000; i++) latencies.add(i * 1_000_000L);
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.millis(0.5)).isCloseTo(500, within(10.0));
        assertThat(latencies.millis(0.99)).isCloseTo(990, within(20.0));
        assertThat(latencies.millis(1)).isCloseTo(1000, within(20.0));
    }
}

package dev.stationmaster.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PastSizeTest {
    @Test
    void theDaysShareEverythingBetweenThem() {
        var size = PastSize.ofReadings(2_000_000, 2_000);
        assertThat(size.transactions()).isEqualTo(10_000);
        assertThat(size.first(10_000, 0, size.days())).isZero();
        assertThat(size.first(10_000, size.days(), size.days())).isEqualTo(10_000);
        assertThat(size.exchanges()).isEqualTo(666_666);
        assertThat(PastSize.ofReadings(100_000_000, 2_000).days()).isEqualTo(365);
    }
}

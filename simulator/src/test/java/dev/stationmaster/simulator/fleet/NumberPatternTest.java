package dev.stationmaster.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberPatternTest {
    @Test
    void theNumberIsWrittenWithAtLeastSoManyDigits() {
        assertThat(new NumberPattern("LOAD-{n:5}").of(42)).isEqualTo("LOAD-00042");
        assertThat(new NumberPattern("{n:2}").of(1234)).isEqualTo("1234");
        assertThat(new NumberPattern("A{n}/{n:3}").of(7)).isEqualTo("A7/007");
        assertThat(new NumberPattern("CP-1").varies()).isFalse();
    }
}

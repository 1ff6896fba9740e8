package dev.stationmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void withoutWishesTheRunIsShortAndBounded() {
        var options = Options.of();
        assertThat(options.bounded()).isTrue();
        assertThat(options.idle()).containsExactly(1_000, 5_000);
        assertThat(options.storm()).isEqualTo(3_000);
        assertThat(options.history()).isEqualTo(2_000_000);
        assertThat(Options.of("--json", "x", "--markdown", "y").bounded()).isTrue();
    }

    @Test
    void thePartsThatAreNamedComeInTheirFullSize() {
        var options = Options.of("--only", "storm");
        assertThat(options.bounded()).isFalse();
        assertThat(options.storm()).isEqualTo(19_000);
        assertThat(options.wants("storm tls")).isTrue();
        assertThat(options.wants("idle")).isFalse();
        assertThat(Options.of("--full").idle()).containsExactly(1_000, 5_000, 19_000);
        assertThat(Options.of("--full", "--idle", "7,8").idle()).containsExactly(7, 8);
    }

    @Test
    void aWrongNumberIsToldWithItsOption() {
        assertThatThrownBy(() -> Options.of("--rates", "100,many"))
                .hasMessage("--rates is a number from 1 to 100000, not \"many\".");
        assertThatThrownBy(() -> Options.of("--history")).hasMessageStartingWith("What is --history?");
        assertThatThrownBy(() -> Options.of("--nothing", "1")).hasMessageStartingWith("There is no option --nothing.");
    }
}

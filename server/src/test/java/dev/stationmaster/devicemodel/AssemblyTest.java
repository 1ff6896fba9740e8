package dev.stationmaster.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AssemblyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private final Assembly assembly = new Assembly(NOW);

    @Test
    void aReportIsCompleteWithItsLastPartAndAllBefore() {
        assertThat(assembly.add(0, true, NOW)).isFalse();
        assertThat(assembly.add(1, true, NOW)).isFalse();
        assertThat(assembly.add(2, false, NOW)).isTrue();
    }

    @Test
    void partsMayComeInAnyOrderAndTwice() {
        assertThat(assembly.add(2, false, NOW)).isFalse();
        assertThat(assembly.add(0, true, NOW)).isFalse();
        assertThat(assembly.add(0, true, NOW)).isFalse();
        assertThat(assembly.add(1, true, NOW)).isTrue();
        assertThat(assembly.add(1, true, NOW)).isTrue();
    }

    @Test
    void aStationThatForgetsToSayThatMoreFollowsOpensItAgain() {
        assertThat(assembly.add(0, false, NOW)).isTrue();
        assertThat(assembly.add(2, false, NOW)).isFalse();
        assertThat(assembly.add(1, false, NOW)).isTrue();
    }

    @Test
    void nonsenseIsNoPart() {
        assertThat(assembly.add(-1, false, NOW)).isFalse();
        assertThat(assembly.add(Integer.MAX_VALUE, false, NOW)).isFalse();
        assertThat(assembly.isComplete()).isFalse();
    }
}

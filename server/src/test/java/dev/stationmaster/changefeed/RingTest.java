package dev.stationmaster.changefeed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring<Long> ring = new Ring<>(4, Long::longValue);

    @Test
    void anEmptyRingHasNothing() {
        ring.startAfter(7);
        assertThat(ring.after(7, 10)).isEmpty();
        assertThat(ring.head()).isEqualTo(7);
        assertThat(ring.floor()).isEqualTo(7);
    }

    @Test
    void whatFollowsIsGivenOldestFirstAndNoMoreThanAskedFor() {
        for (long number : new long[] {1, 2, 5, 6}) ring.add(number);
        assertThat(ring.after(0, 10)).containsExactly(1L, 2L, 5L, 6L);
        assertThat(ring.after(2, 10)).containsExactly(5L, 6L);
        assertThat(ring.after(3, 1)).containsExactly(5L);
        assertThat(ring.after(6, 10)).isEmpty();
        assertThat(ring.floor()).isZero();
    }

    @Test
    void theOldestGiveWayAndTheFloorTellsWhichWasLast() {
        for (long number = 1; number <= 10; number++) ring.add(number * 10);
        assertThat(ring.floor()).isEqualTo(60);
        assertThat(ring.after(0, 10)).containsExactly(70L, 80L, 90L, 100L);
        assertThat(ring.after(80, 10)).containsExactly(90L, 100L);
    }
}

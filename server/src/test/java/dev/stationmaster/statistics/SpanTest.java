package dev.stationmaster.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Span HOUR = span(0, 60);

    @Test
    void whatOverlapsCountsOnceAndWhatLiesOutsideDoesNotCount() {
        assertThat(Span.together(List.of(), HOUR)).isZero();
        assertThat(Span.together(List.of(span(10, 20), span(15, 30), span(16, 18)), HOUR))
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(Span.together(List.of(span(50, 90), span(-30, 5), span(100, 200), span(-9, -1)), HOUR))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(Span.together(List.of(span(20, 30), span(30, 40)), HOUR)).isEqualTo(Duration.ofMinutes(20));
        assertThat(Span.together(List.of(span(-100, 100)), HOUR)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatIsLeftLiesBetween() {
        assertThat(Span.between(List.of(), HOUR)).containsExactly(HOUR);
        assertThat(Span.between(List.of(span(-10, 10), span(5, 20), span(40, 50)), HOUR))
                .containsExactly(span(20, 40), span(50, 60));
        assertThat(Span.between(List.of(span(0, 60)), HOUR)).isEmpty();
        assertThat(Span.between(List.of(span(70, 80)), HOUR)).containsExactly(HOUR);
    }

    private static Span span(int from, int to) {
        return new Span(START.plus(Duration.ofMinutes(from)), START.plus(Duration.ofMinutes(to)));
    }
}

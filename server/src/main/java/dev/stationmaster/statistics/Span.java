package dev.stationmaster.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From one moment to another, the second not included. */
record Span(Instant from, Instant to) {
    /** The part within another one; empty spans have no length. */
    Span within(Span other) {
        Instant begin = from.isBefore(other.from) ? other.from : from;
        Instant end = to.isAfter(other.to) ? other.to : to;
        return new Span(begin, end.isBefore(begin) ? begin : end);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** How long at least one of them lasts, within the bounds: what overlaps counts once. */
    static Duration together(List<Span> spans, Span bounds) {
        List<Span> sorted = new ArrayList<>();
        for (Span span : spans) sorted.add(span.within(bounds));
        sorted.sort(Comparator.comparing(Span::from));
        Duration sum = Duration.ZERO;
        Instant reached = bounds.from;
        for (Span span : sorted) {
            if (!span.to.isAfter(reached)) continue;
            Instant begin = span.from.isAfter(reached) ? span.from : reached;
            sum = sum.plus(Duration.between(begin, span.to));
            reached = span.to;
        }
        return sum;
    }

    /** What is left of the bounds without them. */
    static List<Span> between(List<Span> spans, Span bounds) {
        List<Span> sorted = new ArrayList<>();
        for (Span span : spans) {
            Span part = span.within(bounds);
            if (!part.length().isZero()) sorted.add(part);
        }
        sorted.sort(Comparator.comparing(Span::from));
        List<Span> left = new ArrayList<>();
        Instant reached = bounds.from;
        for (Span span : sorted) {
            if (span.from.isAfter(reached)) left.add(new Span(reached, span.from));
            if (span.to.isAfter(reached)) reached = span.to;
        }
        if (bounds.to.isAfter(reached)) left.add(new Span(reached, bounds.to));
        return left;
    }
}

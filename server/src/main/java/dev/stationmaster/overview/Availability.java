package dev.stationmaster.overview;

import dev.stationmaster.status.ConnectorReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of a time a station could be used: it was connected, and its connector was neither faulted nor unavailable. What was never connected
 * before the first of these connections does not count.
 */
final class Availability {
    private static final Set<String> DOWN = Set.of("Faulted", "Unavailable");

    private Availability() {}

    /** A time; it ends after it begins. */
    record Span(Instant since, Instant until) {
        Duration length() {
            return Duration.between(since, until);
        }
    }

    /** A state that held. */
    record Held(
            int evse,
            int connector,
            String status,
            @Nullable String errorCode,
            Instant since,
            Instant until) {}

    /**
     * Reports as states, cut to that time; what is told twice is one state.
     *
     * @param reports in the order in which they count
     */
    static List<Held> states(List<ConnectorReport> reports, Instant since, Instant until) {
        Map<Place, Held> open = new TreeMap<>();
        List<Held> held = new ArrayList<>();
        for (ConnectorReport report : reports) {
            Instant at = report.effectiveAt().isBefore(since) ? since : report.effectiveAt();
            if (!at.isBefore(until)) continue;
            var place = new Place(report.evse(), report.connector());
            Held before = open.get(place);
            if (before != null && same(before, report)) continue;
            if (before != null && before.since().isBefore(at)) held.add(ended(before, at));
            open.put(
                    place, new Held(report.evse(), report.connector(), report.status(), report.errorCode(), at, until));
        }
        held.addAll(open.values());
        held.sort(Comparator.comparingInt(Held::evse)
                .thenComparingInt(Held::connector)
                .thenComparing(Held::since));
        return held;
    }

    private record Place(int evse, int connector) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::evse)
                    .thenComparingInt(Place::connector)
                    .compare(this, other);
        }
    }

    private static boolean same(Held state, ConnectorReport report) {
        String error = report.errorCode();
        return state.status().equals(report.status()) && (error == null || error.equals(state.errorCode()));
    }

    private static Held ended(Held state, Instant at) {
        return new Held(state.evse(), state.connector(), state.status(), state.errorCode(), state.since(), at);
    }

    /** The share of the time, 0 to 1, averaged over the connectors; null when there is no time or no connector. */
    static @Nullable Double share(List<Held> states, List<Span> connected, Instant since, Instant until) {
        if (!since.isBefore(until)) return null;
        List<Span> whole = down(states, 0);
        List<Integer> places = states.stream()
                .filter(state -> state.connector() > 0)
                .map(state -> state.evse() * 1_000 + state.connector())
                .distinct()
                .toList();
        if (places.isEmpty()) return (double) up(connected, List.of(), since, until) / length(since, until);
        double sum = 0;
        for (int place : places) {
            List<Span> away = new ArrayList<>(whole);
            away.addAll(down(states, place));
            sum += (double) up(connected, away, since, until) / length(since, until);
        }
        return sum / places.size();
    }

    /** @param place 0 for the station itself and whole EVSEs */
    private static List<Span> down(List<Held> states, int place) {
        return states.stream()
                .filter(state -> DOWN.contains(state.status()))
                .filter(state ->
                        place == 0 ? state.connector() == 0 : state.evse() * 1_000 + state.connector() == place)
                .map(state -> new Span(state.since(), state.until()))
                .toList();
    }

    private static long length(Instant since, Instant until) {
        return Duration.between(since, until).toMillis();
    }

    /** Milliseconds in which it was connected and not down. */
    private static long up(List<Span> connected, List<Span> down, Instant since, Instant until) {
        long sum = 0;
        for (Span link : merged(cut(connected, since, until))) {
            sum += link.length().toMillis();
            for (Span away : merged(cut(down, link.since(), link.until())))
                sum -= away.length().toMillis();
        }
        return sum;
    }

    private static List<Span> cut(List<Span> spans, Instant since, Instant until) {
        return spans.stream()
                .map(span -> new Span(
                        span.since().isBefore(since) ? since : span.since(),
                        span.until().isAfter(until) ? until : span.until()))
                .filter(span -> span.since().isBefore(span.until()))
                .toList();
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::since)).toList()) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || span.since().isAfter(last.until())) merged.add(span);
            else if (span.until().isAfter(last.until()))
                merged.set(merged.size() - 1, new Span(last.since(), span.until()));
        }
        return merged;
    }
}

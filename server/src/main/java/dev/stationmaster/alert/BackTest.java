package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.alert.AlertRule.QuietHours;
import dev.stationmaster.problem.Episode;
import dev.stationmaster.problem.Kind.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a rule would have fired in the past, by the episodes of problems. Pure. */
final class BackTest {
    /** What is due within one round of looking is told in one message. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private BackTest() {}

    /** @param problems that it would have told of */
    record Shot(Instant at, int problems) {}

    /** From when to when a problem counts: since it has lasted long enough, and while it is not quiet. */
    private record Span(Object who, Instant from, @Nullable Instant to) {
        boolean holds(Instant at) {
            return !from.isAfter(at) && (to == null || to.isAfter(at));
        }
    }

    /**
     * The messages that would have been sent, the oldest first.
     *
     * @param episodes those that the condition is about
     * @param until now
     */
    static List<Shot> run(
            Condition condition, @Nullable QuietHours quiet, List<Episode> episodes, Instant since, Instant until) {
        List<Span> spans = new ArrayList<>();
        for (Episode one : episodes) {
            Instant due = one.openedAt().plus(Duration.ofMinutes(condition.longerThanMinutes()));
            Instant end = Quiet.until(quiet, one.problem().severity() == Severity.CRITICAL, due);
            Instant from = end == null ? due : end;
            Instant closed = one.closedAt();
            if (closed != null && !closed.isAfter(from) || from.isAfter(until)) continue;
            var station = one.problem().station();
            spans.add(new Span(station == null ? one.problem().object() : station, from, closed));
        }
        return condition.moreThanStations() == 0
                ? each(spans, since)
                : crossings(spans, condition.moreThanStations(), since);
    }

    private static List<Shot> each(List<Span> spans, Instant since) {
        List<Shot> shots = new ArrayList<>();
        for (Instant at : spans.stream()
                .map(Span::from)
                .filter(from -> !from.isBefore(since))
                .sorted()
                .toList()) {
            Shot last = shots.isEmpty() ? null : shots.getLast();
            if (last != null && !last.at().plus(ROUND).isBefore(at)) {
                shots.set(shots.size() - 1, new Shot(last.at(), last.problems() + 1));
            } else {
                shots.add(new Shot(at, 1));
            }
        }
        return shots;
    }

    /** @param change 1 where somebody begins to count, -1 where he ceases to */
    private record Edge(Instant at, Object who, int change) {}

    private static List<Shot> crossings(List<Span> spans, int most, Instant since) {
        List<Edge> edges = new ArrayList<>();
        for (Span span : spans) {
            edges.add(new Edge(span.from(), span.who(), 1));
            if (span.to() != null) edges.add(new Edge(span.to(), span.who(), -1));
        }
        // What ends at the same moment ends first.
        edges.sort(Comparator.comparing(Edge::at).thenComparingInt(Edge::change));
        Map<Object, Integer> there = new HashMap<>();
        List<Shot> shots = new ArrayList<>();
        boolean fired = false;
        for (Edge edge : edges) {
            there.merge(edge.who(), edge.change(), Integer::sum);
            there.remove(edge.who(), 0);
            boolean above = there.size() > most;
            if (above && !fired && !edge.at().isBefore(since)) {
                int problems = (int)
                        spans.stream().filter(span -> span.holds(edge.at())).count();
                shots.add(new Shot(edge.at(), problems));
            }
            fired = above;
        }
        return shots;
    }
}

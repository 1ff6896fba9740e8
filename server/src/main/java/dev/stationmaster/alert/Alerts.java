package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.Problem;
import dev.stationmaster.problem.ProblemListener;
import dev.stationmaster.problem.ProblemService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares the open problems with the rules after each look, and tells what is new to a rule. */
@Component
class Alerts implements ProblemListener {
    private static final String WHOLE = "*";
    /** Nothing new was found; only time went by. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AlertRules rules;
    private final AlertStore store;
    private final ProblemService problems;
    private final Deliveries deliveries;
    private final InstantSource clock;
    /** What was told and is not over, by rule; guarded by this. */
    private final Map<UUID, Set<String>> told;

    private Instant last = Instant.EPOCH;

    Alerts(AlertRules rules, AlertStore store, ProblemService problems, Deliveries deliveries, InstantSource clock) {
        this.rules = rules;
        this.store = store;
        this.problems = problems;
        this.deliveries = deliveries;
        this.clock = clock;
        this.told = new HashMap<>(store.firings());
    }

    @Override
    public void looked(List<Problem> changed) {
        Instant now = clock.instant();
        synchronized (this) {
            if (changed.isEmpty() && last.plus(PATIENCE).isAfter(now)) return;
            last = now;
            List<Problem> open = problems.open();
            for (AlertRule rule : rules.all()) evaluate(rule, open, changed, now);
            told.keySet().removeIf(id -> rules.find(id).isEmpty());
        }
    }

    private void evaluate(AlertRule rule, List<Problem> open, List<Problem> changed, Instant now) {
        Set<String> known = told.computeIfAbsent(rule.id(), _ -> new HashSet<>());
        if (!rule.enabled()) {
            over(rule, known, Set.copyOf(known));
            return;
        }
        var about = rules.about(rule.terms().condition());
        List<Problem> matching = open.stream().filter(about).toList();
        List<Problem> due =
                matching.stream().filter(problem -> isDue(rule, problem, now)).toList();
        if (rule.terms().condition().moreThanStations() == 0) each(rule, known, matching, due, changed, now);
        else whole(rule, known, due, now);
    }

    private static boolean isDue(AlertRule rule, Problem problem, Instant now) {
        Condition condition = rule.terms().condition();
        Duration age = Duration.ofMinutes(condition.longerThanMinutes());
        boolean critical = problem.severity() == Severity.CRITICAL;
        return !problem.openedAt().plus(age).isAfter(now)
                && !problem.snoozed(now)
                && Quiet.until(rule.terms().quiet(), critical, now) == null;
    }

    private void each(
            AlertRule rule,
            Set<String> known,
            List<Problem> matching,
            List<Problem> due,
            List<Problem> changed,
            Instant now) {
        List<Problem> fresh =
                due.stream().filter(problem -> !known.contains(key(problem))).toList();
        if (!fresh.isEmpty()) {
            List<String> keys = fresh.stream().map(Alerts::key).toList();
            // First it is known as told: two messages would be worse than a look into the list of deliveries.
            store.fired(rule.id(), keys, now);
            known.addAll(keys);
            deliveries.opened(rule, fresh, now);
        }
        Set<String> lasting = matching.stream().map(Alerts::key).collect(Collectors.toSet());
        Set<String> ended = new HashSet<>(known);
        ended.removeAll(lasting);
        if (ended.isEmpty()) return;
        over(rule, known, ended);
        List<Problem> cured = new ArrayList<>(changed);
        cured.removeIf(problem -> problem.open() || !ended.contains(key(problem)));
        if (rule.terms().tellCured() && !cured.isEmpty()) deliveries.cured(rule, cured, now);
    }

    private void whole(AlertRule rule, Set<String> known, List<Problem> due, Instant now) {
        long stations = due.stream()
                .map(problem -> problem.station() == null ? problem.object() : problem.station())
                .distinct()
                .count();
        boolean above = stations > rule.terms().condition().moreThanStations();
        if (above && known.add(WHOLE)) {
            store.fired(rule.id(), Set.of(WHOLE), now);
            deliveries.opened(rule, due, now);
        } else if (!above && known.contains(WHOLE) && Quiet.until(rule.terms().quiet(), false, now) == null) {
            over(rule, known, Set.of(WHOLE));
        }
    }

    private void over(AlertRule rule, Set<String> known, Set<String> keys) {
        if (keys.isEmpty()) return;
        store.over(rule.id(), keys);
        known.removeAll(keys);
    }

    /** One time that it is there. */
    private static String key(Problem problem) {
        return problem.id() + "/" + problem.reopened();
    }
}

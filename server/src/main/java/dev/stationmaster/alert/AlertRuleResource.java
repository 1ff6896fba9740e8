package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.alert.AlertRule.QuietHours;
import dev.stationmaster.alert.AlertRule.Terms;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.problem.Episode;
import dev.stationmaster.problem.ProblemService;
import dev.stationmaster.problem.Sentences;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules that tell somebody of problems, and what they would have told. */
@RestController
@RequestMapping("/api/v1/alert-rules")
class AlertRuleResource {
    private static final int DAYS = 14;
    private static final int MOST_SHOWN = 20;

    private final AlertRules rules;
    private final AlertRuleForms forms;
    private final ProblemService problems;
    private final StationDirectory stations;
    private final InstantSource clock;

    AlertRuleResource(
            AlertRules rules,
            AlertRuleForms forms,
            ProblemService problems,
            StationDirectory stations,
            InstantSource clock) {
        this.rules = rules;
        this.forms = forms;
        this.problems = problems;
        this.stations = stations;
        this.clock = clock;
    }

    record AlertRuleView(
            UUID id,
            String name,
            boolean enabled,
            Condition condition,
            @Nullable QuietHours quiet,
            List<UUID> routes,
            boolean tellCured,
            Instant createdAt,
            String createdBy,
            Instant changedAt) {
        static AlertRuleView of(AlertRule rule) {
            Terms terms = rule.terms();
            return new AlertRuleView(
                    rule.id(),
                    rule.name(),
                    rule.enabled(),
                    terms.condition(),
                    terms.quiet(),
                    terms.routes(),
                    terms.tellCured(),
                    rule.createdAt(),
                    rule.createdBy(),
                    rule.changedAt());
        }
    }

    /** All rules, by name; they are few. */
    @GetMapping
    Page<AlertRuleView> list() {
        return new Page<>(rules.all().stream().map(AlertRuleView::of).toList(), null);
    }

    @GetMapping("/{id}")
    AlertRuleView get(@PathVariable UUID id) {
        return AlertRuleView.of(found(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AlertRuleView create(@RequestBody AlertRuleForm form, Principal caller) {
        Terms terms = forms.terms(form, null);
        return AlertRuleView.of(rules.create(
                forms.name(form, null), form.enabled() == null || form.enabled(), terms, caller.getName()));
    }

    /** What is absent stays. */
    @PatchMapping("/{id}")
    AlertRuleView change(@PathVariable UUID id, @RequestBody AlertRuleForm form) {
        AlertRule rule = found(id);
        Terms terms = forms.terms(form, rule.terms());
        boolean enabled = form.enabled() == null ? rule.enabled() : form.enabled();
        return AlertRuleView.of(rules.change(rule, forms.name(form, rule.name()), enabled, terms));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        rules.delete(found(id));
    }

    /** @param problems told of in this message */
    record BackTestShot(Instant at, int problems) {}

    /** A problem that the condition is about. */
    record BackTestProblem(
            String kind,
            String severity,
            @Nullable String station,
            String title,
            Instant at,
            @Nullable Instant closedAt) {}

    /**
     * What a rule would have done.
     *
     * @param fired messages to each route
     * @param matching problems that the condition is about, whatever their age
     * @param shots the newest first, at most 20
     * @param problems some of the matching ones, the newest first, at most 20
     */
    record BackTested(
            int days,
            Instant since,
            int fired,
            int matching,
            List<BackTestShot> shots,
            List<BackTestProblem> problems) {}

    /** What these terms would have done in the last 14 days, as far back as problems are known. Nothing is saved. */
    @PostMapping("/back-test")
    BackTested backTest(@RequestBody AlertRuleForm form) {
        Terms terms = forms.terms(form, null);
        Instant now = clock.instant();
        Instant since = now.minus(Duration.ofDays(DAYS));
        var about = rules.about(terms.condition());
        List<Episode> episodes = problems.episodes(since).stream()
                .filter(one -> about.test(one.problem()))
                .toList();
        var shots = BackTest.run(terms.condition(), terms.quiet(), episodes, since, now);
        return new BackTested(
                DAYS,
                since,
                shots.size(),
                episodes.size(),
                shots.reversed().stream()
                        .limit(MOST_SHOWN)
                        .map(shot -> new BackTestShot(shot.at(), shot.problems()))
                        .toList(),
                episodes.reversed().stream().limit(MOST_SHOWN).map(this::shown).toList());
    }

    private BackTestProblem shown(Episode one) {
        var problem = one.problem();
        var station = problem.station();
        String identity = station == null ? null : stations.nameOf(station).orElse(null);
        return new BackTestProblem(
                problem.kind().word(),
                problem.severity().word(),
                identity,
                Sentences.of(problem, identity),
                one.openedAt(),
                one.closedAt());
    }

    private AlertRule found(UUID id) {
        return rules.find(id).orElseThrow(() -> ApiProblem.notFound("alert-rule", id.toString()));
    }
}

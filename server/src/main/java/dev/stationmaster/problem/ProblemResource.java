package dev.stationmaster.problem;

import dev.stationmaster.operator.People;
import dev.stationmaster.operator.People.Colleague;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.ProblemService.Wish;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is wrong, the most important first, and what is done about it. */
@RestController
@RequestMapping("/api/v1/problems")
class ProblemResource {
    private static final int LONGEST_NOTE = 2_000;

    private final ProblemService problems;
    private final ProblemViews views;
    private final People people;
    private final InstantSource clock;

    ProblemResource(ProblemService problems, ProblemViews views, People people, InstantSource clock) {
        this.problems = problems;
        this.views = views;
        this.people = people;
        this.clock = clock;
    }

    /** An open problem in its place: drivers, then severity, then age. */
    private record Ranked(double drivers, int severity, long startedAt, String id) {
        private static final Comparator<Ranked> FIRST_THINGS_FIRST = Comparator.comparingDouble(Ranked::drivers)
                .thenComparingInt(Ranked::severity)
                .reversed()
                .thenComparingLong(Ranked::startedAt)
                .thenComparing(Ranked::id);
    }

    private record Placed(Ranked rank, Problem problem) {}

    /**
     * Open ones by the drivers they hit, severity and age; closed ones the last closed first.
     *
     * <p>A page of open ones is ranked as of the first page, so that nothing is skipped while time goes by.
     */
    @GetMapping
    Page<ProblemView> list(
            @ModelAttribute @ParameterObject ProblemFilter wanted,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return wanted.checked().closed() ? closed(wanted, paging) : open(wanted, paging);
    }

    private Page<ProblemView> open(ProblemFilter wanted, Paging paging) {
        String cursor = paging.after();
        Instant now = clock.instant();
        Ranked last = null;
        if (cursor != null) {
            String[] parts = cursor.split(";");
            try {
                now = Instant.ofEpochMilli(Long.parseLong(parts[0]));
                last = new Ranked(
                        Double.parseDouble(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3]), parts[4]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
            }
        }
        List<Problem> seen = visible();
        Patterns patterns = new Patterns(seen);
        List<Placed> placed = new ArrayList<>();
        for (Problem one : seen) {
            if (!wanted.takes(one, views.stationOf(one), views.siteNameOf(one), now)) continue;
            Ranked rank = new Ranked(
                    views.hit(one, now).drivers(),
                    one.severity().ordinal(),
                    one.startedAt().toEpochMilli(),
                    one.id().toString());
            if (last == null || Ranked.FIRST_THINGS_FIRST.compare(rank, last) > 0) placed.add(new Placed(rank, one));
        }
        placed.sort(Comparator.comparing(Placed::rank, Ranked.FIRST_THINGS_FIRST));
        Instant at = now;
        return Page.of(
                        placed.subList(0, Math.min(paging.fetch(), placed.size())),
                        paging,
                        one -> cursor(at, one.rank()))
                .map(one -> views.view(one.problem(), patterns, at));
    }

    private static String cursor(Instant at, Ranked rank) {
        return at.toEpochMilli() + ";" + rank.drivers() + ";" + rank.severity() + ";" + rank.startedAt() + ";"
                + rank.id();
    }

    /** Filtered page by page until one is full. */
    private Page<ProblemView> closed(ProblemFilter wanted, Paging paging) {
        Instant before = null;
        UUID beforeId = null;
        String cursor = paging.after();
        if (cursor != null) {
            String[] parts = cursor.split(";");
            try {
                before = Instant.parse(parts[0]);
                beforeId = UUID.fromString(parts[1]);
            } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
            }
        }
        Instant now = clock.instant();
        List<Problem> found = new ArrayList<>();
        while (found.size() < paging.fetch()) {
            List<Problem> some = problems.closed(before, beforeId, Paging.MAX_LIMIT);
            for (Problem one : some) {
                if (sees(one) && wanted.takes(one, views.stationOf(one), views.siteNameOf(one), now)) found.add(one);
            }
            if (some.size() < Paging.MAX_LIMIT) break;
            before = some.getLast().closedAt();
            beforeId = some.getLast().id();
        }
        Patterns patterns = new Patterns(visible());
        return Page.of(
                        found.subList(0, Math.min(paging.fetch(), found.size())),
                        paging,
                        one -> one.closedAt() + ";" + one.id())
                .map(one -> views.view(one, patterns, now));
    }

    /** @param unattended open, neither acknowledged nor assigned nor snoozed */
    record ProblemSummary(int open, int unattended, int critical, int major, int minor, Map<String, Integer> kinds) {}

    @GetMapping("/summary")
    ProblemSummary summary() {
        Instant now = clock.instant();
        int unattended = 0;
        int[] severities = new int[Severity.values().length];
        Map<String, Integer> kinds = new LinkedHashMap<>();
        List<Problem> seen = visible();
        for (Problem one : seen) {
            var care = one.care();
            if (care.acknowledgedAt() == null && care.assignee() == null && !one.snoozed(now)) unattended++;
            severities[one.severity().ordinal()]++;
            kinds.merge(one.kind().word(), 1, Integer::sum);
        }
        return new ProblemSummary(
                seen.size(),
                unattended,
                severities[Severity.CRITICAL.ordinal()],
                severities[Severity.MAJOR.ordinal()],
                severities[Severity.MINOR.ordinal()],
                kinds);
    }

    /** To whom a problem can be given. */
    record Colleagues(List<Colleague> items) {}

    @GetMapping("/people")
    Colleagues people() {
        return new Colleagues(people.all());
    }

    @GetMapping("/{id}")
    ProblemView get(@PathVariable UUID id) {
        return view(found(id));
    }

    /** @param detail the code, to whom, until when, or the note */
    record HistoryEntry(
            Instant at, String what, String actor, @Nullable String detail) {}

    record History(List<HistoryEntry> items) {}

    /** What happened to it, the oldest first. */
    @GetMapping("/{id}/history")
    History history(@PathVariable UUID id) {
        return new History(problems.history(found(id).id()).stream()
                .map(one -> new HistoryEntry(one.at(), one.what(), one.actor(), one.detail()))
                .toList());
    }

    /**
     * What to change; what is absent stays.
     *
     * @param assignee the name of a person; empty for nobody
     * @param snoozedUntil a time to come; empty wakes it
     * @param note added to the history
     */
    record ProblemForm(
            @Nullable Boolean acknowledged,
            @Nullable String assignee,
            @Nullable String snoozedUntil,
            @Nullable String note) {}

    @PatchMapping("/{id}")
    ProblemView change(@PathVariable UUID id, @RequestBody ProblemForm form, Principal caller) {
        Problem problem = found(id);
        String assignee = form.assignee() == null ? null : form.assignee().strip();
        if (assignee != null && !assignee.isEmpty() && !people.knows(assignee))
            throw ApiProblem.invalid("assignee", "exists", "There is nobody named \"" + assignee + "\".");
        String note = form.note() == null ? null : form.note().strip();
        if (note != null && (note.isEmpty() || note.length() > LONGEST_NOTE))
            throw ApiProblem.invalid("note", "1.." + LONGEST_NOTE, "A note has 1 to " + LONGEST_NOTE + " characters.");
        var wish = new Wish(form.acknowledged(), assignee, snooze(form.snoozedUntil()), note);
        return view(problems.care(problem, wish, caller.getName()));
    }

    private @Nullable Instant snooze(@Nullable String until) {
        if (until == null) return null;
        if (until.isBlank()) return Instant.EPOCH;
        try {
            Instant at = OffsetDateTime.parse(until.strip()).toInstant();
            if (at.isAfter(clock.instant())) return at;
        } catch (DateTimeParseException e) {
            throw ApiProblem.invalid("snoozedUntil", "time", "snoozedUntil is a time like 2026-01-01T08:00:00Z.");
        }
        throw ApiProblem.invalid("snoozedUntil", "future", "snoozedUntil lies in the future.");
    }

    private ProblemView view(Problem problem) {
        return views.view(problem, new Patterns(visible()), clock.instant());
    }

    private Problem found(UUID id) {
        return problems.find(id).filter(this::sees).orElseThrow(() -> ApiProblem.notFound("problem", id.toString()));
    }

    private List<Problem> visible() {
        return problems.open().stream().filter(this::sees).toList();
    }

    /** Who is limited sees what stands at the sites; what is no station's is nobody's of them. */
    private boolean sees(Problem problem) {
        Scope scope = Scope.current();
        if (!scope.isLimited()) return true;
        Integer site = views.siteOf(problem);
        return site != null && scope.includes(site);
    }
}

package dev.stationmaster.fleetjob;

import dev.stationmaster.command.CommandOutlook;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.fleetjob.FleetJob.Choice;
import dev.stationmaster.fleetjob.FleetJob.State;
import dev.stationmaster.fleetjob.Outlook.Verdict;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationChoice;
import dev.stationmaster.station.StationChoice.Chosen;
import dev.stationmaster.station.StationChoice.StationFilter;
import dev.stationmaster.template.Template;
import dev.stationmaster.template.Templates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Turns what a person writes into a job, or into the answer to what would happen. */
@Service
class FleetJobPlanning {
    private final StationChoice choice;
    private final Outlooks outlooks;
    private final CommandOutlook commands;
    private final Templates templates;
    private final SiteService sites;
    private final InstantSource clock;

    FleetJobPlanning(
            StationChoice choice,
            Outlooks outlooks,
            CommandOutlook commands,
            Templates templates,
            SiteService sites,
            InstantSource clock) {
        this.choice = choice;
        this.outlooks = outlooks;
        this.commands = commands;
        this.templates = templates;
        this.sites = sites;
        this.clock = clock;
    }

    /** @param outlooks in the order of the stations' turns, those that get nothing at the end */
    record Plan(
            Task task, Choice choice, Pace pace, @Nullable UUID template, String name, List<Outlook> outlooks) {}

    record Made(FleetJob job, List<Target> targets) {}

    /** The dry run. */
    Plan plan(FleetJobForm form) {
        List<FieldProblem> problems = form.problems();
        Choice wanted = form.stations();
        StationFilter filter = wanted == null ? null : wanted.filter();
        if (filter != null) problems.addAll(choice.problems(filter, "stations.filter"));
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        Template template = form.template() == null
                ? null
                : templates
                        .find(form.template())
                        .orElseThrow(() -> ApiProblem.notFound("template", String.valueOf(form.template())));
        List<WantedValue> values = template == null ? form.values() : template.values();
        Task task = new Task(form.command(), values, form.reset(), form.verifyMinutes());
        boolean own = wanted != null && (wanted.filter() != null || wanted.list() != null);
        Choice chosen = own || template == null
                ? new Choice(filter, wanted == null ? null : wanted.list())
                : new Choice(template.stations(), null);
        List<Chosen> stations = stations(chosen);
        if (stations.isEmpty())
            throw ApiProblem.invalid("stations", "minItems 1", "No station fits, or none that you may know of.");
        if (task.command() != null) commands.check(stations.getFirst().station().id(), task.command());
        Pace pace = form.pace() == null ? Pace.USUAL : form.pace();
        List<Outlook> found = new ArrayList<>(outlooks.of(task, stations));
        found.sort(order(pace));
        String name = form.name() != null ? form.name().strip() : template != null ? template.name() : task.type();
        return new Plan(task, chosen, pace, template == null ? null : template.id(), name, found);
    }

    private List<Chosen> stations(Choice chosen) {
        if (chosen.filter() != null) return choice.by(chosen.filter());
        List<String> names = chosen.list() == null ? List.of() : chosen.list();
        List<Chosen> found = choice.named(names);
        Set<String> known = new HashSet<>();
        for (Chosen one : found) known.add(one.station().identity().toLowerCase(Locale.ROOT));
        List<FieldProblem> missing = new ArrayList<>();
        for (int i = 0; i < names.size() && missing.size() < 20; i++) {
            String name = names.get(i);
            if (!known.contains(name.toLowerCase(Locale.ROOT)))
                missing.add(
                        new FieldProblem("stations.list[" + i + "]", "known", "There is no station \"" + name + "\"."));
        }
        if (!missing.isEmpty()) throw ApiProblem.invalid(missing);
        return found;
    }

    private Comparator<Outlook> order(Pace pace) {
        Comparator<Outlook> by = Comparator.comparing(one -> one.verdict() == Verdict.NO);
        if (pace.goesBySite()) by = by.thenComparing(one -> site(one.station()));
        return by.thenComparing(one -> one.station().station().identity().toLowerCase(Locale.ROOT));
    }

    String site(Chosen station) {
        return sites.find(station.station().siteId()).map(Site::name).orElse("");
    }

    /** A job that is not stored yet. */
    Made make(Plan plan, String actor) {
        if (plan.outlooks.stream().allMatch(one -> one.verdict() == Verdict.NO))
            throw ApiProblem.conflict(
                    "nobody",
                    "No station would get it: " + plan.outlooks.getFirst().reason() + ".");
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        List<Target> targets = new ArrayList<>();
        Set<Integer> at = new HashSet<>();
        for (Outlook one : plan.outlooks) {
            int number = targets.size();
            boolean out = one.verdict() == Verdict.NO;
            var station = one.station().station();
            at.add(station.siteId());
            Target target = Target.waiting(id, station.id(), number, out ? 0 : plan.pace.waveOf(number));
            targets.add(out ? target.skipped(one.code(), String.valueOf(one.reason()), now) : target);
        }
        var job = new FleetJob(
                id,
                plan.name,
                plan.task.kind(),
                plan.task,
                plan.choice,
                plan.pace,
                plan.template,
                State.RUNNING,
                null,
                actor,
                List.copyOf(at),
                targets.size(),
                1,
                null,
                now,
                now,
                now,
                null);
        return new Made(job, targets);
    }
}

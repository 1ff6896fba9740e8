package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.fleetjob.FleetJob.Kind;
import dev.stationmaster.fleetjob.Outlook.ValueChange;
import dev.stationmaster.fleetjob.Outlook.Verdict;
import dev.stationmaster.fleetjob.Target.ValueResult;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.transaction.TransactionService;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs over many stations: plan, make, watch, pause, resume, cancel and retry them. Who is limited to sites sees those that concern no others. */
@RestController
@RequestMapping("/api/v1/fleet-jobs")
class FleetJobResource {
    private static final int MOST_SHOWN = 500;

    private final FleetJobs jobs;
    private final FleetJobPlanning planning;
    private final StationDirectory stations;
    private final SiteService sites;
    private final TransactionService transactions;
    private final InstantSource clock;

    FleetJobResource(
            FleetJobs jobs,
            FleetJobPlanning planning,
            StationDirectory stations,
            SiteService sites,
            TransactionService transactions,
            InstantSource clock) {
        this.jobs = jobs;
        this.planning = planning;
        this.stations = stations;
        this.sites = sites;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param verdict now, later or no */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlannedStation(
            String station,
            String site,
            String verdict,
            String code,
            @Nullable String reason,
            int wave,
            boolean charging,
            List<ValueChange> changes) {}

    record PlannedReason(String code, String verdict, int stations) {}

    /**
     * What would happen; nothing was stored and nothing sent.
     *
     * @param stations that were chosen
     * @param now of these are connected and get it
     * @param later get it when they are back
     * @param no get nothing
     * @param charging of those that get it have a running transaction
     * @param reasons how many stations for each
     * @param items the first 500, in the order of their turns
     */
    record PlanView(
            String name,
            String kind,
            String type,
            int stations,
            int now,
            int later,
            int no,
            int charging,
            int waves,
            List<PlannedReason> reasons,
            List<PlannedStation> items) {}

    /**
     * One station's part.
     *
     * @param state waiting, running, done, failed, unknown, skipped or cancelled
     * @param step command, firmware, verify or reset, while it runs
     * @param status the station's last word; of one that was left out, why
     * @param firmwareJob of the station, under {@code /stations/{id}/firmware-jobs}
     * @param stuck it has told nothing new for too long
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FleetJobStation(
            String station,
            String site,
            int wave,
            String state,
            @Nullable String step,
            int attempt,
            @Nullable String status,
            @Nullable String reason,
            @Nullable UUID command,
            @Nullable UUID firmwareJob,
            List<ValueResult> results,
            @Nullable String versionBefore,
            @Nullable String versionAfter,
            boolean stuck,
            @Nullable Instant startedAt,
            @Nullable Instant changedAt,
            @Nullable Instant endedAt) {}

    /** The newest first. */
    @GetMapping
    Page<FleetJobView> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        if (kind != null) known(kind);
        var scope = Scope.current().sites();
        UUID before = paging.after() == null ? null : uuid(paging.after());
        return Page.of(
                jobs.list(kind, state, scope == null ? null : FleetJobs.keys(scope), before, paging.fetch()),
                paging,
                one -> one.id().toString());
    }

    @GetMapping("/{id}")
    FleetJobView get(@PathVariable UUID id) {
        require(id);
        return jobs.find(id).orElseThrow(() -> ApiProblem.notFound("fleet-job", id.toString()));
    }

    /**
     * In the order of their turns.
     *
     * @param state one of the words; all when absent
     * @param stuck only those that have told nothing new for too long
     * @param q part of the identity
     */
    @GetMapping("/{id}/stations")
    Page<FleetJobStation> stations(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Boolean stuck,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        require(id);
        Paging paging = Paging.of(limit, after);
        FleetJobView job = jobs.find(id).orElseThrow(() -> ApiProblem.notFound("fleet-job", id.toString()));
        Kind kind = Kind.of(job.kind());
        Instant now = clock.instant();
        Long from = paging.afterNumber();
        Scope scope = Scope.current();
        List<Target> found = jobs.targets(id).stream()
                .filter(one -> from == null || one.number() > from)
                .filter(one -> state == null || one.state().word().equals(state))
                .filter(one -> !Boolean.TRUE.equals(stuck) || Progress.isStuck(kind, one, now))
                .filter(one -> q == null || name(one).toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT)))
                .filter(one -> !scope.isLimited()
                        || stations.find(one.station())
                                .filter(station -> scope.includes(station.siteId()))
                                .isPresent())
                .limit(paging.fetch())
                .toList();
        return Page.of(found, paging, one -> String.valueOf(one.number())).map(one -> view(kind, one, now));
    }

    @PostMapping("/plan")
    PlanView plan(@RequestBody FleetJobForm form) {
        FleetJobPlanning.Plan plan = planning.plan(form);
        List<PlannedStation> items = new ArrayList<>();
        Map<String, PlannedReason> reasons = new TreeMap<>();
        int[] verdicts = new int[Verdict.values().length];
        int charging = 0;
        int waves = 1;
        for (Outlook one : plan.outlooks()) {
            int number = verdicts[0] + verdicts[1];
            boolean out = one.verdict() == Verdict.NO;
            int wave = out ? 0 : plan.pace().waveOf(number);
            waves = Math.max(waves, wave);
            verdicts[one.verdict().ordinal()]++;
            Station station = one.station().station();
            boolean busy = !out && !transactions.openOn(station.id()).isEmpty();
            if (busy) charging++;
            String verdict = one.verdict().name().toLowerCase(Locale.ROOT);
            reasons.merge(
                    one.code(),
                    new PlannedReason(one.code(), verdict, 1),
                    (known, _) -> new PlannedReason(known.code(), known.verdict(), known.stations() + 1));
            if (items.size() < MOST_SHOWN)
                items.add(new PlannedStation(
                        station.identity(),
                        planning.site(one.station()),
                        verdict,
                        one.code(),
                        one.reason(),
                        wave,
                        busy,
                        one.changes()));
        }
        return new PlanView(
                plan.name(),
                plan.task().kind().word(),
                plan.task().type(),
                plan.outlooks().size(),
                verdicts[0],
                verdicts[1],
                verdicts[2],
                charging,
                waves,
                List.copyOf(reasons.values()),
                items);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    FleetJobView create(@RequestBody FleetJobForm form, Principal operator) {
        var made = planning.make(planning.plan(form), operator.getName());
        return jobs.create(made.job(), made.targets());
    }

    @PostMapping("/{id}/pause")
    FleetJobView pause(@PathVariable UUID id, Principal operator) {
        require(id);
        return jobs.pause(id, operator.getName());
    }

    /** Goes on, also into the next wave when it waits for that. */
    @PostMapping("/{id}/resume")
    FleetJobView resume(@PathVariable UUID id) {
        require(id);
        return jobs.resume(id);
    }

    /** Stations that are at it go on to their end. */
    @PostMapping("/{id}/cancel")
    FleetJobView cancel(@PathVariable UUID id, Principal operator) {
        require(id);
        return jobs.cancel(id, operator.getName());
    }

    /** Stations that failed, of which nobody knows, or that were away, get another turn. */
    @PostMapping("/{id}/retry")
    FleetJobView retry(@PathVariable UUID id) {
        require(id);
        return jobs.retry(id);
    }

    private void require(UUID id) {
        List<Integer> at = jobs.sites(id).orElseThrow(() -> ApiProblem.notFound("fleet-job", id.toString()));
        Scope scope = Scope.current();
        if (!at.stream().allMatch(scope::includes)) throw ApiProblem.notFound("fleet-job", id.toString());
    }

    private FleetJobStation view(Kind kind, Target one, Instant now) {
        return new FleetJobStation(
                name(one),
                stations.find(one.station())
                        .flatMap(station -> sites.find(station.siteId()))
                        .map(Site::name)
                        .orElse(""),
                one.wave(),
                one.state().word(),
                one.step() == null ? null : one.step().name().toLowerCase(Locale.ROOT),
                one.attempt(),
                one.status(),
                one.reason(),
                one.command(),
                one.work(),
                one.results(),
                one.versionBefore(),
                one.versionAfter(),
                Progress.isStuck(kind, one, now),
                one.startedAt(),
                one.changedAt(),
                one.endedAt());
    }

    private String name(Target one) {
        return stations.nameOf(one.station()).orElse("");
    }

    private static void known(String kind) {
        try {
            Kind.of(kind);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid(
                    "kind", "enum", "kind is command, configuration, firmware, certificate or localList.");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }
}

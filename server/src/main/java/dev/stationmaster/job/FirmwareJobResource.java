package dev.stationmaster.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.job.FirmwareJobStore.Filter;
import dev.stationmaster.job.FirmwareJobStore.Step;
import dev.stationmaster.job.FirmwareJobStore.Update;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the firmware updates of all stations are. Of each station its newest one. */
@RestController
@RequestMapping("/api/v1/firmware-jobs")
class FirmwareJobResource {
    private static final int MOST_DAYS = 366;

    private final FirmwareJobStore store;
    private final StationDirectory stations;
    private final Settings settings;
    private final InstantSource clock;

    FirmwareJobResource(FirmwareJobStore store, StationDirectory stations, Settings settings, InstantSource clock) {
        this.store = store;
        this.stations = stations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One station's update.
     *
     * @param id of the job, under the station's {@code firmware-jobs}
     * @param status the station's last word; null before the first
     * @param statusSince since when it says that
     * @param stuck it is not over, and the station has told nothing new for longer than {@code jobSilenceMinutes}
     * @param warning what an operator should look at
     * @param image our file, under {@code /firmware-images}; null when it lies elsewhere
     * @param versionAfter as the station named it when it booted
     * @param asExpected whether these are the same; null as long as one of them is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FirmwareJobUpdate(
            UUID id,
            String station,
            String state,
            @Nullable String status,
            Instant statusSince,
            boolean stuck,
            @Nullable String reason,
            @Nullable String warning,
            @Nullable UUID image,
            String location,
            @Nullable String versionBefore,
            @Nullable String versionExpected,
            @Nullable String versionAfter,
            @Nullable Boolean asExpected,
            String actor,
            @Nullable Instant retrieveAt,
            @Nullable Instant installAt,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /**
     * How many stations stand where.
     *
     * @param word the station's last one; the state of those that told none
     * @param state of the job
     */
    record FirmwareJobStep(String word, String state, int stations, int stuck) {}

    /**
     * The funnel.
     *
     * @param since updates that began before and are over are not counted
     * @param stuckAfterMinutes without a new word an update counts as stuck
     * @param otherVersion stations that booted with another version than was expected
     */
    record FirmwareJobSummary(
            Instant since,
            int stuckAfterMinutes,
            int running,
            int stuck,
            int done,
            int failed,
            int otherVersion,
            List<FirmwareJobStep> steps) {}

    /**
     * The newest first.
     *
     * @param days how far back updates are looked for that are over, 1 to 366
     * @param status the station's last word
     * @param stuck only those that have told nothing new for too long
     */
    @GetMapping
    Page<FirmwareJobUpdate> list(
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "false") boolean stuck,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        Filter filter = filter(days, keys(station), state, status, stuck);
        return Page.of(
                        store.list(filter, paging.after() == null ? null : uuid(paging.after()), paging.fetch()),
                        paging,
                        one -> one.job().id().toString())
                .map(this::view);
    }

    /** @param days as in the list */
    @GetMapping("/summary")
    FirmwareJobSummary summary(@RequestParam(defaultValue = "30") int days) {
        Filter filter = filter(days, keys(null), null, null, false);
        List<Step> steps = store.steps(filter);
        return new FirmwareJobSummary(
                filter.since(),
                settings.get(FileSettings.JOB_SILENCE_MINUTES),
                count(steps, "requested", "running"),
                steps.stream().mapToInt(Step::stuck).sum(),
                count(steps, "done"),
                count(steps, "failed", "refused", "unknown"),
                steps.stream().mapToInt(Step::otherVersion).sum(),
                steps.stream()
                        .map(one -> new FirmwareJobStep(one.word(), one.state(), one.stations(), one.stuck()))
                        .toList());
    }

    private static int count(List<Step> steps, String... states) {
        List<String> wanted = Arrays.asList(states);
        return steps.stream()
                .filter(one -> wanted.contains(one.state()))
                .mapToInt(Step::stations)
                .sum();
    }

    private Filter filter(
            int days, @Nullable List<Integer> keys, @Nullable String state, @Nullable String status, boolean stuck) {
        if (days < 1 || days > MOST_DAYS)
            throw ApiProblem.invalid("days", "1.." + MOST_DAYS, "days is a number from 1 to " + MOST_DAYS + ".");
        if (state != null && Arrays.stream(State.values()).map(JobJson::word).noneMatch(state::equals))
            throw ApiProblem.invalid(
                    "state", "enum", "state is requested, running, done, failed, refused, cancelled or unknown.");
        Instant now = clock.instant();
        Duration patience = Duration.ofMinutes(settings.get(FileSettings.JOB_SILENCE_MINUTES));
        return new Filter(now.minus(Duration.ofDays(days)), keys, state, status, stuck, now.minus(patience));
    }

    /** Of the stations that the caller may know of; null is all. */
    private @Nullable List<Integer> keys(@Nullable String identity) {
        Scope scope = Scope.current();
        if (identity != null) {
            Station one = stations.find(identity)
                    .filter(station -> scope.includes(station.siteId()))
                    .orElseThrow(() -> ApiProblem.notFound("station", identity));
            return List.of(one.id().key());
        }
        if (!scope.isLimited()) return null;
        return stations.all().stream()
                .filter(station -> scope.includes(station.siteId()))
                .map(station -> station.id().key())
                .toList();
    }

    private FirmwareJobUpdate view(Update update) {
        Job job = update.job();
        String expected = job.terms().expectedVersion();
        String runs = job.findings().versionAfter();
        return new FirmwareJobUpdate(
                job.id(),
                stations.find(job.station()).map(Station::identity).orElse(""),
                JobJson.word(job.state()),
                job.status(),
                update.statusSince(),
                update.stuck(),
                job.reason(),
                job.findings().warning(),
                job.terms().image(),
                job.terms().location(),
                job.findings().versionBefore(),
                expected,
                runs,
                expected == null || runs == null ? null : expected.equals(runs),
                job.actor(),
                job.terms().notBefore(),
                job.terms().installAt(),
                job.createdAt(),
                job.endedAt());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }
}

package dev.stationmaster.job;

import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of firmware updates and of uploads that were asked for. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class JobResource {
    private static final List<Kind> FIRMWARE = List.of(Kind.FIRMWARE, Kind.PUBLICATION);
    private static final List<Kind> LOGS = List.of(Kind.DIAGNOSTICS, Kind.LOG);

    private final StationDirectory stations;
    private final Jobs jobs;

    JobResource(StationDirectory stations, Jobs jobs) {
        this.stations = stations;
        this.jobs = jobs;
    }

    /** Newest first. */
    @GetMapping("/firmware-jobs")
    Page<Map<String, Object>> firmware(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(id, FIRMWARE, Paging.of(limit, after));
    }

    /** With every status that came. */
    @GetMapping("/firmware-jobs/{jobId}")
    Map<String, Object> firmware(@PathVariable String id, @PathVariable UUID jobId) {
        return one(id, FIRMWARE, jobId);
    }

    /** Newest first. */
    @GetMapping("/log-jobs")
    Page<Map<String, Object>> logs(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(id, LOGS, Paging.of(limit, after));
    }

    /** With every status that came. */
    @GetMapping("/log-jobs/{jobId}")
    Map<String, Object> log(@PathVariable String id, @PathVariable UUID jobId) {
        return one(id, LOGS, jobId);
    }

    private Page<Map<String, Object>> list(String identity, List<Kind> kinds, Paging paging) {
        Station station = station(identity);
        return Page.of(
                        jobs.list(station.id(), kinds, paging),
                        paging,
                        job -> job.id().toString())
                .map(job -> JobJson.view(job, station.identity()));
    }

    private Map<String, Object> one(String identity, List<Kind> kinds, UUID jobId) {
        Station station = station(identity);
        Job job = jobs.find(jobId)
                .filter(found -> found.station().equals(station.id()) && kinds.contains(found.kind()))
                .orElseThrow(() -> ApiProblem.notFound("job", jobId.toString()));
        return JobJson.view(job, station.identity(), jobs.statuses(jobId));
    }

    private Station station(String identity) {
        return stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }
}

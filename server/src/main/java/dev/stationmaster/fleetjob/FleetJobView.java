package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.fleetjob.FleetJob.Choice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job over many stations as the API shows it.
 *
 * @param kind command, configuration, firmware, certificate or localList
 * @param type of the command that stations get
 * @param state running, paused, halted, done or cancelled
 * @param stations how many it has, those that were left out included
 * @param wave the one that is under way, from 1
 * @param waitsUntil the next wave begins then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetJobView(
        UUID id,
        String name,
        String kind,
        String type,
        String state,
        @Nullable String reason,
        String actor,
        @Nullable UUID template,
        Task task,
        Choice choice,
        Pace pace,
        int stations,
        int wave,
        @Nullable Instant waitsUntil,
        Progress progress,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant endedAt) {

    static FleetJobView of(FleetJob job, Progress progress) {
        return new FleetJobView(
                job.id(),
                job.name(),
                job.kind().word(),
                job.task().type(),
                FleetJobStore.word(job.state()),
                job.reason(),
                job.actor(),
                job.template(),
                job.task(),
                job.choice(),
                job.pace().complete(),
                job.stations(),
                job.wave(),
                job.waveEndedAt() == null || job.pace().holds()
                        ? null
                        : job.waveEndedAt().plus(job.pace().pauseMinutes(), ChronoUnit.MINUTES),
                progress,
                job.createdAt().truncatedTo(ChronoUnit.MILLIS),
                job.changedAt().truncatedTo(ChronoUnit.MILLIS),
                job.endedAt() == null ? null : job.endedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    /** What changes while it runs, for the live stream. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("name", name);
        body.put("kind", kind);
        body.put("state", state);
        if (reason != null) body.put("reason", reason);
        body.put("stations", stations);
        body.put("wave", wave);
        body.put("progress", progress.states());
        body.put("changedAt", changedAt.toString());
        return body;
    }
}

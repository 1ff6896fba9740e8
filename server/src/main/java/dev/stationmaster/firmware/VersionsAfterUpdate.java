package dev.stationmaster.firmware;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.JobListener;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.station.BootListener;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares the firmware that a station names when it boots with what was asked for. It may boot before it says Installed, or after. */
@Component
class VersionsAfterUpdate implements BootListener, JobListener {
    private static final Logger log = LoggerFactory.getLogger(VersionsAfterUpdate.class);
    private static final Duration BOOTS_WITHIN = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 20_000;
    private static final Set<String> BY_INSTALLING = Set.of("Installing", "InstallRebooting", "Installed");

    private final Jobs jobs;
    private final Map<StationId, Job> installed = new ConcurrentHashMap<>();

    VersionsAfterUpdate(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void ended(Job job) {
        if (job.kind() != Kind.FIRMWARE || installed.size() >= MOST_REMEMBERED) return;
        if (job.findings().versionAfter() == null) installed.put(job.station(), job);
    }

    @Override
    public void booted(StationId station, BootReport report, Instant at) {
        Job remembered = installed.remove(station);
        String version = report.firmwareVersion();
        if (version == null) return;
        Optional<Job> running = jobs.running(station, Kind.FIRMWARE);
        Job job = running.orElse(remembered);
        if (job == null
                || running.isEmpty() && job.changedAt().plus(BOOTS_WITHIN).isBefore(at)) return;
        boolean installing = job.status() != null && BY_INSTALLING.contains(job.status());
        if (!installing && version.equals(job.findings().versionBefore())) return;
        Thread.ofVirtual().name("firmware-version").start(() -> note(job, version));
    }

    private void note(Job job, String version) {
        String expected = job.terms().expectedVersion();
        try {
            jobs.found(job.id(), known -> {
                var found = known.booted(version);
                return expected == null || expected.equals(version)
                        ? found
                        : found.warned("the station runs version " + version + ", not " + expected);
            });
        } catch (RuntimeException e) {
            log.warn("event=firmware-version-not-noted job={} cause={}", job.id(), e.toString());
        }
    }
}

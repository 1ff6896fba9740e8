package dev.stationmaster.problem;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is wrong with the server itself: its disk, its message log. Called by one thread. */
@Component
class ServerSymptoms {
    private static final Logger log = LoggerFactory.getLogger(ServerSymptoms.class);
    private static final long MEGABYTE = 1024L * 1024;
    private static final Duration SHEDDING_MATTERS = Duration.ofMinutes(10);
    private static final int CRITICAL_PART = 4;

    private final Path folder;
    private final Settings settings;
    private final MeterRegistry metrics;
    private double shed;
    private @Nullable Instant shedSince;
    private @Nullable Instant shedLast;

    ServerSymptoms(ServerOptions options, Settings settings, MeterRegistry metrics) {
        this.folder = options.data();
        this.settings = settings;
        this.metrics = metrics;
    }

    List<Symptom> now(Instant now) {
        List<Symptom> found = new ArrayList<>();
        disk(found);
        shedding(now, found);
        return found;
    }

    private void disk(List<Symptom> found) {
        long wanted = settings.get(ProblemSettings.DISK_FREE_MEGABYTES) * MEGABYTE;
        if (wanted == 0) return;
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free >= wanted) return;
            boolean critical = free < wanted / CRITICAL_PART;
            // In steps, so that the problem does not change with every byte.
            long told = free / MEGABYTE / 64 * 64;
            found.add(ours(
                    Kind.DISK_FULL,
                    critical ? Severity.CRITICAL : Severity.MAJOR,
                    Map.of("freeMegabytes", String.valueOf(told)),
                    null));
        } catch (IOException e) {
            log.warn("event=disk-not-looked-at cause=\"{}\"", e.toString());
        }
    }

    private void shedding(Instant now, List<Symptom> found) {
        Counter counter = metrics.find("stationmaster.messagelog.shed").counter();
        double count = counter == null ? 0 : counter.count();
        if (count > shed) {
            shedLast = now;
            if (shedSince == null) shedSince = now;
        }
        shed = count;
        if (shedLast == null) return;
        if (shedLast.plus(SHEDDING_MATTERS).isBefore(now)) {
            shedLast = null;
            shedSince = null;
            return;
        }
        found.add(ours(Kind.LOG_SHED, Severity.MINOR, Map.of(), shedSince));
    }

    private static Symptom ours(Kind kind, Severity severity, Map<String, String> facts, @Nullable Instant since) {
        return new Symptom(kind, "server", null, null, null, severity, "", facts, since);
    }
}

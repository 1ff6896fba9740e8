package dev.stationmaster.job;

import dev.stationmaster.job.Job.State;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gives up jobs of which nothing was heard for too long: a station may forget, or lose a message. */
@Component
class JobPatience implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobPatience.class);
    private static final long MINUTES_BETWEEN = 10;

    /** A job that still reports is not given up, however late it is. */
    static final Duration SILENCE = Duration.ofHours(24);

    private final Jobs jobs;
    private @Nullable ScheduledExecutorService timer;

    JobPatience(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("job-patience").factory());
        timer.scheduleWithFixedDelay(this::run, 1, MINUTES_BETWEEN, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        if (timer != null) timer.shutdownNow();
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void run() {
        try {
            for (Job job : jobs.overdue()) giveUp(job);
        } catch (RuntimeException e) {
            log.warn("event=jobs-not-given-up cause={}", e.toString());
        }
    }

    /** 1.6 §4.5 has no other proof than the version: a station that came back with another one has most likely installed it. */
    private void giveUp(Job job) {
        String after = job.findings().versionAfter();
        boolean changed = after != null && !after.equals(job.findings().versionBefore());
        if (changed) jobs.end(job.id(), State.DONE, "the station never said so, but it runs version " + after + " now");
        else if (job.file() != null) jobs.end(job.id(), State.DONE, "the station never said so, but the file arrived");
        else jobs.end(job.id(), State.FAILED, "nothing was heard of it any more");
    }
}

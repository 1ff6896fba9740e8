package dev.stationmaster.fleetjob;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the open jobs twice a second; one after the other, on a thread of its own. */
@Component
class FleetJobLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FleetJobLoop.class);
    private static final long MILLIS_BETWEEN = 500;

    private final FleetJobs jobs;
    private @Nullable ScheduledExecutorService timer;

    FleetJobLoop(FleetJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("fleet-jobs").factory());
        timer.scheduleWithFixedDelay(this::run, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
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
            jobs.step();
        } catch (RuntimeException e) {
            log.warn("event=fleet-jobs-not-stepped cause=\"{}\"", e.toString());
        }
    }
}

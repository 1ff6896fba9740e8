package dev.stationmaster.migration;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the moves that are under way, of which there are few; without any it does nothing. */
@Component
class MigrationLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MigrationLoop.class);

    private final MigrationService migrations;
    private @Nullable ScheduledExecutorService timer;

    MigrationLoop(MigrationService migrations) {
        this.migrations = migrations;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("migrations").factory());
        timer.scheduleWithFixedDelay(this::run, 1_000, 500, TimeUnit.MILLISECONDS);
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
            migrations.advance();
        } catch (RuntimeException e) {
            log.warn("event=migrations-not-looked-at cause=\"{}\"", e.toString());
        }
    }
}

package dev.stationmaster.file;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Deletes the files of stations when they are as old as the settings say. */
@Component
class FileRetention implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FileRetention.class);
    private static final long MINUTES_BETWEEN = 60;

    private final FileService files;
    private @Nullable ScheduledExecutorService timer;

    FileRetention(FileService files) {
        this.files = files;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("file-retention").factory());
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
            files.clean();
        } catch (RuntimeException e) {
            log.warn("event=files-not-cleaned cause={}", e.toString());
        }
    }
}

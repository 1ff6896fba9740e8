package dev.stationmaster.overview;

import dev.stationmaster.link.LinkHistory;
import dev.stationmaster.settings.ConsoleSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootHistory;
import dev.stationmaster.status.StatusHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What stations were is kept as long as {@code stateHistoryDays} says; what is older is deleted in small pieces, once an hour. */
@Component
class HistoryRetention implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HistoryRetention.class);
    private static final long MINUTES_BETWEEN = 60;
    private static final int AT_ONCE = 10_000;

    private final StatusHistory status;
    private final LinkHistory links;
    private final BootHistory boots;
    private final Settings settings;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService timer;

    HistoryRetention(
            StatusHistory status, LinkHistory links, BootHistory boots, Settings settings, InstantSource clock) {
        this.status = status;
        this.links = links;
        this.boots = boots;
        this.settings = settings;
        this.clock = clock;
    }

    void clean() {
        Instant before = clock.instant().minus(Duration.ofDays(settings.get(ConsoleSettings.STATE_HISTORY_DAYS)));
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = status.deleteBefore(before, AT_ONCE);
            more |= links.deleteBefore(before, AT_ONCE);
            more |= boots.deleteBefore(before, AT_ONCE);
        }
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("history-retention").factory());
        timer.scheduleWithFixedDelay(this::run, 3, MINUTES_BETWEEN, TimeUnit.MINUTES);
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
            clean();
        } catch (RuntimeException e) {
            log.warn("event=history-not-cleaned cause={}", e.toString());
        }
    }
}

package dev.stationmaster.overview;

import dev.stationmaster.link.LinkHistory;
import dev.stationmaster.settings.ConsoleSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootHistory;
import dev.stationmaster.status.StatusHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What stations were is kept as long as {@code stateHistoryDays} says; what is older is deleted in small pieces, once an hour. */
@Component
class HistoryRetention {
    private static final int AT_ONCE = 10_000;

    private final StatusHistory status;
    private final LinkHistory links;
    private final BootHistory boots;
    private final Settings settings;
    private final InstantSource clock;

    HistoryRetention(
            StatusHistory status, LinkHistory links, BootHistory boots, Settings settings, InstantSource clock) {
        this.status = status;
        this.links = links;
        this.boots = boots;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 3, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void clean() {
        Instant before = clock.instant().minus(Duration.ofDays(settings.get(ConsoleSettings.STATE_HISTORY_DAYS)));
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = status.deleteBefore(before, AT_ONCE);
            more |= links.deleteBefore(before, AT_ONCE);
            more |= boots.deleteBefore(before, AT_ONCE);
        }
    }
}

package dev.stationmaster.devicemodel;

import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What became of stations' variables and keys, kept as long as {@code variableHistoryDays} says. */
@Component
class VariableHistory {
    private static final Logger log = LoggerFactory.getLogger(VariableHistory.class);

    private final VariableHistoryStore store;
    private final Settings settings;
    private final InstantSource clock;

    VariableHistory(VariableHistoryStore store, Settings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One value that became another.
     *
     * @param before null when it had none, was not known, or may not be shown
     * @param after null likewise
     * @param source report, get, set or event
     * @param actor whose command it was; null for what the station told by itself
     */
    record Entry(
            long id,
            Variable variable,
            String attribute,
            @Nullable String before,
            @Nullable String after,
            String source,
            @Nullable String actor,
            @Nullable UUID command,
            Instant at) {}

    /** The newest first. @param before the id of the last entry of the page before; null for the first page */
    List<Entry> list(
            StationId station,
            @Nullable String component,
            @Nullable String variable,
            @Nullable Long before,
            int limit) {
        return store.list(station, component, variable, before, limit);
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void clean() {
        int days = settings.get(DeviceSettings.VARIABLE_HISTORY_DAYS);
        int deleted = store.deleteBefore(clock.instant().minus(Duration.ofDays(days)));
        if (deleted > 0) log.info("event=variable-history-cleaned changes={}", deleted);
    }
}

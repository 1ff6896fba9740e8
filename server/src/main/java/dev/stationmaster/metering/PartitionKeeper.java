package dev.stationmaster.metering;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Creates tomorrow's partitions today; a day without one goes to the catch-all partition, so nothing ever fails for want of one. */
@Component
class PartitionKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final List<String> TABLES = List.of("meter_reading", "transaction_event");
    private static final int DAYS_AHEAD = 4;
    /** What stations that were offline may still bring when the server is new. */
    private static final int DAYS_BACK = 3;

    private final PartitionStore store;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService timer;

    PartitionKeeper(PartitionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void start() {
        keep();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("partitions").daemon().factory());
        timer.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.HOURS);
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

    /** Before anything that takes messages. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 500;
    }

    void keep() {
        try {
            for (String table : TABLES) keep(table);
        } catch (DataAccessException e) {
            log.warn(
                    "event=partitions-not-kept cause={}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private void keep(String table) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first = store.isNew(table) ? today.minusDays(DAYS_BACK) : today;
        for (LocalDate day = first; !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            if (store.exists(table, day)) continue;
            try {
                store.create(table, day);
            } catch (DataAccessException e) {
                log.info(
                        "event=partition-skipped table={} day={} cause={}",
                        table,
                        day,
                        e.getMostSpecificCause().getMessage());
            }
        }
    }
}

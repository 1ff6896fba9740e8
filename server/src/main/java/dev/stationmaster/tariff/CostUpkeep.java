package dev.stationmaster.tariff;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What costs need beside messages: the past read back after a start, CostUpdated when it is due, memory freed. */
@Component
class CostUpkeep {
    private final CostService costs;
    private final CostUpdates updates;
    private final CostFeed feed;
    private final InstantSource clock;

    CostUpkeep(CostService costs, CostUpdates updates, CostFeed feed, InstantSource clock) {
        this.costs = costs;
        this.updates = updates;
        this.feed = feed;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 0)
    void readBack() {
        costs.readBack();
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void update() {
        updates.run(clock.instant());
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void feed() {
        feed.run(clock.instant());
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forgetEnded() {
        costs.forgetEnded();
    }
}

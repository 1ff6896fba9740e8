package dev.stationmaster.tariff;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What costs need beside messages: the past read back after a start, CostUpdated when it is due, memory freed. */
@Component
class CostUpkeep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CostUpkeep.class);

    private final CostService costs;
    private final CostUpdates updates;
    private final CostFeed feed;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService timer;

    CostUpkeep(CostService costs, CostUpdates updates, CostFeed feed, InstantSource clock) {
        this.costs = costs;
        this.updates = updates;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("costs").factory());
        timer.execute(safely(costs::readBack));
        timer.scheduleWithFixedDelay(safely(() -> updates.run(clock.instant())), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(safely(() -> feed.run(clock.instant())), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(safely(costs::forgetEnded), 1, 1, TimeUnit.MINUTES);
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

    private static Runnable safely(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.warn("event=cost-upkeep-failed cause=\"{}\"", e.toString());
            }
        };
    }
}

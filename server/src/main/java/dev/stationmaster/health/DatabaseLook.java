package dev.stationmaster.health;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the database every ten seconds how it is, and every five minutes how large; who asks for the health never waits for it. */
@Component
class DatabaseLook {
    private static final Logger log = LoggerFactory.getLogger(DatabaseLook.class);
    private static final int SECONDS_BETWEEN = 10;
    private static final int LOOKS_BETWEEN_SIZES = 30;

    private final HealthStore store;
    private final InstantSource clock;
    private volatile @Nullable Seen seen;
    private int looks;

    DatabaseLook(HealthStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the last look found.
     *
     * @param answerMicros how long the database took for the smallest question; null when it did not answer
     * @param size null while it was never told
     */
    record Seen(Instant at, boolean reachable, @Nullable Long answerMicros, HealthStore.@Nullable Size size) {}

    /** Null before the first look. */
    @Nullable
    Seen seen() {
        return seen;
    }

    @Scheduled(initialDelay = 0, fixedDelay = SECONDS_BETWEEN, timeUnit = TimeUnit.SECONDS)
    void look() {
        Seen before = seen;
        HealthStore.Size size = before == null ? null : before.size();
        try {
            long began = System.nanoTime();
            store.ping();
            long micros = (System.nanoTime() - began) / 1_000;
            if (size == null || looks++ % LOOKS_BETWEEN_SIZES == 0) size = store.size();
            seen = new Seen(clock.instant(), true, micros, size);
        } catch (DataAccessException away) {
            if (before == null || before.reachable())
                log.warn("event=database-unreachable cause=\"{}\"", away.toString());
            seen = new Seen(clock.instant(), false, null, size);
        }
    }
}

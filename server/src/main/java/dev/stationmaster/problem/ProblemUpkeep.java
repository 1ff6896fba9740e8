package dev.stationmaster.problem;

import dev.stationmaster.changefeed.ChangeFeed;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** When to look for problems: a second after something changed, and all over again every now and then. */
@Component
class ProblemUpkeep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ProblemUpkeep.class);
    private static final long AFTER_CHANGE_SECONDS = 1;
    private static final long ALL_SECONDS = 10;
    private static final long TABLES_SECONDS = 30;
    private static final long CERTIFICATES_SECONDS = 300;

    private final ProblemRounds rounds;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService timer;

    ProblemUpkeep(ProblemRounds rounds, ChangeFeed changes) {
        this.rounds = rounds;
        changes.onChanges(this::ring);
    }

    /** On the ledger's thread. */
    private void ring() {
        ScheduledExecutorService at = timer;
        if (at == null || !due.compareAndSet(false, true)) return;
        try {
            at.schedule(
                    safely(() -> {
                        due.set(false);
                        rounds.changed();
                    }),
                    AFTER_CHANGE_SECONDS,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            due.set(false); // nobody looks any more
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("problems").factory());
        fresh.scheduleWithFixedDelay(safely(rounds::all), 1, ALL_SECONDS, TimeUnit.SECONDS);
        fresh.scheduleWithFixedDelay(safely(rounds::tables), 2, TABLES_SECONDS, TimeUnit.SECONDS);
        fresh.scheduleWithFixedDelay(safely(rounds::certificates), 3, CERTIFICATES_SECONDS, TimeUnit.SECONDS);
        fresh.scheduleWithFixedDelay(safely(rounds::forgetOld), 1, 24, TimeUnit.HOURS);
        timer = fresh;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = timer;
        timer = null;
        if (running != null) running.shutdownNow();
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
                log.warn("event=problems-not-looked-for cause=\"{}\"", e.toString());
            }
        };
    }
}

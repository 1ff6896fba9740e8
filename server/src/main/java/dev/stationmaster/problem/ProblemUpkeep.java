package dev.stationmaster.problem;

import dev.stationmaster.changefeed.ChangeFeed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When to look for problems: within a second after something changed, and all over again every now and then; one look at a time. */
@Component
class ProblemUpkeep {
    private final ProblemRounds rounds;
    private final AtomicBoolean changed = new AtomicBoolean();

    ProblemUpkeep(ProblemRounds rounds, ChangeFeed changes) {
        this.rounds = rounds;
        changes.onChanges(() -> changed.set(true));
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    synchronized void changed() {
        if (changed.getAndSet(false)) rounds.changed();
    }

    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    synchronized void all() {
        rounds.all();
    }

    @Scheduled(initialDelay = 2, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    synchronized void tables() {
        rounds.tables();
    }

    @Scheduled(initialDelay = 3, fixedDelay = 300, timeUnit = TimeUnit.SECONDS)
    synchronized void certificates() {
        rounds.certificates();
    }

    @Scheduled(initialDelay = 1, fixedDelay = 24, timeUnit = TimeUnit.HOURS)
    synchronized void forgetOld() {
        rounds.forgetOld();
    }
}

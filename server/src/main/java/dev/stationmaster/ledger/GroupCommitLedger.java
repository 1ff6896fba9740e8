package dev.stationmaster.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The ledger of one node, with one lane: the commits, and so the change feed's numbers, are in one order. A commit takes what was queued while
 * the one before it ran, at most 512 calls.
 */
@Component
public final class GroupCommitLedger implements Ledger, SmartLifecycle {
    /** Stops after everything that hands facts in, and before the database. */
    public static final int PHASE = Integer.MIN_VALUE + 1000;

    private static final Logger log = LoggerFactory.getLogger(GroupCommitLedger.class);
    private static final long PATIENCE_MILLIS = 8_000;
    private static final Duration[] COMMIT_STEPS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final ObjectProvider<FactWriter<?, ?>> writers;
    private final ObjectProvider<CommitListener> listenerBeans;
    private final DataSource dataSource;
    private final Counter commits;
    private final Counter calls;
    private final Timer commitTime;
    private volatile boolean running;
    private volatile @Nullable Working working;

    private record Working(GroupCommit groupCommit, LedgerLane lane, List<CommitListener> listeners) {}

    GroupCommitLedger(
            ObjectProvider<FactWriter<?, ?>> writers,
            ObjectProvider<CommitListener> listeners,
            DataSource dataSource,
            MeterRegistry metrics) {
        this.writers = writers;
        this.listenerBeans = listeners;
        this.dataSource = dataSource;
        this.commits = Counter.builder("stationmaster.ledger.commits")
                .description("database commits")
                .register(metrics);
        this.calls = Counter.builder("stationmaster.ledger.entries")
                .description("messages made durable")
                .register(metrics);
        this.commitTime = Timer.builder("stationmaster.ledger.commit.time")
                .description("how long a commit took, its retries included")
                .serviceLevelObjectives(COMMIT_STEPS)
                .register(metrics);
        Gauge.builder("stationmaster.ledger.unavailable", this, ledger -> ledger.unavailableMillis() / 1000.0)
                .description("how long the present commit has been waiting for the database")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("stationmaster.ledger.waiting", this, GroupCommitLedger::waiting)
                .description("messages that wait for the next commit")
                .register(metrics);
    }

    private int waiting() {
        Working now = working;
        return now == null ? 0 : now.lane.waiting();
    }

    @Override
    @SuppressWarnings("unchecked") // the writer of this class of facts gave it
    public <R> R commit(Fact<R> fact, Fact<?>... others) {
        List<Fact<?>> facts = new ArrayList<>(1 + others.length);
        facts.add(fact);
        facts.addAll(List.of(others));
        return (R) hand(facts).await();
    }

    @Override
    public void commit(List<? extends Fact<?>> facts) {
        if (!facts.isEmpty()) hand(List.copyOf(facts)).await();
    }

    @Override
    public void append(Fact<?>... facts) {
        hand(List.of(facts));
    }

    @Override
    public void settle() {
        hand(List.of()).await();
    }

    private Entry hand(List<? extends Fact<?>> facts) {
        Working now = working();
        now.groupCommit.check(facts);
        Entry entry = new Entry(facts);
        now.lane.add(entry);
        return entry;
    }

    @Override
    public long unavailableMillis() {
        Working now = working;
        return now == null ? 0 : now.lane.unavailableMillis();
    }

    /** Writers are asked for at the first use: they belong to features that need the ledger themselves. */
    private Working working() {
        Working now = working;
        if (now != null) return now;
        synchronized (this) {
            if (working != null) return working;
            GroupCommit groupCommit = new GroupCommit(writers.stream().toList());
            LedgerLane lane = new LedgerLane("ledger", dataSource, groupCommit, this::committed);
            Working made = new Working(groupCommit, lane, listenerBeans.stream().toList());
            lane.start();
            working = made;
            return made;
        }
    }

    private void committed(List<Entry> entries) {
        commits.increment();
        commitTime.record(working().lane.busyNanos(), TimeUnit.NANOSECONDS);
        calls.increment(entries.size());
        List<CommitListener> listeners = working().listeners;
        for (Entry entry : entries) {
            entry.committed();
            for (CommitListener listener : listeners) {
                try {
                    listener.committed(entry.facts);
                } catch (RuntimeException bug) {
                    log.error(
                            "event=commit-listener-failed listener={}",
                            listener.getClass().getSimpleName(),
                            bug);
                }
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Working now = working;
        if (now == null) return;
        try {
            now.lane.stop(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

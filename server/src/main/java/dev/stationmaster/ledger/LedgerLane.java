package dev.stationmaster.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One queue, one connection, one thread: takes what is waiting, commits it, takes what came meanwhile. */
final class LedgerLane implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LedgerLane.class);
    private static final int MOST_FACTS = 2048;
    private static final int MOST_ENTRIES = 512;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final DataSource dataSource;
    private final GroupCommit groupCommit;
    private final Consumer<List<Entry>> afterCommit;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean idle;
    private volatile long busySinceNanos;
    private @Nullable Connection connection;

    LedgerLane(String name, DataSource dataSource, GroupCommit groupCommit, Consumer<List<Entry>> afterCommit) {
        this.dataSource = dataSource;
        this.groupCommit = groupCommit;
        this.afterCommit = afterCommit;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    void add(Entry entry) {
        if (stopping && !thread.isAlive()) throw new IllegalStateException("the server is stopping");
        waiting.add(entry);
        if (idle) LockSupport.unpark(thread);
    }

    /** How much waits for the next commit. Counts one by one: to be asked now and then. */
    int waiting() {
        return waiting.size();
    }

    /** Commits what is waiting and ends. */
    void stop(long patienceMillis) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(patienceMillis);
        for (Entry entry; (entry = waiting.poll()) != null; )
            entry.failed(new IllegalStateException("the server is stopping"));
    }

    long unavailableMillis() {
        return TimeUnit.NANOSECONDS.toMillis(busyNanos());
    }

    /** How long the present batch has been in work; 0 when none is. */
    long busyNanos() {
        long since = busySinceNanos;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    @Override
    public void run() {
        List<Entry> batch = new ArrayList<>();
        while (true) {
            take(batch);
            if (batch.isEmpty()) {
                if (stopping) break;
                continue;
            }
            busySinceNanos = System.nanoTime() | 1;
            commit(batch, true);
            busySinceNanos = 0;
            batch.clear();
        }
        closeConnection();
    }

    private void take(List<Entry> batch) {
        int facts = 0;
        while (batch.size() < MOST_ENTRIES && facts < MOST_FACTS) {
            Entry entry = waiting.poll();
            if (entry == null) {
                if (!batch.isEmpty() || stopping) return;
                idle = true;
                if (waiting.isEmpty() && !stopping) LockSupport.park(this);
                idle = false;
                continue;
            }
            batch.add(entry);
            facts += entry.facts.size();
        }
    }

    /**
     * Commits the entries together, or, when one of them is at fault, the others without it. Never throws.
     *
     * @param allNew false when it is known that some of them are stored already
     */
    private void commit(List<Entry> entries, boolean allNew) {
        boolean asNew = allNew;
        for (int attempt = 0; ; attempt++) {
            try {
                groupCommit.write(connection(), entries, asNew);
                afterCommit.accept(entries);
                return;
            } catch (SQLException | RuntimeException e) {
                if (passing(e)) {
                    closeConnection();
                    if (attempt == 0 || attempt % 20 == 0)
                        log.warn("event=ledger-waits entries={} cause={}", entries.size(), e.toString());
                    if (stopping && attempt > 10) {
                        entries.forEach(entry -> entry.failed(new IllegalStateException("the server is stopping")));
                        return;
                    }
                    LockSupport.parkNanos(
                            TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_PAUSE_MILLIS, 10L << Math.min(attempt, 6))));
                    continue;
                }
                rollback();
                if (!asNew || !repeats(e)) {
                    bisect(entries, e);
                    return;
                }
                asNew = false;
            }
        }
    }

    private void bisect(List<Entry> entries, Exception cause) {
        if (entries.size() == 1) {
            Entry guilty = entries.getFirst();
            log.error("event=facts-refused facts={}", kinds(guilty), cause);
            guilty.failed(new FactRefusedException("refused: " + kinds(guilty), cause));
            return;
        }
        int half = entries.size() / 2;
        commit(List.copyOf(entries.subList(0, half)), false);
        commit(List.copyOf(entries.subList(half, entries.size())), false);
    }

    private static String kinds(Entry entry) {
        return entry.facts.stream()
                .map(fact -> fact.getClass().getSimpleName())
                .distinct()
                .toList()
                .toString();
    }

    /** A station repeated something, or an earlier attempt was stored and we were not told. */
    private static boolean repeats(Exception e) {
        return e instanceof SQLException sql && GroupCommit.UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    /** True when trying the same again can help: the database is away, stopping, full, or chose us as a deadlock's victim. */
    private static boolean passing(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof SQLException sql)) continue;
            String state = sql.getSQLState();
            if (state == null) return true; // the pool gave no connection
            String family = state.substring(0, 2);
            if (family.equals("08")
                    || family.equals("40")
                    || family.equals("53")
                    || family.equals("57")
                    || family.equals("58")) return true;
            return state.equals("25006") || state.equals("55P03");
        }
        return false;
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = dataSource.getConnection();
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    private void rollback() {
        try {
            if (connection != null) connection.rollback();
        } catch (SQLException e) {
            log.warn("event=rollback-failed cause={}", e.toString());
            closeConnection();
        }
    }

    private void closeConnection() {
        Connection open = connection;
        connection = null;
        if (open == null) return;
        try {
            if (!open.isClosed()) open.rollback();
        } catch (SQLException e) {
            log.debug("event=rollback-failed cause={}", e.toString());
        }
        try {
            open.close();
        } catch (SQLException e) {
            log.debug("event=close-failed cause={}", e.toString());
        }
    }
}

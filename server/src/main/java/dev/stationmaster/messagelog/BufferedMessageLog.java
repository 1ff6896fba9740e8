package dev.stationmaster.messagelog;

import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The message log: a bounded queue and one thread that stores what is in it, in batches of its own. When nothing happens a row is stored at
 * once; under load a batch waits for 512 rows or 100 ms.
 */
@Component
final class BufferedMessageLog implements MessageLog, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BufferedMessageLog.class);
    /** Stops after the links and the ledger, so that their last exchanges are stored too. */
    private static final int PHASE = Integer.MIN_VALUE + 900;

    private static final int BATCH = 512;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final int MOST_WAITING = 32 * 1024;
    private static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;
    private static final int ROW_BYTES = 250; // of heap, beside the frames
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_MILLIS = 5_000;

    private final ConcurrentLinkedQueue<Exchange> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private volatile long done;
    private volatile boolean hurry;
    private volatile boolean stopping;
    private final Thread writer =
            Thread.ofPlatform().name("messagelog").daemon().unstarted(this::run);

    private final ExchangeStore store;
    private final SecretMask mask;
    private final MessageTail tail;
    private final MessageLogSettings settings;
    private final DayPartitions partitions;
    private final DayPartitioned tables;
    private final Counter rows;
    private final Counter shed;
    private boolean failing;

    BufferedMessageLog(
            ExchangeStore store,
            SecretMask mask,
            MessageTail tail,
            MessageLogSettings settings,
            DayPartitions partitions,
            MeterRegistry metrics) {
        this.store = store;
        this.mask = mask;
        this.tail = tail;
        this.settings = settings;
        this.partitions = partitions;
        this.tables =
                new DayPartitioned(List.of("exchange", "exchange_chunk"), settings.keepDays(), settings.keepBytes());
        this.rows = Counter.builder("stationmaster.messagelog.rows")
                .description("exchanges stored")
                .register(metrics);
        this.shed = Counter.builder("stationmaster.messagelog.shed")
                .description("exchanges not stored because of overload")
                .register(metrics);
        Gauge.builder("stationmaster.messagelog.waiting", waiting, AtomicInteger::get)
                .description("exchanges not stored yet")
                .register(metrics);
        Gauge.builder("stationmaster.messagelog.bytes", () -> partitions.bytes(tables))
                .description("what the log takes on disk")
                .baseUnit("bytes")
                .register(metrics);
    }

    @Override
    public void record(Exchange exchange) {
        if (!settings.enabled()
                && exchange.findings().isEmpty()
                && exchange.violations().isEmpty()) return;
        if (waiting.get() >= MOST_WAITING || waitingBytes.get() >= MOST_WAITING_BYTES) {
            shed.increment();
            return;
        }
        waitingBytes.addAndGet(bytes(exchange));
        recorded.incrementAndGet();
        queue.add(exchange);
        int now = waiting.incrementAndGet();
        if (now == 1 || now == BATCH) LockSupport.unpark(writer);
    }

    private static long bytes(Exchange exchange) {
        byte[] response = exchange.response();
        return ROW_BYTES + exchange.request().length + (response == null ? 0 : response.length);
    }

    /** Returns when what was recorded until now is stored, or after that time: who reads wants to see what just happened. */
    void settle(long millis) {
        long wanted = recorded.get();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (done < wanted && System.nanoTime() < deadline && writer.isAlive()) {
            hurry = true;
            LockSupport.unpark(writer);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void run() {
        var batch = new ArrayList<Exchange>(BATCH);
        long lastBatch = System.nanoTime() - LINGER_NANOS;
        while (true) {
            awaitBatch(lastBatch);
            hurry = false;
            take(batch);
            if (batch.isEmpty()) {
                if (stopping) return;
                continue;
            }
            lastBatch = System.nanoTime();
            store(batch);
            done += batch.size();
            batch.clear();
        }
    }

    private void awaitBatch(long lastBatch) {
        while (!stopping) {
            int now = waiting.get();
            if (now >= BATCH || (now > 0 && hurry)) return;
            if (now == 0) {
                LockSupport.park(this);
                continue;
            }
            long left = lastBatch + LINGER_NANOS - System.nanoTime();
            if (left <= 0) return;
            LockSupport.parkNanos(this, left);
        }
    }

    private void take(List<Exchange> batch) {
        long bytes = 0;
        while (batch.size() < BATCH && bytes < BATCH_BYTES) {
            Exchange exchange = queue.poll();
            if (exchange == null) break;
            bytes += bytes(exchange);
            batch.add(exchange);
        }
        waiting.addAndGet(-batch.size());
        waitingBytes.addAndGet(-bytes);
    }

    /** Never throws. A database that is away is waited for; meanwhile the queue fills and new exchanges are shed. */
    private void store(List<Exchange> batch) {
        List<Exchange> masked = batch.stream().map(this::masked).toList();
        boolean full = partitions.bytes(tables) > settings.keepBytes();
        while (true) {
            try {
                List<Long> ids = store.append(masked, settings.enabled() && !full);
                rows.increment(ids.size());
                if (full && settings.enabled()) shed.increment(masked.size());
                if (failing) log.info("event=messagelog-goes-on");
                failing = false;
                tail.stored(masked, ids, store);
                return;
            } catch (SQLException | RuntimeException e) {
                boolean content = e instanceof RuntimeException
                        || (e instanceof SQLException sql
                                && sql.getSQLState() != null
                                && sql.getSQLState().startsWith("2"));
                if (!failing || content) log.warn("event=messagelog-failed exchanges={}", batch.size(), e);
                failing = true;
                if (content || stopping) {
                    shed.increment(masked.size());
                    return;
                }
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    /** A frame that our mask cannot take is not stored as it is. */
    private Exchange masked(Exchange exchange) {
        try {
            return mask.masked(exchange);
        } catch (RuntimeException bug) {
            log.error("event=mask-failed action={}", exchange.action(), bug);
            return exchange.saying(new byte[0], null);
        }
    }

    @Override
    public void start() {
        partitions.keep(tables);
        writer.start();
    }

    /** Stores what is waiting. */
    @Override
    public void stop() {
        stopping = true;
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return writer.isAlive();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

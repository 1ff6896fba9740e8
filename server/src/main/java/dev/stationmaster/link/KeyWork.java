package dev.stationmaster.link;

import io.netty.channel.Channel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The key work of one connection's TLS handshake, beside the event loops: a storm of handshakes must not hold up the messages of others. While the work
 * waits for a processor it is we who are slow, and when the station has gone meanwhile the work is left: else a storm that takes longer than a
 * station is given would never end, with all work done for connections that are closed already.
 */
final class KeyWork implements Executor {
    private final Channel channel;
    private final Executor threads;
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile long turnSinceNanos = System.nanoTime();

    /** @param threads of the system: work that never waits would keep virtual threads from being served */
    KeyWork(Channel channel, Executor threads) {
        this.channel = channel;
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        inHand.incrementAndGet();
        threads.execute(() -> {
            try {
                if (channel.isActive()) task.run();
            } finally {
                turnSinceNanos = System.nanoTime();
                inHand.decrementAndGet();
            }
        });
    }

    /** For how long we have waited for the station by now; 0 while it waits for us. */
    long waitedNanos() {
        return inHand.get() > 0 ? 0 : Math.max(0, System.nanoTime() - turnSinceNanos);
    }
}

package dev.stationmaster.link;

import io.netty.channel.Channel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The key work of one connection's TLS handshake, on virtual threads: a storm of handshakes must not hold up the messages of others. While the work
 * waits for a processor it is we who are slow, and when the station has gone meanwhile the work is left: else a storm that takes longer than a
 * station is given would never end, with all work done for connections that are closed already.
 */
final class KeyWork implements Executor {
    private final Channel channel;
    private final AtomicInteger inHand = new AtomicInteger();

    KeyWork(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void execute(Runnable task) {
        inHand.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                if (channel.isActive()) task.run();
            } finally {
                inHand.decrementAndGet();
            }
        });
    }

    /** Whether the station waits for us, and not we for it. */
    boolean pending() {
        return inHand.get() > 0;
    }
}

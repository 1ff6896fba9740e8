package dev.stationmaster.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Wakes those who wait for news. Ringing costs next to nothing when nobody waits. */
final class Bell {
    private final AtomicLong rung = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();

    /** How often it was rung; to be asked before looking for news. */
    long count() {
        return rung.get();
    }

    void ring() {
        rung.incrementAndGet();
        if (waiting.get() == 0) return;
        synchronized (this) {
            notifyAll();
        }
    }

    /** Returns at once when it was rung since {@code seen} was asked, else when it rings, at the latest after that time. */
    synchronized void await(long seen, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        waiting.incrementAndGet();
        try {
            for (long left = millis; rung.get() == seen && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}

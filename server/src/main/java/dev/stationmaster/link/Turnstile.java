package dev.stationmaster.link;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many of one kind of work go on at a time, each on a virtual thread; the others wait in their order. Virtual threads are served in the order in
 * which they become ready: without this the thousands of a storm would stand before the messages of all stations that are fine.
 */
final class Turnstile {
    private final int places;
    // Both guarded by this.
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int taken;

    /** @param places how many go on at a time */
    Turnstile(int places) {
        this.places = places;
    }

    private record Waiting(Executor starter, Runnable work) {}

    /**
     * Does the work when its turn comes.
     *
     * @param starter starts it then: no virtual thread may, as what one of those starts is served before what comes from outside
     */
    void pass(Executor starter, Runnable work) {
        var next = new Waiting(starter, work);
        synchronized (this) {
            if (taken == places) {
                waiting.add(next);
                return;
            }
            taken++;
        }
        if (!started(next)) leave();
    }

    private boolean started(Waiting next) {
        try {
            next.starter.execute(() -> Thread.startVirtualThread(() -> work(next.work)));
            return true;
        } catch (RejectedExecutionException stopping) {
            return false; // the loop has ended, and its connections with it
        }
    }

    private void work(Runnable work) {
        try {
            work.run();
        } finally {
            leave();
        }
    }

    private void leave() {
        for (Waiting next; (next = next()) != null; ) {
            if (started(next)) return;
        }
    }

    private synchronized @Nullable Waiting next() {
        Waiting next = waiting.poll();
        if (next == null) taken--;
        return next;
    }
}

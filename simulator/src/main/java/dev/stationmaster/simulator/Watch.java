package dev.stationmaster.simulator;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for the end: the time given, the work done, or Ctrl-C, which still lets everything be closed properly. */
final class Watch implements AutoCloseable {
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long endNanos;
    private final Thread hook = new Thread(this::interrupt, "end");

    /** @param duration zero for no end */
    Watch(Duration duration) {
        this.endNanos = duration.isZero() ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        interrupted.countDown();
        try {
            if (!closed.await(10, TimeUnit.SECONDS)) {
                System.err.println("not everything could be closed in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns at the end; asks {@code done} and runs {@code everySecond} each second. */
    void await(BooleanSupplier done, Runnable everySecond) {
        try {
            while (!done.getAsBoolean() && System.nanoTime() - endNanos < 0) {
                var left = Math.min(TimeUnit.SECONDS.toNanos(1), Math.max(1, endNanos - System.nanoTime()));
                if (interrupted.await(left, TimeUnit.NANOSECONDS)) {
                    return;
                }
                everySecond.run();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** One line of output for one event. */
    static void print(String station, String event) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + station + " " + event);
    }

    @Override
    public void close() {
        closed.countDown();
        if (interrupted.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}

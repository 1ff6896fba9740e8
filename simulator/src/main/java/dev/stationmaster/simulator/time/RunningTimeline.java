package dev.stationmaster.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** World time that starts at a given moment and runs at a given multiple of real time. */
public final class RunningTimeline implements Timeline {
    private final Instant worldStart;
    private final double speed;
    private final long startNanos = System.nanoTime();

    private RunningTimeline(Instant worldStart, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be above 0, was " + speed);
        }
        this.worldStart = worldStart;
        this.speed = speed;
    }

    /** World time is real time. */
    public static RunningTimeline real() {
        return new RunningTimeline(Instant.now(), 1);
    }

    /** World time starts at {@code worldStart} and runs {@code speed} times as fast as real time. */
    public static RunningTimeline from(Instant worldStart, double speed) {
        return new RunningTimeline(worldStart, speed);
    }

    @Override
    public Instant now() {
        return worldStart.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    }

    @Override
    public Timer inWorldTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
        return schedule((long) (delay.toNanos() / speed), loop, task);
    }

    @Override
    public Timer inRealTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
        return schedule(delay.toNanos(), loop, task);
    }

    private static Timer schedule(long nanos, ScheduledExecutorService loop, Runnable task) {
        var scheduled = loop.schedule(task, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}

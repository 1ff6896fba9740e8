package dev.stationmaster.simulator;

import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/** Time that stands still until a test moves it; the world's and the real one apart, each task on its own loop. */
public final class ManualTimeline implements Timeline {
    private record Planned(Instant due, ScheduledExecutorService loop, Runnable task) {}

    private final List<Planned> world = new ArrayList<>();
    private final List<Planned> real = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private Instant realNow = now;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer inWorldTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
        return plan(world, new Planned(now.plus(delay), loop, task));
    }

    @Override
    public synchronized Timer inRealTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
        if (delay.isZero()) {
            loop.execute(task);
            return Timer.NONE;
        }
        return plan(real, new Planned(realNow.plus(delay), loop, task));
    }

    private Timer plan(List<Planned> list, Planned planned) {
        list.add(planned);
        return () -> {
            synchronized (this) {
                list.remove(planned);
            }
        };
    }

    /** The world goes on; whatever falls due happens in order. */
    public void advance(Duration by) {
        var end = now().plus(by);
        for (Planned next; (next = due(world, end)) != null; ) {
            synchronized (this) {
                now = next.due;
            }
            run(next);
        }
        synchronized (this) {
            now = end;
        }
    }

    /** Real time goes on: time-outs, back-off, pings. */
    public void advanceReal(Duration by) {
        Instant end;
        synchronized (this) {
            end = realNow.plus(by);
        }
        for (Planned next; (next = due(real, end)) != null; ) {
            synchronized (this) {
                realNow = next.due;
            }
            run(next);
        }
        synchronized (this) {
            realNow = end;
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Planned due(List<Planned> list, Instant end) {
        var next = list.stream()
                .filter(planned -> !planned.due.isAfter(end))
                .min(Comparator.comparing(Planned::due))
                .orElse(null);
        if (next != null) {
            list.remove(next);
        }
        return next;
    }

    /** How many real-time tasks wait. */
    public synchronized int waitingReal() {
        return real.size();
    }

    private static void run(Planned planned) {
        try {
            planned.loop.submit(planned.task).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}

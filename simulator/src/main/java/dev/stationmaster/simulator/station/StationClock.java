package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/** The clock in the station: world time, unless it has died and nobody has set it since. */
final class StationClock {
    private final Timeline timeline;
    private final ScheduledExecutorService loop;
    private Duration offset = Duration.ZERO;

    StationClock(Timeline timeline, ScheduledExecutorService loop) {
        this.timeline = timeline;
        this.loop = loop;
    }

    Instant now() {
        return timeline.now().plus(offset);
    }

    /** World time, which the meter and the cars go by even when the clock is dead. */
    Instant worldNow() {
        return timeline.now();
    }

    /** The battery is empty: it is 1970. */
    void die() {
        offset = Duration.between(timeline.now(), Instant.EPOCH);
    }

    /** Somebody told the time. */
    void revive() {
        offset = Duration.ZERO;
    }

    Timer after(Duration world, Runnable task) {
        return timeline.inWorldTime(world, loop, task);
    }

    Timer afterReal(Duration real, Runnable task) {
        return timeline.inRealTime(real, loop, task);
    }
}

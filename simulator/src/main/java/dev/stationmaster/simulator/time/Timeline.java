package dev.stationmaster.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The time a station lives in. World time is what its clock shows and what heartbeats, meter samples and cars follow; it may run
 * faster than real time. Real time is what sockets follow: time-outs, back-off, pings.
 */
public interface Timeline {
    /** The present moment of the station's world. */
    Instant now();

    /** Runs {@code task} on {@code loop} once {@code delay} of world time has passed. */
    Timer inWorldTime(Duration delay, ScheduledExecutorService loop, Runnable task);

    /** Runs {@code task} on {@code loop} once {@code delay} of real time has passed. */
    Timer inRealTime(Duration delay, ScheduledExecutorService loop, Runnable task);
}

package dev.stationmaster.simulator.time;

/** Something that will happen unless it is cancelled. Cancelling twice, or too late, does nothing. */
@FunctionalInterface
public interface Timer {
    /** A timer that never was. */
    Timer NONE = () -> {};

    /** Keeps the task from running if it has not begun. */
    void cancel();
}

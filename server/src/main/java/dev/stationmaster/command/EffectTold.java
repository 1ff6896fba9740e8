package dev.stationmaster.command;

import dev.stationmaster.station.StationId;

/** Told by features what followed from a command that expects {@link Expectation.Told}. */
public interface EffectTold {
    /**
     * Ends the wait of the station's commands for this subject; nothing happens when none waits. Returns at once.
     *
     * @param subject as in the expectation
     * @param seen false when it is known that it will not come
     * @param what in words, for the operator
     */
    void told(StationId station, String subject, boolean seen, String what);
}

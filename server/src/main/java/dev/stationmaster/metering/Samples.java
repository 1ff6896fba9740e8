package dev.stationmaster.metering;

import java.time.Instant;
import java.util.List;

/** Makes the samples of a message comparable: defaults, units, multipliers, phases, spellings. */
public final class Samples {
    private Samples() {}

    /**
     * The readings of one MeterValue of the wire: one for each context that occurs in it, usually exactly one.
     *
     * @param takenAt its timestamp
     * @param samples its samples, in their order; nothing of them is lost
     */
    public static List<MeterReading> readings(Instant takenAt, List<Sample> samples) {
        return new SampleFold(takenAt, samples).readings();
    }
}

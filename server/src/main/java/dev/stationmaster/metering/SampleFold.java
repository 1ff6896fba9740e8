package dev.stationmaster.metering;

import java.time.Instant;
import java.util.List;

final class SampleFold {
    private final Instant takenAt;
    private final List<Sample> samples;

    SampleFold(Instant takenAt, List<Sample> samples) {
        this.takenAt = takenAt;
        this.samples = samples;
    }

    List<MeterReading> readings() {
        return samples.isEmpty()
                ? List.of()
                : List.of(new MeterReading(
                        takenAt,
                        "Sample.Periodic",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        samples,
                        List.of()));
    }
}

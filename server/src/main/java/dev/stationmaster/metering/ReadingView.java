package dev.stationmaster.metering;

import dev.stationmaster.platform.web.ApiProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A meter reading as the API shows it. */
public record ReadingView(
        @Nullable Integer evse,
        Instant at,
        Instant receivedAt,
        String context,
        boolean inferred,
        @Nullable BigDecimal energyWh,
        @Nullable BigDecimal energyExportWh,
        @Nullable BigDecimal energyIntervalWh,
        @Nullable Double powerW,
        @Nullable Double currentA,
        @Nullable Double voltageV,
        @Nullable Double socPercent,
        @Nullable Double temperatureC,
        @Nullable Double frequencyHz,
        @Nullable Double powerOfferedW,
        @Nullable Double currentOfferedA,
        List<Sample> samples,
        List<SignedValue> signed) {
    public static ReadingView of(StoredReading stored) {
        MeterReading reading = stored.reading();
        return new ReadingView(
                stored.evse(),
                reading.takenAt(),
                stored.receivedAt(),
                reading.context(),
                stored.inferred(),
                reading.energyWh(),
                reading.energyExportWh(),
                reading.energyIntervalWh(),
                reading.powerW(),
                reading.currentA(),
                reading.voltageV(),
                reading.socPercent(),
                reading.temperatureC(),
                reading.frequencyHz(),
                reading.powerOfferedW(),
                reading.currentOfferedA(),
                reading.others(),
                reading.signed());
    }

    /** Its place in the list. */
    public static String key(StoredReading stored) {
        return stored.reading().takenAt() + " " + stored.contentHash() + " " + stored.subjectId();
    }

    /** The reading of that place, nothing else in it. */
    public static @Nullable StoredReading after(@Nullable String key) {
        if (key == null) return null;
        try {
            String[] parts = key.split(" ");
            Instant at = Instant.parse(parts[0]);
            var place = new MeterReading(
                    at, "", null, null, null, null, null, null, null, null, null, null, null, List.of(), List.of());
            return new StoredReading(Long.parseLong(parts[2]), null, Long.parseLong(parts[1]), place, at, false);
        } catch (RuntimeException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }
}

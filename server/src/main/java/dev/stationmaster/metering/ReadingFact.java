package dev.stationmaster.metering;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A reading to be kept. The same reading of the same subject is kept once, however often it is sent.
 *
 * @param subjectId the transaction's key, or {@link #subjectOf} of a station's EVSE for a reading outside any transaction
 * @param day of the transaction, or of the reading itself
 * @param evse null when the transaction's place is unknown
 * @param inferred the station did not name the transaction
 */
public record ReadingFact(
        long subjectId,
        LocalDate day,
        StationId station,
        @Nullable Integer evse,
        @Nullable Integer connector,
        boolean inferred,
        MeterReading reading,
        Instant receivedAt)
        implements Fact<Void> {
    /** What readings outside transactions belong to; never equal to a transaction's key. */
    public static long subjectOf(StationId station, int evse) {
        return -1 - ((long) station.key() << 32 | evse & 0xffffffffL);
    }

    public static ReadingFact loose(
            StationId station, int evse, @Nullable Integer connector, MeterReading reading, Instant receivedAt) {
        LocalDate day = StorageDay.of(reading.takenAt(), receivedAt);
        return new ReadingFact(subjectOf(station, evse), day, station, evse, connector, false, reading, receivedAt);
    }
}

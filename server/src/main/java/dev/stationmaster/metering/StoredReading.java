package dev.stationmaster.metering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading as it is kept.
 *
 * @param subjectId what it belongs to
 * @param evse null when the place of its transaction is unknown
 * @param contentHash with the time and the subject its place in a list
 */
public record StoredReading(
        long subjectId,
        @Nullable Integer evse,
        long contentHash,
        MeterReading reading,
        Instant receivedAt,
        boolean inferred) {}

package dev.stationmaster.metering;

import java.time.Instant;

/**
 * @param subjectId what it belongs to
 * @param contentHash with the time its place in a list
 */
public record StoredReading(
        long subjectId, long contentHash, MeterReading reading, Instant receivedAt, boolean inferred) {}

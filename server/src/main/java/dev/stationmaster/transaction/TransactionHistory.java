package dev.stationmaster.transaction;

import dev.stationmaster.metering.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of a transaction.
 *
 * @param step the transaction as it stands; without a message
 * @param events by sequence number
 * @param readings the earliest first
 */
public record TransactionHistory(TransactionStep step, List<Event> events, List<MeterReading> readings) {
    /** @param seqNo −1 in 1.6 */
    public record Event(int seqNo, Instant at, @Nullable String chargingState) {}
}

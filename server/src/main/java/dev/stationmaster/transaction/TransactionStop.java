package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A StopTransaction of OCPP 1.6 (§5.14).
 *
 * @param wireId as told; may be −1, 0, unknown, or another station's
 * @param token who stopped it, null when not told
 * @param stoppedAt station clock
 * @param meterStopWh import register as told; may be −1 or lower than at the start
 * @param reason null means Local
 * @param readings of {@code transactionData}; may repeat what MeterValues told before
 * @param receivedAt our clock
 */
public record TransactionStop(
        int wireId,
        @Nullable IdToken token,
        Instant stoppedAt,
        long meterStopWh,
        @Nullable String reason,
        List<MeterReading> readings,
        Instant receivedAt) {
    public TransactionStop {
        readings = List.copyOf(readings);
    }

    TransactionStop stoppedAt(Instant stop, List<MeterReading> changed, Instant received) {
        return new TransactionStop(wireId, token, stop, meterStopWh, reason, changed, received);
    }
}

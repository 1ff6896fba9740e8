package dev.stationmaster.diagnostics;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A valid message whose facts are kept as they came.
 *
 * @param action as in the CALL
 * @param payload JSON as received
 */
public record StationNotice(StationId station, String action, String messageId, String payload, Instant receivedAt)
        implements Fact<Void> {
    UUID content() {
        return UUID.nameUUIDFromBytes(payload.getBytes(StandardCharsets.UTF_8));
    }
}

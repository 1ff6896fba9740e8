package dev.stationmaster.devicemodel;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/**
 * One NotifyReport message. A repeat of the same number replaces the one before.
 *
 * @param toContinue more parts follow; absent on the wire means that this is the last
 * @param content JSON text of its {@link ReportedVariable}s
 */
record ReportPart(
        StationId station,
        int requestId,
        int seqNo,
        boolean toContinue,
        Instant generatedAt,
        Instant receivedAt,
        String content)
        implements Fact<Void> {}

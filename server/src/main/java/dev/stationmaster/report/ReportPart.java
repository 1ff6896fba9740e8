package dev.stationmaster.report;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/**
 * One message of a report. A repeat of the same number replaces the one before.
 *
 * @param toContinue more parts follow; absent on the wire means that this is the last
 * @param generatedAt station clock
 */
public record ReportPart(
        ReportKey report, int seqNo, boolean toContinue, Instant generatedAt, Instant receivedAt, String content)
        implements Fact<Void> {}

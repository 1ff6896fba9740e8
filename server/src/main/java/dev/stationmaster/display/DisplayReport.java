package dev.stationmaster.display;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;

/**
 * One NotifyDisplayMessages (2.x part 2, O03). Parts carry no number.
 *
 * @param toContinue more parts follow
 */
public record DisplayReport(
        StationId station, int requestId, boolean toContinue, List<DisplayMessage> messages, Instant receivedAt)
        implements Fact<Void> {}

package dev.stationmaster.link;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/** A link ended. It counts only while its epoch is still the station's newest. */
record LinkClosed(StationId station, long epoch, Instant at, Instant lastSeenAt, String reason) implements Fact<Void> {}

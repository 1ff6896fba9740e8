package dev.stationmaster.link;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;

/** When a connected station was last heard of; written now and then only. */
record LinkSeen(StationId station, long epoch, Instant lastSeenAt) implements Fact<Void> {}

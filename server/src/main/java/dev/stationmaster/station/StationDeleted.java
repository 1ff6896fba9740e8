package dev.stationmaster.station;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/** A station is no longer known; what it did stays. */
record StationDeleted(StationId station, Instant at) implements Fact<Void> {}

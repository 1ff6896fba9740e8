package dev.stationmaster.charging;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A car told its needs; what was known of the EVSE's car before is forgotten, but for what an operator set for the same transaction. */
record NeedsTold(
        StationId station, int evse, @Nullable String transaction, EvNeeds needs, String answer, Instant receivedAt)
        implements Fact<Void> {}

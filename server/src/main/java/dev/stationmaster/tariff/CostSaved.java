package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction costs, as it is kept.
 *
 * @param transaction its public id
 * @param evse known when the tariff was chosen; likewise the group
 * @param cost null while it runs, and when it cannot be known
 * @param problem why it cannot be known
 */
record CostSaved(
        UUID transaction,
        StationId station,
        String tariff,
        int version,
        @Nullable Integer evse,
        @Nullable String group,
        String currency,
        @Nullable Cost cost,
        @Nullable String problem,
        boolean running,
        Instant at)
        implements Fact<Void> {}

package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A car told how it means to charge.
 *
 * @param from when its schedule begins
 * @param reason why it was rejected; null when it was not
 * @param correct whether the car gets its limits once more
 */
record EvScheduleTold(
        StationId station,
        int evse,
        ChargingSchedule schedule,
        Instant from,
        @Nullable String reason,
        boolean correct,
        Instant receivedAt)
        implements Fact<Void> {}

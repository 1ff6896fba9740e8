package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limit that somebody else than we put on a station (K11 to K14). The next of the same EVSE and source takes its place.
 *
 * @param evse 0 is the station
 * @param source EMS, SO, Other; since 2.1 any word
 * @param schedules what it comes to; empty when the station did not tell
 * @param clearedAt when it was released; null while it holds
 */
public record ExternalLimit(
        StationId station,
        int evse,
        String source,
        @Nullable Boolean gridCritical,
        @Nullable Boolean localGeneration,
        List<ChargingSchedule> schedules,
        Instant notifiedAt,
        @Nullable Instant clearedAt)
        implements Fact<Void> {}

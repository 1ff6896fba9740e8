package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;

/**
 * One message of a report of charging profiles (K09). Messages carry no number: parts are counted per EVSE and source.
 *
 * @param evse 0 is the station
 * @param source CSO, EMS, SO or Other
 * @param toContinue more parts of this EVSE and source follow
 */
public record ReportedProfiles(
        StationId station,
        int requestId,
        int evse,
        String source,
        boolean toContinue,
        List<ChargingProfile> profiles,
        Instant receivedAt)
        implements Fact<Void> {}

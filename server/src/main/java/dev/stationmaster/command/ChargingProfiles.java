package dev.stationmaster.command;

import dev.stationmaster.station.StationId;
import java.util.Optional;

/** Profiles that operators have stored, and the ids under which stations know theirs. */
public interface ChargingProfiles {
    /** The stored profile of this id or name. */
    Optional<ChargingProfile> stored(String idOrName);

    /** The id of the profile that this one replaces at the station, else one that the station never had. */
    int idFor(StationId station, int evse, ChargingProfile profile);
}

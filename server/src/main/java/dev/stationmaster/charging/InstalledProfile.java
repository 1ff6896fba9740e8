package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import java.time.Instant;

/**
 * A profile that a station has, as far as we know: set by us and accepted, or reported by the station.
 *
 * @param evse 0 is the station
 * @param source CSO for ours; EMS, SO or Other for those of others (K09)
 * @param sure false when the station did not answer whether it took it
 * @param told how we know: set, remoteStart or report
 * @param at when we learnt it
 */
record InstalledProfile(int evse, String source, ChargingProfile profile, boolean sure, String told, Instant at) {
    static final String OURS = "CSO";

    int id() {
        Integer id = profile.id();
        return id == null ? 0 : id;
    }
}

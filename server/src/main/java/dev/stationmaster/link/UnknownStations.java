package dev.stationmaster.link;

import dev.stationmaster.station.Station;
import java.util.Optional;

/** The policy for stations that connect without being provisioned. */
@FunctionalInterface
interface UnknownStations {
    /**
     * Enters the station, unless the policy is to refuse. It may wait for a commit.
     *
     * @return the new entry, already in the directory; empty when the station is refused
     */
    Optional<Station> admit(String identity);
}

package dev.stationmaster.access;

import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import org.springframework.stereotype.Component;

/** Which stations a caller may know of: those that stand at his sites now. */
@Component
class StationsSeen {
    private final StationDirectory stations;

    StationsSeen(StationDirectory stations) {
        this.stations = stations;
    }

    /** One that is unknown, or was deleted, is nobody's who is limited. */
    boolean sees(Scope scope, String identity) {
        return !scope.isLimited()
                || stations.find(identity)
                        .map(Station::siteId)
                        .filter(scope::includes)
                        .isPresent();
    }
}

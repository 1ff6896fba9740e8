package dev.stationmaster.tariff;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Assignment.Place;
import org.springframework.stereotype.Component;

/** Which tariffs and assignments a caller may know of who is limited to sites: those of his sites, and of the stations there. Groups are nobody's. */
@Component
class TariffsSeen {
    private final TariffService tariffs;
    private final StationDirectory stations;

    TariffsSeen(TariffService tariffs, StationDirectory stations) {
        this.tariffs = tariffs;
        this.stations = stations;
    }

    boolean sees(Place place) {
        Scope scope = Scope.current();
        if (!scope.isLimited()) return true;
        return switch (place.scope()) {
            case GROUP -> false;
            case SITE -> scope.includes(Integer.parseInt(place.subject()));
            case STATION, EVSE -> seesStation(new StationId(Integer.parseInt(place.subject())));
        };
    }

    boolean seesStation(StationId station) {
        Scope scope = Scope.current();
        return !scope.isLimited()
                || stations.find(station)
                        .map(Station::siteId)
                        .filter(scope::includes)
                        .isPresent();
    }

    boolean sees(String tariff) {
        return !Scope.current().isLimited()
                || tariffs.assignments().stream()
                        .anyMatch(one -> one.getValue().equalsIgnoreCase(tariff) && sees(one.getKey()));
    }

    /** @throws ApiProblem 404 when the caller may not know of it */
    void require(String tariff) {
        if (!sees(tariff)) throw ApiProblem.notFound("tariff", tariff);
    }

    /** @throws ApiProblem 403 when the place is more than the caller's sites */
    void require(Place place) {
        if (!sees(place)) throw Scope.limited();
    }
}

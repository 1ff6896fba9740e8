package dev.stationmaster.station;

import dev.stationmaster.site.StationsAtSite;
import org.springframework.stereotype.Component;

/** Counts the stations of a site. */
@Component
class StationsCounted implements StationsAtSite {
    private final StationDirectory stations;

    StationsCounted(StationDirectory stations) {
        this.stations = stations;
    }

    @Override
    public int count(int site) {
        return (int) stations.all().stream()
                .filter(station -> station.siteId() == site)
                .count();
    }
}

package dev.stationmaster.charging;

import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteLimitListener;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Cars that share the limit of a site: when it changes, or one of them leaves, each gets what is left for it now. */
@Component
class SiteShares implements SiteLimitListener {
    private final SiteService sites;
    private final StationDirectory stations;
    private final NeedsService needs;

    SiteShares(SiteService sites, StationDirectory stations, NeedsService needs) {
        this.sites = sites;
        this.stations = stations;
        this.needs = needs;
    }

    /** A car left. Costs nothing where there is no limit. */
    void left(StationId station) {
        stations.find(station).ifPresent(one -> {
            if (!sites.limiting(one.siteId()).isEmpty()) share(one.siteId());
        });
    }

    @Override
    public void limitChanged(Site site) {
        share(site.id());
    }

    private void share(int site) {
        List<Site> limiting = sites.limiting(site);
        Set<Integer> within = sites.within(
                List.of(limiting.isEmpty() ? site : limiting.getLast().id()));
        needs.shareAnew(stations.all().stream()
                .filter(station -> within.contains(station.siteId()))
                .map(Station::id)
                .toList());
    }
}

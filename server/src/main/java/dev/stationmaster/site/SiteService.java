package dev.stationmaster.site;

import dev.stationmaster.changefeed.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Service;

/** The sites, in memory. */
@Service
public class SiteService {
    private final Map<Integer, Site> sites = new ConcurrentSkipListMap<>();

    SiteService(SiteStore store) {
        store.all().forEach(this::saved);
    }

    /** Where stations stand for which no site was named. */
    public Site standard() {
        return sites.values().iterator().next();
    }

    public Optional<Site> find(String name) {
        return sites.values().stream()
                .filter(site -> site.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public Optional<Site> find(int id) {
        return Optional.ofNullable(sites.get(id));
    }

    public Collection<Site> all() {
        return sites.values();
    }

    /** Takes over what was committed as {@link SiteSaved}. */
    public void saved(Site site) {
        sites.put(site.id(), site);
    }

    /** The change to commit together with {@link SiteSaved}. */
    public Change change(Site site, String actor, Instant at) {
        Map<String, Object> body =
                Map.of("name", site.name(), "timeZone", site.timeZone().getId(), "currency", site.currency());
        return new Change("setting", "site/" + site.name(), null, body, actor, at);
    }
}

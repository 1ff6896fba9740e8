package dev.stationmaster.station;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The stations: list, get, create, change, delete. */
@RestController
@RequestMapping("/api/v1/stations")
class StationResource {
    private final StationService stations;
    private final StationStore store;
    private final SiteService sites;
    private final ObjectProvider<Connectivity> connectivity;

    StationResource(
            StationService stations, StationStore store, SiteService sites, ObjectProvider<Connectivity> connectivity) {
        this.stations = stations;
        this.store = store;
        this.sites = sites;
        this.connectivity = connectivity;
    }

    @GetMapping
    Page<StationView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean connected) {
        var paging = Paging.of(limit, after);
        Set<StationId> among = connected == null ? null : online();
        var found = store.list(q, among, Boolean.FALSE.equals(connected), paging.after(), paging.fetch());
        return Page.of(
                        found,
                        paging,
                        details -> StationDirectory.folded(details.station().identity()))
                .map(details -> view(details, null));
    }

    @GetMapping("/{id}")
    StationView get(@PathVariable String id) {
        return view(stations.get(id), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    StationView create(@RequestBody StationForm form, Principal operator) {
        site(form.site());
        var created = stations.create(form, operator.getName());
        return view(created.station(), created.password());
    }

    @PatchMapping("/{id}")
    StationView change(@PathVariable String id, @RequestBody StationForm form, Principal operator) {
        if (form.site() != null) site(form.site());
        var changed = stations.change(id, form, operator.getName());
        return view(changed.station(), changed.password());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Principal operator) {
        stations.delete(id, operator.getName());
    }

    /** Nobody puts a station where he may not look. */
    private void site(@Nullable String name) {
        Optional<Site> wanted = name == null ? Optional.of(sites.standard()) : sites.find(name);
        wanted.ifPresent(site -> Scope.current().require(site.id()));
    }

    private Set<StationId> online() {
        var links = connectivity.getIfAvailable();
        return links == null ? Set.of() : links.connected();
    }

    private StationView view(Station station, @Nullable String password) {
        var details = store.details(station.id()).orElseThrow(() -> ApiProblem.notFound("station", station.identity()));
        return view(details, password);
    }

    private StationView view(StationDetails details, @Nullable String password) {
        var station = details.station();
        var links = connectivity.getIfAvailable();
        var link = links == null ? null : links.of(station.id()).orElse(null);
        var site = sites.find(station.siteId()).map(Site::name).orElse("");
        return StationView.of(details, site, link, password);
    }
}

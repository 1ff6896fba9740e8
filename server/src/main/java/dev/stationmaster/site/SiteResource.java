package dev.stationmaster.site;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site.Address;
import java.math.BigDecimal;
import java.security.Principal;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sites an operator has: a tree of places. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteResource {
    private final SiteService sites;
    private final ObjectProvider<StationsAtSite> stations;

    SiteResource(SiteService sites, ObjectProvider<StationsAtSite> stations) {
        this.sites = sites;
        this.stations = stations;
    }

    /** @param parent name of the site it belongs to, where the caller may know of that; @param limit null is none; @param stations that stand at the site itself */
    record SiteView(
            String name,
            @Nullable String title,
            @Nullable String parent,
            Address address,
            String timeZone,
            String currency,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable SiteLimit limit,
            int stations) {}

    @GetMapping
    Page<SiteView> list() {
        return new Page<>(sites.all().stream().map(this::view).toList(), null);
    }

    @GetMapping("/{name}")
    SiteView get(@PathVariable String name) {
        return view(site(name));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SiteView create(@RequestBody SiteForm form, Principal caller) {
        return view(sites.create(form, caller.getName()));
    }

    @PatchMapping("/{name}")
    SiteView change(@PathVariable String name, @RequestBody SiteForm form, Principal caller) {
        return view(sites.change(site(name), form, caller.getName()));
    }

    /** One without stations, and without sites below it. */
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, Principal caller) {
        Site site = site(name);
        if (count(site) > 0) throw ApiProblem.conflict("site-in-use", "Stations stand at this site.");
        sites.delete(site, caller.getName());
    }

    private Site site(String name) {
        return sites.find(name).orElseThrow(() -> ApiProblem.notFound("site", name));
    }

    private int count(Site site) {
        return stations.stream().mapToInt(one -> one.count(site.id())).sum();
    }

    private SiteView view(Site site) {
        Integer above = site.parent();
        String parent = above == null || !Scope.current().includes(above)
                ? null
                : sites.find(above).map(Site::name).orElse(null);
        return new SiteView(
                site.name(),
                site.title(),
                parent,
                site.address(),
                site.timeZone().getId(),
                site.currency(),
                site.latitude(),
                site.longitude(),
                site.limit().isNone() ? null : site.limit(),
                count(site));
    }
}

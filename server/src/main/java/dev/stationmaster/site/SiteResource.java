package dev.stationmaster.site;

import dev.stationmaster.platform.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sites an operator has. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteResource {
    private final SiteService sites;

    SiteResource(SiteService sites) {
        this.sites = sites;
    }

    record SiteView(String name, String timeZone, String currency) {}

    @GetMapping
    Page<SiteView> list() {
        var views = sites.all().stream()
                .map(site -> new SiteView(site.name(), site.timeZone().getId(), site.currency()))
                .toList();
        return new Page<>(views, null);
    }
}

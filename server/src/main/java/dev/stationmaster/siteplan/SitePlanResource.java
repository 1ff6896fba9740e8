package dev.stationmaster.siteplan;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.siteplan.SitePlanStore.Point;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The plan of a site: a picture of the place, and where the stations of the site and of those below it stand on it. */
@RestController
@RequestMapping("/api/v1/sites/{name}/plan")
class SitePlanResource {
    private final SitePlanStore store;
    private final SiteService sites;
    private final StationDirectory stations;
    private final Ledger ledger;
    private final InstantSource clock;

    SitePlanResource(
            SitePlanStore store, SiteService sites, StationDirectory stations, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.sites = sites;
        this.stations = stations;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A plan.
     *
     * @param image where the picture is; null while there is none
     * @param width of the picture in pixels
     * @param places of stations that stand at the site, or below it, now
     */
    record SitePlanView(
            String site,
            @Nullable String image,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Instant changedAt,
            List<PlanPlace> places) {}

    /**
     * Where a station stands.
     *
     * @param x part of the picture's width from the left, 0 to 1
     * @param y part of its height from the top, 0 to 1
     */
    record PlanPlace(String station, double x, double y) {}

    record PlanPoint(@Nullable Double x, @Nullable Double y) {}

    @GetMapping
    SitePlanView get(@PathVariable String name) {
        Site site = site(name);
        var plan = store.plan(site.id()).orElse(null);
        if (plan == null) return new SitePlanView(site.name(), null, null, null, null, List.of());
        String image = "/api/v1/sites/" + UriUtils.encodePathSegment(site.name(), "UTF-8") + "/plan/image?version="
                + plan.changedAt().toEpochMilli();
        return new SitePlanView(site.name(), image, plan.width(), plan.height(), plan.changedAt(), places(site));
    }

    private List<PlanPlace> places(Site site) {
        Set<Integer> within = sites.within(List.of(site.id()));
        Scope scope = Scope.current();
        List<PlanPlace> found = new ArrayList<>();
        store.places(site.id())
                .forEach((id, point) -> stations.find(id)
                        .filter(station -> within.contains(station.siteId()) && scope.includes(station.siteId()))
                        .ifPresent(station -> found.add(new PlanPlace(station.identity(), point.x(), point.y()))));
        found.sort(Comparator.comparing(PlanPlace::station));
        return found;
    }

    /** Its address changes with the picture. */
    @GetMapping("/image")
    ResponseEntity<byte[]> image(@PathVariable String name) {
        Picture picture = store.picture(site(name).id()).orElseThrow(() -> ApiProblem.notFound("plan", name));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(30)).cachePrivate())
                .body(picture.bytes());
    }

    /** A new picture; stations stay where they are on it. @param body PNG or JPEG, at most 8 MiB and 12,000 pixels a side */
    @PutMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    SitePlanView put(@PathVariable String name, @Parameter(hidden = true) InputStream body, Principal caller)
            throws IOException {
        Site site = site(name);
        store.save(site.id(), Picture.of(body.readNBytes(Picture.MOST_BYTES + 1)), clock.instant());
        tell(site, caller);
        return get(name);
    }

    /** The picture, and where stations stand on it. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, Principal caller) {
        Site site = site(name);
        store.delete(site.id());
        tell(site, caller);
    }

    @PutMapping("/places/{station}")
    SitePlanView place(
            @PathVariable String name, @PathVariable String station, @RequestBody PlanPoint point, Principal caller) {
        Site site = site(name);
        Station placed = station(site, station);
        List<FieldProblem> wrong = new ArrayList<>();
        Double x = part("x", point.x(), wrong);
        Double y = part("y", point.y(), wrong);
        if (x == null || y == null) throw ApiProblem.invalid(wrong);
        if (store.plan(site.id()).isEmpty())
            throw ApiProblem.conflict("no-plan", "The site has no plan yet; send a picture first.");
        store.place(site.id(), placed.id(), new Point(x, y));
        tell(site, caller);
        return get(name);
    }

    @DeleteMapping("/places/{station}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unplace(@PathVariable String name, @PathVariable String station, Principal caller) {
        Site site = site(name);
        store.unplace(site.id(), station(site, station).id());
        tell(site, caller);
    }

    private static @Nullable Double part(String field, @Nullable Double value, List<FieldProblem> wrong) {
        if (value != null && value >= 0 && value <= 1) return value;
        wrong.add(new FieldProblem(field, "0..1", field + " is a part of the picture, from 0 to 1."));
        return null;
    }

    /** Who is limited to other sites does not learn that there is this one. */
    private Site site(String name) {
        return sites.find(name)
                .filter(site -> Scope.current().includes(site.id()))
                .orElseThrow(() -> ApiProblem.notFound("site", name));
    }

    private Station station(Site site, String identity) {
        Set<Integer> within = sites.within(List.of(site.id()));
        Scope scope = Scope.current();
        Station found = stations.find(identity)
                .filter(station -> scope.includes(station.siteId()))
                .orElseThrow(() -> ApiProblem.notFound("station", identity));
        if (!within.contains(found.siteId()))
            throw ApiProblem.conflict("other-site", "Station \"" + found.identity() + "\" stands at another site.");
        return found;
    }

    private void tell(Site site, Principal caller) {
        var body = Map.of("name", site.name(), "plan", true);
        ledger.commit(
                new Change("setting", "site/" + site.name() + "/plan", null, body, caller.getName(), clock.instant()));
    }
}

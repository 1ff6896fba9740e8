package dev.stationmaster.link;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationService;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who was refused, and who of them waits to be adopted. */
@RestController
class ConnectionAttemptResource {
    private static final String UNKNOWN = "unknown-station";

    private final ConnectionAttempts attempts;
    private final StationService service;
    private final StationDirectory stations;
    private final SiteService sites;

    ConnectionAttemptResource(
            ConnectionAttempts attempts, StationService service, StationDirectory stations, SiteService sites) {
        this.attempts = attempts;
        this.service = service;
        this.stations = stations;
        this.sites = sites;
    }

    /**
     * A station that waits, and where it is to stand.
     *
     * @param id as it was refused
     * @param securityProfile 0 to 3
     * @param site where it stands; those who are limited to sites name one of theirs
     */
    record AdoptionForm(
            @Nullable String id,
            @Nullable Integer securityProfile,
            @Nullable String site) {}

    /** @param password to be shown this once, when it needs one */
    record AdoptedView(
            String id,
            int securityProfile,
            String site,
            @Nullable String password) {
        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "AdoptedView[" + id + "]";
        }
    }

    /**
     * Refused connection attempts, newest first. Who is limited to sites is shown those of the stations there and, as a technician or more, those
     * of identities that are no station's: nobody knows yet where these stand.
     */
    @GetMapping("/api/v1/connection-attempts")
    Page<ConnectionAttempt> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request) {
        Scope scope = Scope.current();
        boolean mayAdopt = request.isUserInRole("TECHNICIAN");
        return page(attempts, limit, after, one -> !scope.isLimited() || sees(scope, mayAdopt, one));
    }

    private boolean sees(Scope scope, boolean mayAdopt, ConnectionAttempt one) {
        return stations.find(one.identity())
                .map(known -> scope.includes(known.siteId()))
                .orElse(mayAdopt && one.reason().equals(UNKNOWN));
    }

    /** Enters a station that was refused because nobody had entered it; it may connect when this returns. */
    @PostMapping("/api/v1/connection-attempts/adopt")
    @ResponseStatus(HttpStatus.CREATED)
    AdoptedView adopt(@RequestBody AdoptionForm form, Principal operator) {
        String id = form.id();
        if (id == null) throw ApiProblem.invalid("id", "required", "id must be given.");
        boolean waits = attempts.newest().stream()
                .anyMatch(one -> one.reason().equals(UNKNOWN) && one.identity().equalsIgnoreCase(id));
        if (!waits)
            throw ApiProblem.conflict("not-waiting", "No station of this identity was refused because it is unknown.");
        String site = form.site();
        Optional<Site> wanted = site == null ? Optional.of(sites.standard()) : sites.find(site);
        wanted.ifPresent(one -> Scope.current().require(one.id()));
        var entered = new StationForm(id, form.securityProfile(), null, null, null, null, null, null, site, null);
        var made = service.create(entered, operator.getName());
        return new AdoptedView(
                made.station().identity(),
                made.station().securityProfile(),
                sites.find(made.station().siteId()).map(Site::name).orElse(""),
                made.password());
    }

    /** Those of one identity, newest first. */
    @GetMapping("/api/v1/stations/{id}/connection-attempts")
    Page<ConnectionAttempt> ofStation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return page(attempts, limit, after, one -> one.identity().equalsIgnoreCase(id));
    }

    static Page<ConnectionAttempt> page(
            ConnectionAttempts attempts,
            @Nullable Integer limit,
            @Nullable String after,
            Predicate<ConnectionAttempt> which) {
        var paging = Paging.of(limit, after);
        String last = paging.after();
        List<ConnectionAttempt> found = attempts.newest().stream()
                .filter(which)
                .sorted(Comparator.comparing(ConnectionAttemptResource::key).reversed())
                .filter(one -> last == null || key(one).compareTo(last) < 0)
                .limit(paging.fetch())
                .toList();
        return Page.of(found, paging, ConnectionAttemptResource::key);
    }

    /** Time, then what was refused: it orders as the list does and stays valid when entries come and go. */
    private static String key(ConnectionAttempt one) {
        var at = one.lastSeenAt();
        return "%012d.%09d %s %s %s"
                .formatted(at.getEpochSecond(), at.getNano(), one.identity(), one.remoteAddress(), one.reason());
    }
}

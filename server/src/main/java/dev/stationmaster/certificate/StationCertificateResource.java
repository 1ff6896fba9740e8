package dev.stationmaster.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.certificate.StationCertificateStore.Place;
import dev.stationmaster.certificate.StationCertificateStore.Query;
import dev.stationmaster.certificate.StationCertificateStore.Row;
import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The certificates of all stations: what we issued to them and what they say they have; and when these end. Who is limited to sites sees theirs. */
@RestController
@RequestMapping("/api/v1/station-certificates")
class StationCertificateResource {
    private static final int MOST_WORDS = 200;

    private final StationCertificateStore store;
    private final KnownCertificates known;
    private final StationDirectory stations;
    private final SiteService sites;
    private final Settings settings;
    private final InstantSource clock;

    StationCertificateResource(
            StationCertificateStore store,
            KnownCertificates known,
            StationDirectory stations,
            SiteService sites,
            Settings settings,
            InstantSource clock) {
        this.store = store;
        this.known = known;
        this.stations = stations;
        this.sites = sites;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param subject null of what only the station has seen
     * @param notAfter null likewise
     * @param state issued, inUse, superseded, rejected or revoked of those we issued; installed, or missing: taken and not listed any more
     * @param knownAt when it was issued, told, or missed for the first time
     * @param issued the id under {@code /certificates} of one that we issued
     * @param certificateHashData as the station names it, to delete it by
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String station,
            String site,
            String certificateType,
            @Nullable String subject,
            @Nullable String issuer,
            @Nullable String serialNumber,
            @Nullable String fingerprint,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            String state,
            Instant knownAt,
            @Nullable UUID issued,
            @Nullable CertificateHash certificateHashData) {}

    /**
     * In the order of their ends, those without a known one last.
     *
     * @param type of certificate, any of these
     * @param fingerprint SHA-256 of one certificate, hexadecimal: which stations have it
     * @param q part of station, subject, issuer or serial number
     * @param since first end that counts
     * @param until first end that does not
     * @param endKnown false: only those whose end nobody knows
     * @param all those, too, that were superseded, not taken, revoked, or are listed no more
     */
    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String fingerprint,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Boolean endKnown,
            @RequestParam(required = false) @Nullable Boolean all,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        known.refresh();
        List<Station> seen = seen(station, site);
        String words = q == null || q.isBlank() ? null : q.strip().toLowerCase(Locale.ROOT);
        if (words != null && words.length() > MOST_WORDS)
            throw ApiProblem.invalid("q", "maxLength 200", "q has at most 200 characters.");
        var query = new Query(
                keys(seen),
                type == null ? List.of() : type,
                fingerprint,
                words,
                words == null
                        ? List.of()
                        : keys(seen.stream()
                                .filter(one ->
                                        one.identity().toLowerCase(Locale.ROOT).contains(words))
                                .toList()),
                since,
                until,
                Boolean.FALSE.equals(endKnown),
                Boolean.TRUE.equals(all));
        return Page.of(
                        store.list(query, place(paging.after()), paging.fetch()),
                        paging,
                        row -> Place.of(row).end() + " " + row.id())
                .map(this::view);
    }

    private static Place place(@Nullable String cursor) {
        if (cursor == null) return Place.FIRST;
        int blank = cursor.indexOf(' ');
        String end = blank < 0 ? "" : cursor.substring(0, blank);
        try {
            if (!end.equals("infinity")) Instant.parse(end);
            return new Place(end, cursor.substring(blank + 1));
        } catch (DateTimeException foreign) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }

    /** @param stations different ones; @param firstEnd null where it is not known */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Count(
            String month,
            String certificateType,
            int certificates,
            int stations,
            @Nullable Instant firstEnd) {}

    /**
     * @param at the moment that was taken for now
     * @param renewalDays how long before its end a station is asked for a new request by itself; 0: never
     * @param items by month (such as 2026-03; over, unknown) and type
     */
    record Horizon(Instant at, int renewalDays, List<Count> items) {}

    /** What ends when, of what stations have now. @param zone where months begin, such as Europe/Berlin */
    @GetMapping("/horizon")
    Horizon horizon(
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String site) {
        known.refresh();
        Instant now = clock.instant();
        List<Count> items = store.ends(keys(seen(null, site)), now, zone(zone)).stream()
                .map(one -> new Count(
                        one.month(), one.certificateType(), one.certificates(), one.stations(), one.firstEnd()))
                .toList();
        return new Horizon(now, settings.get(SettingKeys.CERTIFICATE_RENEWAL_DAYS), items);
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return ZoneId.of(name == null ? "UTC" : name);
        } catch (DateTimeException unknown) {
            throw ApiProblem.invalid("zone", "zone", "zone is a time zone such as Europe/Berlin.");
        }
    }

    private List<Station> seen(@Nullable String station, @Nullable String site) {
        Scope scope = Scope.current();
        var within = site == null
                ? null
                : sites.within(List.of(sites.find(site)
                        .map(Site::id)
                        .orElseThrow(
                                () -> ApiProblem.invalid("site", "exists", "There is no site \"" + site + "\"."))));
        var some = station == null
                ? stations.all().stream()
                : Stream.of(stations.find(station)
                        .filter(one -> scope.includes(one.siteId()))
                        .orElseThrow(() -> ApiProblem.notFound("station", station)));
        return some.filter(one -> scope.includes(one.siteId()))
                .filter(one -> within == null || within.contains(one.siteId()))
                .toList();
    }

    private static List<Integer> keys(List<Station> some) {
        return some.stream().map(one -> one.id().key()).toList();
    }

    private View view(Row row) {
        Optional<Station> station = stations.find(row.station());
        return new View(
                row.id(),
                station.map(Station::identity).orElse(""),
                station.flatMap(one -> sites.find(one.siteId())).map(Site::name).orElse(""),
                row.certificateType(),
                row.subject(),
                row.issuer(),
                row.serialNumber(),
                row.fingerprint(),
                row.notBefore(),
                row.notAfter(),
                row.state(),
                row.knownAt(),
                row.issued(),
                row.hash());
    }
}

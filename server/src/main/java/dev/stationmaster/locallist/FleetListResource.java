package dev.stationmaster.locallist;

import dev.stationmaster.locallist.ListSurvey.Standing;
import dev.stationmaster.locallist.ListSurvey.Surveyed;
import dev.stationmaster.locallist.LocalListResource.DriftCount;
import dev.stationmaster.locallist.LocalListResource.ListVersions;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.settings.LocalListSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Connectivity.Connection;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The local lists of all stations and how many of their entries differ. Who is limited to sites sees theirs. */
@RestController
class FleetListResource {
    private static final int AT_ONCE = 100;
    /** A page that finds few of the wanted standing ends here; the next one goes on. */
    private static final int MOST_LOOKED_AT = 2_000;

    private final ListSurvey survey;
    private final StationDirectory stations;
    private final SiteService sites;
    private final Settings settings;
    private final ObjectProvider<Connectivity> connectivity;

    FleetListResource(
            ListSurvey survey,
            StationDirectory stations,
            SiteService sites,
            Settings settings,
            ObjectProvider<Connectivity> connectivity) {
        this.survey = survey;
        this.stations = stations;
        this.sites = sites;
        this.settings = settings;
        this.connectivity = connectivity;
    }

    /**
     * One station's list; entry by entry under {@code /stations/{id}/local-list}.
     *
     * @param protocol of the present link, or the last one; null when it never connected
     * @param standing inLine, drifted, foreign, unknown or notSupported
     * @param unanswered an update was sent whose answer never came
     * @param sync automatic or off
     * @param tokens which belong on it
     */
    record StationListView(
            String station,
            String site,
            boolean connected,
            @Nullable String protocol,
            String standing,
            boolean unanswered,
            String sync,
            String tokens,
            ListVersions version,
            DriftCount count) {}

    /**
     * In the order of the stations' identities. A page may be short, or empty, and go on all the same.
     *
     * @param q part of the identity
     * @param standing inLine, drifted, foreign, unknown or notSupported; any of these
     */
    @GetMapping("/api/v1/local-lists")
    Page<StationListView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable List<String> standing,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        Set<String> wanted = standing == null ? Set.of() : Set.copyOf(standing);
        for (String word : wanted) known(word);
        List<Station> all = chosen(q, site, paging.after());
        List<StationListView> found = new ArrayList<>();
        String last = null;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            if (from >= MOST_LOOKED_AT) return Page.soFar(found, last);
            int most = wanted.isEmpty() ? paging.fetch() - found.size() : AT_ONCE;
            for (Surveyed one : survey.of(all.subList(from, Math.min(all.size(), from + Math.min(AT_ONCE, most))))) {
                if (!wanted.isEmpty() && !wanted.contains(one.standing().word())) {
                    last = folded(one.station());
                    continue;
                }
                if (found.size() == paging.limit()) return Page.soFar(found, last);
                found.add(view(one));
                last = folded(one.station());
            }
        }
        return Page.soFar(found, null);
    }

    private static void known(String word) {
        for (Standing standing : Standing.values()) if (standing.word().equals(word)) return;
        throw ApiProblem.invalid("standing", "enum", "standing is inLine, drifted, foreign, unknown or notSupported.");
    }

    private List<Station> chosen(@Nullable String q, @Nullable String site, @Nullable String after) {
        Scope scope = Scope.current();
        Set<Integer> within = site == null
                ? null
                : sites.within(List.of(sites.find(site)
                        .map(Site::id)
                        .orElseThrow(
                                () -> ApiProblem.invalid("site", "exists", "There is no site \"" + site + "\"."))));
        String words = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        return stations.all().stream()
                .filter(one -> scope.includes(one.siteId()))
                .filter(one -> within == null || within.contains(one.siteId()))
                .filter(one -> folded(one).contains(words))
                .filter(one -> after == null || folded(one).compareTo(after) > 0)
                .sorted(Comparator.comparing(FleetListResource::folded))
                .toList();
    }

    private static String folded(Station station) {
        return station.identity().toLowerCase(Locale.ROOT);
    }

    private StationListView view(Surveyed one) {
        Station station = one.station();
        HeldList held = one.held();
        int key = station.id().key();
        Optional<Connection> link = connectivity.getObject().of(station.id());
        return new StationListView(
                station.identity(),
                sites.find(station.siteId()).map(Site::name).orElse(""),
                link.filter(Connection::connected).isPresent(),
                link.map(Connection::version)
                        .map(version -> version.subprotocol())
                        .orElse(null),
                one.standing().word(),
                held.pending() != null,
                settings.get(LocalListSettings.LOCAL_LIST_SYNC, key).name().toLowerCase(Locale.ROOT),
                settings.get(LocalListSettings.LOCAL_LIST_TOKENS, key),
                new ListVersions(
                        held.lastVersion(),
                        held.confirmedVersion(),
                        held.reportedVersion(),
                        held.reportedAt(),
                        held.changedAt()),
                new DriftCount(
                        one.tally().same(),
                        one.tally().missing(),
                        one.tally().different(),
                        one.tally().surplus(),
                        one.leftOut()));
    }
}

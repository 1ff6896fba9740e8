package dev.stationmaster.overview;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The connectors of many stations in one list, from memory. */
@RestController
@RequestMapping("/api/v1/connectors")
class ConnectorsResource {
    private final StationDirectory stations;
    private final Connectivity connectivity;
    private final StatusService status;
    private final TransactionService transactions;
    private final SiteService sites;

    ConnectorsResource(
            StationDirectory stations,
            Connectivity connectivity,
            StatusService status,
            TransactionService transactions,
            SiteService sites) {
        this.stations = stations;
        this.connectivity = connectivity;
        this.status = status;
        this.transactions = transactions;
        this.sites = sites;
    }

    /** @param energyWh what plausibly flowed so far; null when nobody knows */
    record Charge(
            UUID id,
            @Nullable String idToken,
            @Nullable String chargingState,
            @Nullable Instant startedAt,
            @Nullable BigDecimal energyWh) {}

    /** @param since when the connector's present state was told, by the station's clock where it can be right, else by ours */
    record PlacedConnector(
            String station,
            String site,
            boolean connected,
            int evse,
            int connector,
            String status,
            @Nullable String errorCode,
            Instant since,
            @Nullable Charge transaction) {}

    /**
     * By station, EVSE and connector. A page holds whole stations: {@code limit} counts stations.
     *
     * @param station identities; all stations when absent
     * @param status words of OCPP; all when absent
     */
    @GetMapping
    Page<PlacedConnector> list(
            @RequestParam(required = false) @Nullable Set<String> station,
            @RequestParam(required = false) @Nullable Set<String> status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        var page = Page.of(first(wanted(station), paging), paging, Named::name);
        var online = connectivity.connected();
        var found = new ArrayList<PlacedConnector>();
        for (Station one : page.items().stream().map(Named::station).toList()) {
            for (ConnectorReport report : this.status.connectors(one.id())) {
                if (report.connector() == 0 || status != null && !status.contains(report.status())) continue;
                found.add(view(one, online.contains(one.id()), report));
            }
        }
        return new Page<>(found, page.next());
    }

    private Collection<Station> wanted(@Nullable Set<String> identities) {
        if (identities == null) return stations.all();
        return identities.stream()
                .map(identity -> stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity)))
                .toList();
    }

    private record Named(String name, Station station) {}

    /** Of fifty thousand stations the next few that have told of a connector and that the caller may know of; the others make no page longer. */
    private List<Named> first(Collection<Station> all, Paging paging) {
        Scope scope = Scope.current();
        String after = paging.after();
        var order = Comparator.comparing(Named::name);
        var kept = new PriorityQueue<>(order.reversed());
        for (Station one : all) {
            String name = one.identity().toLowerCase(Locale.ROOT);
            if (after != null && name.compareTo(after) <= 0) continue;
            Named last = kept.peek();
            if (last != null && kept.size() == paging.fetch() && name.compareTo(last.name()) > 0) continue;
            if (!scope.includes(one.siteId()) || status.connectors(one.id()).isEmpty()) continue;
            kept.add(new Named(name, one));
            if (kept.size() > paging.fetch()) kept.poll();
        }
        return kept.stream().sorted(order).toList();
    }

    private PlacedConnector view(Station station, boolean connected, ConnectorReport report) {
        Charge charge = null;
        List<Transaction> open = transactions.openOn(station.id());
        for (Transaction one : open) {
            Integer connector = one.connector();
            if (!Objects.equals(one.evse(), report.evse())) continue;
            if (connector == null || connector == report.connector()) charge = charge(one);
        }
        return new PlacedConnector(
                station.identity(),
                sites.find(station.siteId()).map(Site::name).orElse(""),
                connected,
                report.evse(),
                report.connector(),
                report.status(),
                report.errorCode(),
                report.effectiveAt(),
                charge);
    }

    private static Charge charge(Transaction transaction) {
        var token = transaction.token();
        return new Charge(
                transaction.publicId(),
                token == null ? null : token.value(),
                transaction.chargingState(),
                transaction.startedAt(),
                transaction.energyWh());
    }
}

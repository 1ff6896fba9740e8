package dev.stationmaster.overview;

import dev.stationmaster.messagelog.StationFindings;
import dev.stationmaster.ocpp.Version;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks for stations in memory: fifty thousand are looked through in a few hundredths of a second. */
@Component
class StationRows {
    private final StationDirectory stations;
    private final SiteService sites;
    private final Connectivity connectivity;
    private final StatusService status;
    private final TransactionService transactions;
    private final StationTraits traits;
    private final StationFindings findings;

    StationRows(
            StationDirectory stations,
            SiteService sites,
            Connectivity connectivity,
            StatusService status,
            TransactionService transactions,
            StationTraits traits,
            StationFindings findings) {
        this.stations = stations;
        this.sites = sites;
        this.connectivity = connectivity;
        this.status = status;
        this.transactions = transactions;
        this.traits = traits;
        this.findings = findings;
    }

    /** A station that was found, with its name in small letters, by which lists are ordered. */
    record Hit(String name, Station station) {}

    /** The first so many after that name, in the order of names. */
    List<Hit> first(StationFilter filter, @Nullable String after, int limit) {
        var order = Comparator.comparing(Hit::name);
        var last = new PriorityQueue<>(order.reversed());
        each(filter, station -> {
            String name = station.identity().toLowerCase(Locale.ROOT);
            if (after != null && name.compareTo(after) <= 0) return;
            Hit worst = last.peek();
            if (last.size() == limit && worst != null && name.compareTo(worst.name()) > 0) return;
            last.add(new Hit(name, station));
            if (last.size() > limit) last.poll();
        });
        return last.stream().sorted(order).toList();
    }

    /** Every station that is looked for and that the caller may know of. */
    void each(StationFilter filter, Consumer<Station> take) {
        Scope scope = Scope.current();
        var online = connectivity.connected();
        Set<Integer> places = filter.sites() == null ? null : keys(filter.sites());
        for (Station station : stations.all()) {
            if (!scope.includes(station.siteId())) continue;
            if (places != null && !places.contains(station.siteId())) continue;
            boolean connected = online.contains(station.id());
            if (filter.connected() != null && filter.connected() != connected) continue;
            if (filter.found() != null && !filter.found().contains(station.id())) continue;
            if (!filter.wants(station.identity(), traits.of(station.id()))) continue;
            if (filter.versions() != null && !filter.versions().contains(String.valueOf(version(station, connected))))
                continue;
            if (filter.states() != null && !hasOne(station, connected, filter.states())) continue;
            take.accept(station);
        }
    }

    private Set<Integer> keys(Set<String> names) {
        return names.stream()
                .flatMap(name -> sites.find(name).stream())
                .map(Site::id)
                .collect(Collectors.toSet());
    }

    private boolean hasOne(Station station, boolean connected, Set<String> states) {
        if (!connected) return states.contains(ConnectorKind.OFFLINE.word());
        List<Transaction> open = transactions.openOn(station.id());
        for (ConnectorReport report : status.connectors(station.id())) {
            Transaction running = running(open, report);
            if (report.connector() > 0
                    && states.contains(kind(report, true, running).word())) return true;
        }
        return false;
    }

    private static ConnectorKind kind(ConnectorReport report, boolean connected, @Nullable Transaction running) {
        if (!connected) return ConnectorKind.OFFLINE;
        return ConnectorKind.of(report.status(), running == null ? null : running.chargingState());
    }

    private static @Nullable Transaction running(List<Transaction> open, ConnectorReport report) {
        Transaction found = null;
        for (Transaction one : open) {
            boolean here = Objects.equals(one.evse(), report.evse())
                    && (one.connector() == null || one.connector() == report.connector());
            if (here) found = one;
        }
        return found;
    }

    private @Nullable String version(Station station, boolean connected) {
        if (!connected) return null;
        Version version = connectivity
                .of(station.id())
                .map(Connectivity.Connection::version)
                .orElse(null);
        return version == null ? null : version.subprotocol();
    }

    /** These stations as lines. */
    List<StationRow> rows(List<Hit> hits) {
        var counts =
                findings.counts(hits.stream().map(hit -> hit.station().id()).toList());
        return hits.stream()
                .map(hit -> row(hit.station(), counts.getOrDefault(hit.station().id(), 0)))
                .toList();
    }

    private StationRow row(Station station, int odd) {
        var link = connectivity.of(station.id()).orElse(null);
        boolean connected = link != null && link.connected();
        var trait = traits.of(station.id());
        List<Transaction> open = transactions.openOn(station.id());
        var plugs = new ArrayList<StationRow.Plug>();
        for (ConnectorReport report : status.connectors(station.id())) {
            if (report.connector() == 0) continue;
            Transaction running = running(open, report);
            plugs.add(new StationRow.Plug(
                    report.evse(),
                    report.connector(),
                    kind(report, connected, running).word(),
                    report.status(),
                    report.errorCode(),
                    report.effectiveAt(),
                    running == null ? null : running.publicId(),
                    running == null ? null : running.energyWh(),
                    running == null ? null : running.socPercent()));
        }
        return new StationRow(
                station.identity(),
                sites.find(station.siteId()).map(Site::name).orElse(""),
                station.registration().name().toLowerCase(Locale.ROOT),
                connected,
                version(station, connected),
                link == null ? null : connected ? link.connectedAt() : link.disconnectedAt(),
                link == null ? null : link.lastSeenAt(),
                trait.vendor(),
                trait.model(),
                trait.firmwareVersion(),
                trait.serialNumber(),
                plugs,
                power(open),
                odd);
    }

    private static @Nullable Double power(List<Transaction> open) {
        Double sum = null;
        for (Transaction one : open) {
            Double power = one.powerW();
            if (power != null) sum = sum == null ? power : sum + power;
        }
        return sum;
    }

    /** How many of those that are looked for are what. */
    record Sums(
            int stations,
            int connected,
            Map<String, Integer> states,
            Map<String, Integer> sites,
            Map<String, Integer> versions,
            Map<String, Integer> models,
            Map<String, Integer> firmware) {}

    Sums sums(StationFilter filter) {
        var sums = new Sums(0, 0, new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        var online = connectivity.connected();
        int[] count = new int[2];
        each(filter, station -> {
            boolean connected = online.contains(station.id());
            count[0]++;
            if (connected) count[1]++;
            var trait = traits.of(station.id());
            add(sums.sites(), sites.find(station.siteId()).map(Site::name).orElse(""));
            add(sums.versions(), version(station, connected));
            add(sums.models(), StationFilter.model(trait));
            add(sums.firmware(), trait.firmwareVersion());
            List<Transaction> open = transactions.openOn(station.id());
            for (ConnectorReport report : status.connectors(station.id())) {
                if (report.connector() > 0)
                    add(
                            sums.states(),
                            kind(report, connected, running(open, report)).word());
            }
        });
        return new Sums(
                count[0], count[1], sums.states(), sums.sites(), sums.versions(), sums.models(), sums.firmware());
    }

    private static void add(Map<String, Integer> sums, @Nullable String word) {
        if (word != null && !word.isBlank()) sums.merge(word, 1, Integer::sum);
    }
}

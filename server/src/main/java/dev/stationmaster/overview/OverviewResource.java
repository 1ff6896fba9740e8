package dev.stationmaster.overview;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How many stations are there, what their connectors do, what flows now and flowed on the last days. */
@RestController
@RequestMapping("/api/v1/overview")
class OverviewResource {
    private static final int MAX_DAYS = 92;

    private final StationDirectory stations;
    private final Connectivity connectivity;
    private final StatusService status;
    private final TransactionService transactions;
    private final OverviewStore store;
    private final InstantSource clock;

    OverviewResource(
            StationDirectory stations,
            Connectivity connectivity,
            StatusService status,
            TransactionService transactions,
            OverviewStore store,
            InstantSource clock) {
        this.stations = stations;
        this.connectivity = connectivity;
        this.status = status;
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param connectors of connected stations, by the word that they said last; occupied ones of 2.x by the charging state of their transaction
     * @param connectorsOffline of stations that are not connected
     * @param powerW what the running transactions of connected stations draw together, as last told
     */
    record Overview(
            int stations,
            int connected,
            Map<String, Integer> connectors,
            int connectorsOffline,
            long openTransactions,
            double powerW,
            Instant at) {}

    @GetMapping
    Overview now() {
        var online = connectivity.connected();
        var words = new TreeMap<String, Integer>();
        int offline = 0;
        int all = 0;
        int connected = 0;
        long running = 0;
        double powerW = 0;
        for (Station station : seen()) {
            all++;
            boolean here = online.contains(station.id());
            if (here) connected++;
            for (Transaction open : transactions.openOn(station.id())) {
                running++;
                Double drawn = open.powerW();
                if (here && drawn != null) powerW += drawn;
            }
            for (ConnectorReport report : status.connectors(station.id())) {
                if (report.connector() == 0) continue;
                if (here) words.merge(word(station, report), 1, Integer::sum);
                else offline++;
            }
        }
        return new Overview(all, connected, words, offline, running, powerW, clock.instant());
    }

    /** The stations that the caller may know of. */
    private List<Station> seen() {
        Scope scope = Scope.current();
        return stations.all().stream()
                .filter(station -> scope.includes(station.siteId()))
                .toList();
    }

    private @Nullable List<Integer> keysOfSeen() {
        if (!Scope.current().isLimited()) return null;
        return seen().stream().map(station -> station.id().key()).toList();
    }

    private List<Integer> key(String identity) {
        Scope scope = Scope.current();
        return stations.find(identity)
                .filter(station -> scope.includes(station.siteId()))
                .map(station -> List.of(station.id().key()))
                .orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    /** What an occupied connector of 2.x does is told by its transaction. */
    private String word(Station station, ConnectorReport report) {
        if (!report.status().equals("Occupied")) return report.status();
        for (Transaction running : transactions.openOn(station.id())) {
            String state = running.chargingState();
            if (state != null && Objects.equals(running.evse(), report.evse())) return state;
        }
        return report.status();
    }

    /** @param energyWh of the sessions that began on that day; null when none of them told any */
    record DayView(LocalDate day, long sessions, @Nullable BigDecimal energyWh) {}

    record Days(String timeZone, List<DayView> items) {}

    /**
     * The last days of a calendar, today included, the oldest first; days without sessions too.
     *
     * @param zone an IANA time zone
     * @param days 1 to 92
     * @param station its identity; all when absent
     */
    @GetMapping("/days")
    Days days(
            @RequestParam(defaultValue = "UTC") String zone,
            @RequestParam(defaultValue = "14") int days,
            @RequestParam(required = false) @Nullable String station) {
        if (days < 1 || days > MAX_DAYS)
            throw ApiProblem.invalid("days", "1.." + MAX_DAYS, "days is a number from 1 to " + MAX_DAYS + ".");
        ZoneId of = zone(zone);
        LocalDate today = LocalDate.ofInstant(clock.instant(), of);
        LocalDate first = today.minusDays(days - 1L);
        Map<LocalDate, OverviewStore.Day> known =
                store
                        .days(first.atStartOfDay(of).toInstant(), of, station == null ? keysOfSeen() : key(station))
                        .stream()
                        .collect(Collectors.toMap(OverviewStore.Day::day, Function.identity()));
        var items = new ArrayList<DayView>(days);
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            var sums = known.get(day);
            items.add(sums == null ? new DayView(day, 0, BigDecimal.ZERO) : view(sums));
        }
        return new Days(of.getId(), items);
    }

    private static DayView view(OverviewStore.Day sums) {
        return new DayView(sums.day(), sums.sessions(), sums.energyWh());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ApiProblem.invalid("zone", "IANA time zone", "zone is an IANA time zone like Europe/Berlin.");
        }
    }
}

package dev.stationmaster.statistics;

import dev.stationmaster.problem.Episode;
import dev.stationmaster.problem.Kind;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.ProblemService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.statistics.StatisticsStore.Day;
import dev.stationmaster.statistics.StatisticsStore.Outage;
import dev.stationmaster.statistics.StatisticsStore.Place;
import dev.stationmaster.statistics.StatisticsStore.Sessions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/**
 * Figures of a period.
 *
 * <p>Uptime is the share of time in which a connector could be used: its station was connected, and it said neither Faulted nor Unavailable. It is
 * counted by our clock from when station and connector were first heard of; a station's or site's uptime is that of all its connectors together.
 */
@Service
class StatisticsService {
    private final StatisticsStore store;
    private final ProblemService problems;
    private final StationDirectory stations;

    StatisticsService(StatisticsStore store, ProblemService problems, StationDirectory stations) {
        this.store = store;
        this.problems = problems;
        this.stations = stations;
    }

    /**
     * Of one station, or several together.
     *
     * @param known time of all connectors together since they were first heard of
     * @param down how much of that they could not be used
     * @param offlines how often a station was offline
     * @param faults how often a connector was faulted
     * @param chargedSeconds from start to stop of all sessions together
     */
    record Figures(
            int connectors,
            Duration known,
            Duration down,
            int offlines,
            int faults,
            long sessions,
            BigDecimal energyWh,
            double chargedSeconds) {
        static final Figures NONE = new Figures(0, Duration.ZERO, Duration.ZERO, 0, 0, 0, BigDecimal.ZERO, 0);

        Figures and(Figures other) {
            return new Figures(
                    connectors + other.connectors,
                    known.plus(other.known),
                    down.plus(other.down),
                    offlines + other.offlines,
                    faults + other.faults,
                    sessions + other.sessions,
                    energyWh.add(other.energyWh),
                    chargedSeconds + other.chargedSeconds);
        }
    }

    /** Each station's that is wanted. */
    Map<Station, Figures> byStation(Span period, Predicate<Station> wanted) {
        Map<StationId, Integer> offlines = new HashMap<>();
        Map<StationId, Integer> faults = new HashMap<>();
        for (Episode one : problems.episodes(period.from())) {
            StationId station = one.problem().station();
            if (station == null || !one.startedAt().isBefore(period.to())) continue;
            if (one.problem().kind() == Kind.STATION_OFFLINE) offlines.merge(station, 1, Integer::sum);
            if (one.problem().kind() == Kind.CONNECTOR_FAULT && one.problem().severity() != Severity.MINOR)
                faults.merge(station, 1, Integer::sum);
        }
        Map<Place, List<Span>> outages = new HashMap<>();
        for (Outage one : store.outages(period))
            outages.computeIfAbsent(one.place(), _ -> new ArrayList<>()).add(one.span());
        Map<StationId, Sessions> sessions = store.sessions(period);
        Map<StationId, Figures> found = new HashMap<>();
        Map<StationId, List<Span>> connections = store.connections(period);
        store.firstHeard().forEach((place, heard) -> {
            List<Span> connected = connections.getOrDefault(place.station(), List.of());
            if (connected.isEmpty() || !heard.isBefore(period.to())) return;
            Instant connectedFirst = connected.getFirst().from();
            Instant first = heard.isAfter(connectedFirst) ? heard : connectedFirst;
            Span known = new Span(first, period.to()).within(period);
            List<Span> down = new ArrayList<>(outages.getOrDefault(place, List.of()));
            down.addAll(Span.between(connected, known));
            var one = new Figures(1, known.length(), Span.together(down, known), 0, 0, 0, BigDecimal.ZERO, 0);
            found.merge(place.station(), one, Figures::and);
        });
        Map<Station, Figures> wantedOnes = new HashMap<>();
        for (Station station : stations.all()) {
            if (!wanted.test(station)) continue;
            StationId id = station.id();
            Sessions had = sessions.getOrDefault(id, Sessions.NONE);
            var rest = new Figures(
                    0,
                    Duration.ZERO,
                    Duration.ZERO,
                    offlines.getOrDefault(id, 0),
                    faults.getOrDefault(id, 0),
                    had.count(),
                    had.energyWh(),
                    had.seconds());
            wantedOnes.put(station, found.getOrDefault(id, Figures.NONE).and(rest));
        }
        return wantedOnes;
    }

    /** Days with sessions of the wanted stations, the oldest first. */
    List<Day> days(Span period, ZoneId zone, Predicate<Station> wanted) {
        return store.days(
                period,
                zone,
                stations.all().stream().filter(wanted).map(Station::id).toList());
    }
}

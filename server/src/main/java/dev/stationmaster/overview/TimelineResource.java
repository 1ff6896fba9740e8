package dev.stationmaster.overview;

import dev.stationmaster.link.LinkHistory;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.BootHistory;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.StatusHistory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a station was in the past: states of its connectors, connections, boots and transactions on one axis of time. */
@RestController
@RequestMapping("/api/v1/stations/{id}")
class TimelineResource {
    private static final int MOST_HOURS = 24 * 92;
    private static final int MOST_REPORTS = 20_000;
    private static final int MOST_OTHERS = 5_000;

    private final StationDirectory stations;
    private final StatusHistory status;
    private final LinkHistory links;
    private final BootHistory boots;
    private final OverviewStore store;
    private final InstantSource clock;

    TimelineResource(
            StationDirectory stations,
            StatusHistory status,
            LinkHistory links,
            BootHistory boots,
            OverviewStore store,
            InstantSource clock) {
        this.stations = stations;
        this.status = status;
        this.links = links;
        this.boots = boots;
        this.store = store;
        this.clock = clock;
    }

    /** @param kind as in the list of stations, transactions apart: these stand beside */
    record State(
            int evse,
            int connector,
            String kind,
            String status,
            @Nullable String errorCode,
            Instant since,
            Instant until) {}

    /** @param until null while it lasts */
    record Connected(
            Instant since,
            @Nullable Instant until,
            String version,
            String remoteAddress,
            @Nullable String because) {}

    record Booted(
            Instant at, @Nullable String reason, @Nullable String firmwareVersion, String registration) {}

    /** @param until null while it runs */
    record Charge(
            UUID id,
            @Nullable Integer evse,
            @Nullable Integer connector,
            Instant since,
            @Nullable Instant until,
            @Nullable BigDecimal energyWh,
            @Nullable String idToken) {}

    /** @param states by EVSE, connector and time; connector 0 is the station or an EVSE as a whole */
    record Timeline(
            Instant since,
            Instant until,
            List<State> states,
            List<Connected> connections,
            List<Booted> boots,
            List<Charge> transactions) {}

    /** @param hours back from now, 1 to 2,208 */
    @GetMapping("/timeline")
    Timeline timeline(@PathVariable String id, @RequestParam(defaultValue = "24") int hours) {
        if (hours < 1 || hours > MOST_HOURS)
            throw ApiProblem.invalid("hours", "1.." + MOST_HOURS, "hours is a number from 1 to " + MOST_HOURS + ".");
        Station station = station(id);
        Instant until = clock.instant();
        Instant since = until.minus(Duration.ofHours(hours));
        return new Timeline(
                since,
                until,
                held(station, since, until).stream()
                        .map(TimelineResource::state)
                        .toList(),
                links.of(station.id(), since, until, MOST_OTHERS).stream()
                        .map(one -> new Connected(
                                one.since(), one.until(), one.version(), one.remoteAddress(), one.because()))
                        .toList(),
                boots.of(station.id(), since, until, MOST_OTHERS).stream()
                        .map(one -> new Booted(one.at(), one.reason(), one.firmwareVersion(), one.registration()))
                        .toList(),
                store.charges(station.id(), since, until, MOST_OTHERS));
    }

    /**
     * The share of that time in which the station was connected and its connectors were neither faulted nor unavailable, averaged over the connectors.
     *
     * @param since the first connection that is known, when that is later than the days say
     * @param connected the share in which it was connected; null when it never was
     * @param available null when it never was connected
     */
    record Uptime(
            int days,
            Instant since,
            Instant until,
            @Nullable Double connected,
            @Nullable Double available) {}

    /** @param days back from now, 1 to 92 */
    @GetMapping("/uptime")
    Uptime uptime(@PathVariable String id, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_HOURS / 24)
            throw ApiProblem.invalid("days", "1..92", "days is a number from 1 to 92.");
        Station station = station(id);
        Instant until = clock.instant();
        Instant since = until.minus(Duration.ofDays(days));
        var connected = links.of(station.id(), since, until, MOST_REPORTS).stream()
                .map(one -> new Availability.Span(one.since(), one.until() == null ? until : one.until()))
                .toList();
        if (connected.isEmpty()) return new Uptime(days, since, until, null, null);
        Instant first = connected.getFirst().since();
        Instant from = first.isAfter(since) && !knownBefore(station, since) ? first : since;
        return new Uptime(
                days,
                from,
                until,
                Availability.share(List.of(), connected, from, until),
                Availability.share(held(station, from, until), connected, from, until));
    }

    private boolean knownBefore(Station station, Instant since) {
        return !links.of(station.id(), Instant.EPOCH, since, 1).isEmpty();
    }

    private List<Availability.Held> held(Station station, Instant since, Instant until) {
        return Availability.states(status.of(station.id(), since, until, MOST_REPORTS), since, until);
    }

    private static State state(Availability.Held one) {
        return new State(
                one.evse(),
                one.connector(),
                ConnectorKind.of(one.status(), null).word(),
                one.status(),
                one.errorCode(),
                one.since(),
                one.until());
    }

    private Station station(String identity) {
        return stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }
}

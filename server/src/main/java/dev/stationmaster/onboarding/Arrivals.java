package dev.stationmaster.onboarding;

import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.BootListener;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationOrigins;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which stations have booted a moment ago: by then they have their answer, and may be talked to. */
@Component
class Arrivals implements BootListener {
    /** A message to a station must not overtake the answer to its BootNotification. */
    static final Duration MOMENT = Duration.ofMillis(500);

    private final LinkRegistry links;
    private final StationOrigins origins;
    private final InstantSource clock;
    private final Map<StationId, Arrival> fresh = new ConcurrentHashMap<>();

    /** @param firmware as the station names it; empty when it does not */
    record Arrival(String firmware, Instant at) {}

    Arrivals(LinkRegistry links, StationOrigins origins, InstantSource clock) {
        this.links = links;
        this.origins = origins;
        this.clock = clock;
    }

    @Override
    public void booted(StationId station, BootReport report, Instant at) {
        String firmware = report.firmwareVersion();
        fresh.put(station, new Arrival(firmware == null ? "" : firmware, clock.instant()));
    }

    /** Each once. */
    Map<StationId, Arrival> take() {
        if (fresh.isEmpty()) return Map.of();
        Instant before = clock.instant().minus(MOMENT);
        Map<StationId, Arrival> taken = new HashMap<>();
        fresh.forEach((station, arrival) -> {
            if (!arrival.at.isAfter(before) && fresh.remove(station, arrival)) taken.put(station, arrival);
        });
        return taken;
    }

    /** To be taken once more, unless the station has booted since. */
    void again(StationId station, Arrival arrival) {
        fresh.putIfAbsent(station, new Arrival(arrival.firmware, clock.instant()));
    }

    /** One that nobody has entered gets no settings of ours, and is released by nobody but an operator. */
    boolean isEntered(StationId station) {
        return !origins.cameByItself(station);
    }

    /** The station's open link. */
    Optional<StationLink> link(StationId station) {
        return links.find(station).filter(StationLink::isOpen);
    }
}

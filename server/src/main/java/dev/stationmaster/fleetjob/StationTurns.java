package dev.stationmaster.fleetjob;

import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationChoice;
import dev.stationmaster.station.StationChoice.Chosen;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives stations their turns, and looks at those that are at it. */
@Component
class StationTurns {
    private final StationWork work;
    private final Outlooks outlooks;
    private final StationChoice choice;
    private final StationDirectory stations;
    private final SiteService sites;
    private final LinkRegistry links;
    private final InstantSource clock;

    StationTurns(
            StationWork work,
            Outlooks outlooks,
            StationChoice choice,
            StationDirectory stations,
            SiteService sites,
            LinkRegistry links,
            InstantSource clock) {
        this.work = work;
        this.outlooks = outlooks;
        this.choice = choice;
        this.stations = stations;
        this.sites = sites;
        this.links = links;
        this.clock = clock;
    }

    /** Those that stand otherwise than before. */
    List<Target> looked(FleetJob job, List<Target> targets) {
        List<Target> changed = new ArrayList<>();
        for (Target one : targets) {
            if (one.state() != Target.State.RUNNING) continue;
            Target now = work.look(job, one);
            if (now != one) changed.add(now);
        }
        return changed;
    }

    /**
     * Lets those begin whose turn it is.
     *
     * @param keep makes a target durable; told of each twice, before and after its command is handed on
     */
    void begin(FleetJob job, List<Target> targets, Consumer<Target> keep) {
        Instant now = clock.instant();
        List<Target> next = Turns.next(job, targets, known(now, job.pace()), now);
        if (next.isEmpty()) return;
        List<StationId> ids = next.stream().map(Target::station).toList();
        Map<StationId, Map<String, Known>> known = outlooks.known(job.task(), ids);
        Map<StationId, Chosen> chosen = choice.these(ids).stream()
                .collect(Collectors.toMap(one -> one.station().id(), one -> one));
        for (Target one : next) {
            Chosen station = chosen.get(one.station());
            if (station == null) {
                keep.accept(one.ended(Target.State.SKIPPED, "deleted", "the station is not entered any more", now));
                continue;
            }
            JsonNode order = StationWork.order(
                    job.task(), station.version(), Outlooks.plain(known.getOrDefault(one.station(), Map.of())));
            if (order == null) {
                keep.accept(one.ended(Target.State.SKIPPED, "already", "it has these values already", now));
                continue;
            }
            Target begun = one.begun(order.toString(), station.firmwareVersion(), clock.instant());
            keep.accept(begun);
            keep.accept(work.handOn(job, begun));
        }
    }

    /** What turns depend on, as of now. */
    Turns.Known known(Instant now, Pace pace) {
        Map<ZoneId, Boolean> open = new HashMap<>();
        return new Turns.Known(
                this::isReachable, this::site, id -> open.computeIfAbsent(zone(id), zone -> pace.isOpen(now, zone)));
    }

    private boolean isReachable(StationId id) {
        return isConnected(id) && isRegistered(id);
    }

    /** Whether it is connected and will be reachable when its BootNotification is answered. */
    boolean isArriving(StationId id) {
        return isConnected(id) && !isRegistered(id);
    }

    private boolean isConnected(StationId id) {
        return links.find(id).filter(StationLink::isOpen).isPresent();
    }

    private boolean isRegistered(StationId id) {
        return stations.find(id).map(Station::registration).orElse(Registration.NONE) != Registration.NONE;
    }

    private int site(StationId id) {
        return stations.find(id).map(Station::siteId).orElse(0);
    }

    private ZoneId zone(StationId id) {
        return sites.find(site(id)).map(Site::timeZone).orElse(ZoneOffset.UTC);
    }
}

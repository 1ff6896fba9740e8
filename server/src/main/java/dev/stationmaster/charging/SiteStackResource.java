package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.CompositeService.Wanted;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteLimit;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the profiles of a site's stations come to together, beside its limit and what flows now. */
@RestController
@RequestMapping("/api/v1/sites/{name}/charging")
class SiteStackResource {
    /** Each is computed from the database; more of them would take longer than somebody waits. */
    private static final int MOST_STATIONS = 200;

    private final SiteService sites;
    private final StationDirectory stations;
    private final StatusService status;
    private final TransactionService transactions;
    private final CompositeService composites;
    private final InstantSource clock;

    SiteStackResource(
            SiteService sites,
            StationDirectory stations,
            StatusService status,
            TransactionService transactions,
            CompositeService composites,
            InstantSource clock) {
        this.sites = sites;
        this.stations = stations;
        this.status = status;
        this.transactions = transactions;
        this.composites = composites;
        this.clock = clock;
    }

    /** @param limitW without it there is no limit from here to the next */
    record Step(int startPeriod, @Nullable BigDecimal limitW) {}

    /**
     * @param charging how many transactions run there
     * @param drawsW what they draw; null when none told
     * @param steps what its EVSEs may draw together, by all profiles and limits that we know of
     */
    record Part(String station, int charging, @Nullable Double drawsW, List<Step> steps) {}

    /**
     * @param limit of the site itself; those of the sites above hold, too
     * @param omitted stations beyond the first 200, which are not in the list
     */
    record SiteStack(
            String site,
            String timeZone,
            @Nullable SiteLimit limit,
            Instant start,
            int duration,
            List<Part> items,
            int omitted) {}

    /** The stations of the site and of those below it, in watts of three phases at 230 V. */
    @GetMapping
    SiteStack stack(@PathVariable String name, @RequestParam(defaultValue = "86400") int duration) {
        Scope scope = Scope.current();
        Site site = sites.find(name)
                .filter(one -> scope.includes(one.id()))
                .orElseThrow(() -> ApiProblem.notFound("site", name));
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Wanted wanted = ChargingResource.wanted(0, start.toString(), duration, Unit.W.name(), Grid.USUAL);
        Set<Integer> within = sites.within(List.of(site.id()));
        List<Station> there = stations.all().stream()
                .filter(station -> within.contains(station.siteId()) && scope.includes(station.siteId()))
                .sorted(Comparator.comparing(Station::identity))
                .toList();
        return new SiteStack(
                site.name(),
                site.timeZone().getId(),
                site.limit().isNone() ? null : site.limit(),
                start,
                duration,
                there.stream()
                        .limit(MOST_STATIONS)
                        .map(station -> part(station, wanted))
                        .toList(),
                Math.max(0, there.size() - MOST_STATIONS));
    }

    private Part part(Station station, Wanted wanted) {
        List<Transaction> open = transactions.openOn(station.id());
        var evses = new TreeSet<Integer>();
        for (ConnectorReport report : status.connectors(station.id())) if (report.evse() > 0) evses.add(report.evse());
        Double draws = null;
        for (Transaction one : open) {
            if (one.evse() != null && one.evse() > 0) evses.add(one.evse());
            OptionalDouble told = transactions.powerW(one.publicId());
            if (told.isPresent()) draws = (draws == null ? 0 : draws) + told.getAsDouble();
        }
        List<List<Piece>> each = new ArrayList<>();
        for (int evse : evses) each.add(pieces(station, evse, wanted));
        List<Step> steps = StationSum.of(each, pieces(station, 0, wanted)).stream()
                .map(piece -> new Step(piece.startSeconds(), piece.limit()))
                .toList();
        return new Part(station.identity(), open.size(), draws, steps);
    }

    private List<Piece> pieces(Station station, int evse, Wanted wanted) {
        var asked = new Wanted(evse, wanted.start(), wanted.durationSeconds(), wanted.unit(), wanted.grid());
        return composites.compute(station.id(), asked).pieces();
    }
}

package dev.stationmaster.statistics;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.statistics.StatisticsService.Figures;
import dev.stationmaster.statistics.StatisticsStore.Day;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Uptime, energy, sessions and faults of a period. The lists are whole; they come as CSV too. */
@RestController
@RequestMapping("/api/v1/statistics")
class StatisticsResource {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final double HOUR_SECONDS = 3_600;
    private static final double HUNDRED = 100;
    private static final double THOUSANDTHS = 1_000;

    private final StatisticsService statistics;
    private final SiteService sites;
    private final InstantSource clock;

    StatisticsResource(StatisticsService statistics, SiteService sites, InstantSource clock) {
        this.statistics = statistics;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * Of what.
     *
     * @param from 30 days ago when absent
     * @param to now when absent, or when it lies in the future; at most 366 days after {@code from}
     * @param site its name, with all sites below it; all sites when absent
     */
    record Asked(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String site) {}

    /**
     * Figures of a site, a station, or all together.
     *
     * @param uptimePercent share of time in which a connector could be used: its station connected, and the connector neither
     *     Faulted nor Unavailable; from when both were first heard of. Null when none was
     * @param downHours of all connectors together
     * @param sessions transactions that began in the period
     * @param energyWh what they plausibly took, so far
     * @param chargedHours from start to stop, together
     * @param faults how often a connector was faulted
     * @param offlines how often a station was away for longer than offlineAfterSeconds
     */
    record SiteFigures(
            String site,
            int stations,
            int connectors,
            @Nullable Double uptimePercent,
            double downHours,
            long sessions,
            BigDecimal energyWh,
            double chargedHours,
            int faults,
            int offlines) {}

    /** Of one station; the columns mean what they mean of a site. */
    record StationFigures(
            String station,
            String site,
            int connectors,
            @Nullable Double uptimePercent,
            double downHours,
            long sessions,
            BigDecimal energyWh,
            double chargedHours,
            int faults,
            int offlines) {}

    /** @param total all of them together; its site is empty @param items by name */
    record SitesReport(Instant from, Instant to, SiteFigures total, List<SiteFigures> items) {}

    /** All sites that the caller may know of, and what they make together. */
    @GetMapping("/summary")
    SitesReport summary(@ModelAttribute @ParameterObject Asked asked) {
        Span period = period(asked);
        Map<Station, Figures> each = statistics.byStation(period, wanted(asked));
        return new SitesReport(
                period.from(), period.to(), figures("", each.values().stream().toList()), bySite(each));
    }

    @GetMapping("/sites")
    Page<SiteFigures> sites(@ModelAttribute @ParameterObject Asked asked) {
        return new Page<>(bySite(statistics.byStation(period(asked), wanted(asked))), null);
    }

    /** By identity. */
    @GetMapping("/stations")
    Page<StationFigures> stations(@ModelAttribute @ParameterObject Asked asked) {
        return new Page<>(
                statistics.byStation(period(asked), wanted(asked)).entrySet().stream()
                        .sorted(Comparator.comparing(
                                entry -> entry.getKey().identity().toLowerCase(Locale.ROOT)))
                        .map(entry -> station(entry.getKey(), entry.getValue()))
                        .toList(),
                null);
    }

    /** @param energyWh of the sessions that began on that day */
    record DayFigures(LocalDate day, long sessions, BigDecimal energyWh) {}

    /** Every day of the period, the oldest first. @param zone an IANA time zone */
    @GetMapping("/days")
    Page<DayFigures> days(
            @ModelAttribute @ParameterObject Asked asked, @RequestParam(defaultValue = "UTC") String zone) {
        Span period = period(asked);
        ZoneId of = zone(zone);
        Map<LocalDate, Day> known = statistics.days(period, of, wanted(asked)).stream()
                .collect(Collectors.toMap(Day::day, Function.identity()));
        List<DayFigures> all = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(period.to().minusNanos(1), of);
        for (LocalDate day = LocalDate.ofInstant(period.from(), of); !day.isAfter(last); day = day.plusDays(1)) {
            Day one = known.get(day);
            all.add(new DayFigures(
                    day, one == null ? 0 : one.sessions(), one == null ? BigDecimal.ZERO : one.energyWh()));
        }
        return new Page<>(all, null);
    }

    private Span period(Asked asked) {
        Instant now = clock.instant();
        Instant to = asked.to() == null || asked.to().isAfter(now) ? now : asked.to();
        Instant from = asked.from() == null ? to.minus(USUAL) : asked.from();
        if (!from.isBefore(to)) throw ApiProblem.invalid("from", "before to", "from lies before to, and before now.");
        if (Duration.between(from, to).compareTo(LONGEST) > 0)
            throw ApiProblem.invalid("from", "at most 366 days", "A period has at most 366 days.");
        return new Span(from, to);
    }

    private Predicate<Station> wanted(Asked asked) {
        Scope scope = Scope.current();
        if (asked.site() == null || asked.site().isBlank()) return station -> scope.includes(station.siteId());
        Site site = sites.find(asked.site())
                .filter(one -> scope.includes(one.id()))
                .orElseThrow(() -> ApiProblem.notFound("site", asked.site()));
        Set<Integer> within = sites.within(List.of(site.id()));
        return station -> within.contains(station.siteId()) && scope.includes(station.siteId());
    }

    private List<SiteFigures> bySite(Map<Station, Figures> each) {
        Map<String, List<Figures>> grouped = new HashMap<>();
        each.forEach((station, figures) ->
                grouped.computeIfAbsent(name(station), _ -> new ArrayList<>()).add(figures));
        return grouped.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER))
                .map(entry -> figures(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String name(Station station) {
        return sites.find(station.siteId()).map(Site::name).orElse("");
    }

    private static SiteFigures figures(String site, List<Figures> stations) {
        Figures sum = stations.stream().reduce(Figures.NONE, Figures::and);
        return new SiteFigures(
                site,
                stations.size(),
                sum.connectors(),
                percent(sum),
                hours(sum.down().toSeconds()),
                sum.sessions(),
                sum.energyWh(),
                hours(sum.chargedSeconds()),
                sum.faults(),
                sum.offlines());
    }

    private StationFigures station(Station station, Figures one) {
        return new StationFigures(
                station.identity(),
                name(station),
                one.connectors(),
                percent(one),
                hours(one.down().toSeconds()),
                one.sessions(),
                one.energyWh(),
                hours(one.chargedSeconds()),
                one.faults(),
                one.offlines());
    }

    /** With three digits, rounded down: 100 is 100. */
    private static @Nullable Double percent(Figures one) {
        long known = one.known().toMillis();
        if (known == 0) return null;
        double up = (double) (known - one.down().toMillis()) / known;
        return Math.floor(up * HUNDRED * THOUSANDTHS) / THOUSANDTHS;
    }

    private static double hours(double seconds) {
        return Math.round(seconds / HOUR_SECONDS * HUNDRED) / HUNDRED;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ApiProblem.invalid("zone", "IANA time zone", "zone is an IANA time zone like Europe/Berlin.");
        }
    }
}

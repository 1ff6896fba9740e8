package dev.stationmaster.statistics;

import dev.stationmaster.alert.Mailer;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.statistics.StatisticsService.Figures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Sends the report of the past month, from the first of the next on, by the clock of the site. What the mail server refuses is tried again each hour. */
@Service
class MonthlyReports {
    private static final Logger log = LoggerFactory.getLogger(MonthlyReports.class);
    /** Nobody reads it earlier, and what stations tell late is in. */
    private static final int FROM_HOUR = 5;

    private final MonthlyReportStore store;
    private final StatisticsService statistics;
    private final SiteService sites;
    private final Mailer mailer;
    private final Settings settings;
    private final InstantSource clock;

    MonthlyReports(
            MonthlyReportStore store,
            StatisticsService statistics,
            SiteService sites,
            Mailer mailer,
            Settings settings,
            InstantSource clock) {
        this.store = store;
        this.statistics = statistics;
        this.sites = sites;
        this.mailer = mailer;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void look() {
        if (!mailer.hasServer()) return;
        for (MonthlyReport one : store.all()) {
            ZonedDateTime now = clock.instant().atZone(zone(one));
            YearMonth past = YearMonth.from(now).minusMonths(1);
            if (due(one.lastMonth(), now)) send(one, past);
        }
    }

    /** Whether the month before that moment is still to be sent. */
    static boolean due(YearMonth last, ZonedDateTime now) {
        boolean early = now.getDayOfMonth() == 1 && now.getHour() < FROM_HOUR;
        return !early && last.isBefore(YearMonth.from(now).minusMonths(1));
    }

    /** The past month, by the clock of the site. */
    YearMonth past(MonthlyReport report) {
        return YearMonth.from(clock.instant().atZone(zone(report))).minusMonths(1);
    }

    /** Tries once; what became of it is durable when this returns. */
    MonthlyReport send(MonthlyReport report, YearMonth month) {
        Site site = site(report);
        ZoneId zone = zone(report);
        Span period = new Span(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
        Figures sum =
                statistics.byStation(period, wanted(site)).values().stream().reduce(Figures.NONE, Figures::and);
        var text = new MonthlyReportText(report.language(), site == null ? null : site.name(), month, zone);
        var outcome = mailer.send(report.addresses(), text.subject(), text.body(sum, link(site, month)));
        log.info("event=monthly-report month={} taken={} answer=\"{}\"", month, outcome.taken(), outcome.answer());
        var after = report.after(outcome.taken() ? month : report.lastMonth(), outcome.answer());
        store.save(after);
        return after;
    }

    private Predicate<Station> wanted(@Nullable Site site) {
        if (site == null) return _ -> true;
        Set<Integer> within = sites.within(List.of(site.id()));
        return station -> within.contains(station.siteId());
    }

    private @Nullable Site site(MonthlyReport report) {
        return report.siteId() == null ? null : sites.find(report.siteId()).orElse(null);
    }

    private ZoneId zone(MonthlyReport report) {
        Site site = site(report);
        return (site == null ? sites.standard() : site).timeZone();
    }

    /** The page to print; empty when nobody said where the console is. */
    private String link(@Nullable Site site, YearMonth month) {
        String console = settings.get(ProblemSettings.CONSOLE_URL).strip().replaceFirst("/+$", "");
        if (console.isEmpty()) return "";
        String of = site == null ? "" : "&site=" + URLEncoder.encode(site.name(), StandardCharsets.UTF_8);
        return console + "/reports?month=" + month + of;
    }
}

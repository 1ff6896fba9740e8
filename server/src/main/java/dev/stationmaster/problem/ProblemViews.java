package dev.stationmaster.problem;

import dev.stationmaster.problem.Impact.Hit;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows problems with what is concluded from them: impact, likely cause, what is alike, what to do. */
@Component
class ProblemViews {
    private final StationDirectory stations;
    private final SiteService sites;
    private final Impact impact;
    private final NextSteps steps;

    ProblemViews(StationDirectory stations, SiteService sites, Impact impact, NextSteps steps) {
        this.stations = stations;
        this.sites = sites;
        this.impact = impact;
        this.steps = steps;
    }

    /** Where its station stands now, else where it stood. */
    @Nullable
    Integer siteOf(Problem problem) {
        StationId station = problem.station();
        if (station == null) return null;
        return stations.find(station).map(Station::siteId).orElse(problem.siteId());
    }

    @Nullable
    String stationOf(Problem problem) {
        StationId station = problem.station();
        return station == null ? null : stations.nameOf(station).orElse(null);
    }

    @Nullable
    String siteNameOf(Problem problem) {
        Integer site = siteOf(problem);
        return site == null ? null : sites.find(site).map(Site::name).orElse(null);
    }

    Hit hit(Problem problem, Instant now) {
        return impact.of(problem, now);
    }

    ProblemView view(Problem one, Patterns patterns, Instant now) {
        String station = stationOf(one);
        Instant until = one.closedAt() == null ? now : one.closedAt();
        return new ProblemView(
                one.id(),
                one.kind().word(),
                one.severity().word(),
                one.open() ? "open" : "closed",
                station,
                siteNameOf(one),
                station == null ? one.object() : null,
                one.evse(),
                one.connector(),
                one.code(),
                one.facts(),
                Sentences.of(one, station),
                one.startedAt(),
                one.openedAt(),
                one.closedAt(),
                one.reopened(),
                impact.of(one, until),
                Causes.of(one, patterns),
                patterns.alike(one),
                steps.of(one).orElse(null),
                one.device().vendor(),
                one.device().model(),
                one.device().firmwareVersion(),
                one.care().acknowledgedAt(),
                one.care().acknowledgedBy(),
                one.care().assignee(),
                one.snoozed(now) ? one.care().snoozedUntil() : null);
    }
}

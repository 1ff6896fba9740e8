package dev.stationmaster.tariff;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Where the hours of a tariff begin and end on the line of time, also on days of 23 or 25 hours. Pure. */
final class WallClock {
    /** More than this no session lasts; a clock that leapt would make us count for ever. */
    static final Duration LONGEST = Duration.ofDays(400);

    private final ZoneId zone;
    private final NavigableSet<LocalTime> edges = new TreeSet<>();

    WallClock(ZoneId zone, List<PriceElement> elements) {
        this.zone = zone;
        for (PriceElement element : elements) {
            if (!element.hasHours()) continue;
            edges.add(element.from() == null ? LocalTime.MIDNIGHT : element.from());
            edges.add(element.until() == null ? LocalTime.MIDNIGHT : element.until());
            if (!element.days().isEmpty()) edges.add(LocalTime.MIDNIGHT);
        }
    }

    /**
     * The times strictly between the two at which another price may begin, in order. A wall-clock time that comes twice is an edge both times; where
     * the clocks are changed is one too, because the hours there may be others at once.
     */
    List<Instant> edgesBetween(Instant from, Instant to) {
        if (edges.isEmpty() || !to.isAfter(from)) return List.of();
        NavigableSet<Instant> found = new TreeSet<>();
        ZoneRules rules = zone.getRules();
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (LocalTime edge : edges) {
                for (ZoneOffset offset : rules.getValidOffsets(day.atTime(edge))) {
                    found.add(day.atTime(edge).toInstant(offset));
                }
            }
        }
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            found.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        return List.copyOf(found.subSet(from, false, to, false));
    }
}

package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When schedules begin. What repeats does so at the same time of the site's clock (1.6 errata 3.79): on the day on which the clocks go forward
 * over that time, as much later; on the day on which it comes twice, the first time.
 */
final class Occurrences {
    private Occurrences() {}

    /** The last beginning that is not after {@code time}; null when it has not begun. */
    static @Nullable Instant lastBegin(ChargingProfile profile, Instant origin, ZoneId zone, Instant time) {
        Instant start = profile.schedule().start();
        Instant only =
                switch (profile.kind()) {
                    case RELATIVE -> origin;
                    case ABSOLUTE, DYNAMIC -> start == null ? origin : start;
                    case RECURRING -> start == null ? null : recurring(start, profile.recurrency(), zone, time);
                };
        return only == null || time.isBefore(only) ? null : only;
    }

    /** All beginnings that matter between two times: the last one before, and those in between. */
    static List<Instant> begins(ChargingProfile profile, Instant origin, ZoneId zone, Instant from, Instant to) {
        List<Instant> all = new ArrayList<>();
        Instant begin = lastBegin(profile, origin, zone, to);
        while (begin != null) {
            all.add(begin);
            if (!begin.isAfter(from)) break;
            Instant before = lastBegin(profile, origin, zone, begin.minusNanos(1));
            begin = before;
        }
        return all;
    }

    private static @Nullable Instant recurring(
            Instant start, @Nullable Recurrency recurrency, ZoneId zone, Instant time) {
        if (time.isBefore(start)) return null;
        LocalDateTime first = LocalDateTime.ofInstant(start, zone);
        LocalDate day = LocalDate.ofInstant(time, zone).plusDays(1);
        for (int back = 0; back <= 8; back++, day = day.minusDays(1)) {
            if (recurrency == Recurrency.WEEKLY && day.getDayOfWeek() != first.getDayOfWeek()) continue;
            Instant begin = day.atTime(first.toLocalTime()).atZone(zone).toInstant();
            if (!begin.isAfter(time)) return begin.isBefore(start) ? start : begin;
        }
        return start;
    }
}

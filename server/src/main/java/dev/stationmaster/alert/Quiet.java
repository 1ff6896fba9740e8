package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRule.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** When a rule is quiet. Pure. */
final class Quiet {
    private Quiet() {}

    /** The end of the quiet hours that hold at that time; null when none hold. */
    static @Nullable Instant until(@Nullable QuietHours quiet, boolean critical, Instant at) {
        if (quiet == null || critical && quiet.exceptCritical()) return null;
        ZonedDateTime local = at.atZone(ZoneId.of(quiet.timeZone()));
        LocalTime from = LocalTime.parse(quiet.from());
        LocalTime to = LocalTime.parse(quiet.to());
        LocalTime now = local.toLocalTime();
        boolean overNight = !to.isAfter(from);
        boolean quietNow =
                overNight ? !now.isBefore(from) || now.isBefore(to) : !now.isBefore(from) && now.isBefore(to);
        if (!quietNow) return null;
        ZonedDateTime end = local.with(to);
        return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
    }
}

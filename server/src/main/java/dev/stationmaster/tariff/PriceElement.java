package dev.stationmaster.tariff;

import dev.stationmaster.tariff.Tariff.Dimension;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prices and the hours in which they hold. Null is no price here: a later element may have one. 0 is free.
 *
 * @param perKwh for each kilowatt-hour
 * @param perMinute for each minute of charging, to the second
 * @param perIdleMinute for each minute plugged in after charging, to the second, beyond the grace period
 * @param perSession once, when charging begins
 * @param days empty is every day; of hours that pass midnight the day on which they are is meant, not the one on which they began
 * @param from wall-clock time of the site, inclusive; null is midnight
 * @param until exclusive; null is midnight; before or equal to {@code from} the hours pass midnight
 */
public record PriceElement(
        @Nullable BigDecimal perKwh,
        @Nullable BigDecimal perMinute,
        @Nullable BigDecimal perIdleMinute,
        @Nullable BigDecimal perSession,
        Set<DayOfWeek> days,
        @Nullable LocalTime from,
        @Nullable LocalTime until) {
    public PriceElement {
        days = Set.copyOf(days);
    }

    @Nullable
    BigDecimal price(Dimension dimension) {
        return switch (dimension) {
            case ENERGY -> perKwh;
            case CHARGING -> perMinute;
            case IDLE -> perIdleMinute;
            case SESSION -> perSession;
        };
    }

    boolean hasHours() {
        return !days.isEmpty() || from != null || until != null;
    }

    boolean holdsAt(LocalDateTime local) {
        if (!days.isEmpty() && !days.contains(local.getDayOfWeek())) return false;
        if (from == null && until == null) return true;
        LocalTime begin = from == null ? LocalTime.MIDNIGHT : from;
        LocalTime end = until == null ? LocalTime.MIDNIGHT : until;
        LocalTime time = local.toLocalTime();
        boolean overMidnight = !begin.isBefore(end);
        return overMidnight ? !time.isBefore(begin) || time.isBefore(end) : !time.isBefore(begin) && time.isBefore(end);
    }
}

package dev.stationmaster.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits one after the other.
 *
 * @param id within the profile (2.x); null lets us count
 * @param start when it begins; null counts from the start of charging
 * @param durationSeconds after which it says nothing any more; null for no end
 * @param minChargingRate below which the EV charges inefficiently, in {@code unit}; a hint to the station
 */
public record ChargingSchedule(
        @Nullable Integer id,
        Unit unit,
        @Nullable Instant start,
        @Nullable Integer durationSeconds,
        @Nullable BigDecimal minChargingRate,
        List<Period> periods) {
    public ChargingSchedule {
        periods = List.copyOf(periods);
    }

    /** A is per phase, W the total of all phases (1.6 errata 3.69; K01.FR.49, K01.FR.50). */
    public enum Unit {
        A,
        W
    }

    /**
     * A limit from here to the next.
     *
     * @param startSeconds after the beginning of the schedule
     * @param limit at most one decimal is significant; null where a 2.1 station reports a period without one
     * @param numberPhases null means 3
     * @param phaseToUse 1 to 3, with one phase only; null leaves it to the station
     */
    public record Period(
            int startSeconds,
            @Nullable BigDecimal limit,
            @Nullable Integer numberPhases,
            @Nullable Integer phaseToUse) {}
}

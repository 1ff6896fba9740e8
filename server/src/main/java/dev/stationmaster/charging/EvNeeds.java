package dev.stationmaster.charging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a car told of its needs by ISO 15118 (K15).
 *
 * @param direct whether it charges with direct current
 * @param phases that it charges with, 1 to 3; of no meaning with direct current
 * @param energyWh that it wants; null when it did not say
 * @param departure when its driver leaves, station clock; null when nobody knows
 * @param minCurrentA below which it does not charge, per phase; null when it did not say
 * @param maxCurrentA per phase, or of the direct current; null when only a power was told
 * @param maxVoltageV null when it did not say
 * @param maxPowerW in total; null when it did not say
 * @param maxTuples periods that it takes in a schedule; null when it did not say
 * @param socPercent state of charge; null when it did not say
 */
public record EvNeeds(
        boolean direct,
        int phases,
        @Nullable BigDecimal energyWh,
        @Nullable Instant departure,
        @Nullable BigDecimal minCurrentA,
        @Nullable BigDecimal maxCurrentA,
        @Nullable BigDecimal maxVoltageV,
        @Nullable BigDecimal maxPowerW,
        @Nullable Integer maxTuples,
        @Nullable Integer socPercent) {
    /** What the car is told at once. */
    public enum Answer {
        /** A schedule follows. */
        ACCEPTED,
        /** A schedule follows when the transaction is known. */
        PROCESSING,
        /** None will come; charging goes on without. */
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether there is enough to plan with. */
    boolean usable() {
        return maxCurrentA != null || maxPowerW != null;
    }
}

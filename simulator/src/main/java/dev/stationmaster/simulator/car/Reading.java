package dev.stationmaster.simulator.car;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the meter of an EVSE shows at one moment.
 *
 * @param at         world time
 * @param energyWh   import register, never falls
 * @param powerW     present power
 * @param voltageV   per phase at AC, at the outlet at DC
 * @param currentA   per phase at AC, at the outlet at DC
 * @param phases     phases that carry current: 1 to 3 at AC, 0 at DC
 * @param socPercent null when no car tells
 * @param offeredW   what the station would give at most
 */
public record Reading(
        Instant at,
        long energyWh,
        double powerW,
        double voltageV,
        double currentA,
        int phases,
        @Nullable Integer socPercent,
        double offeredW) {}

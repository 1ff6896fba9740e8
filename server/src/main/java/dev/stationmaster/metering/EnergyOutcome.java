package dev.stationmaster.metering;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be billed, and what is odd about it.
 *
 * @param energyWh the plausible energy; null when nobody can know it
 * @param flags stable codes with the figures they rest on
 */
public record EnergyOutcome(@Nullable BigDecimal energyWh, Map<String, String> flags) {
    public EnergyOutcome {
        flags = Map.copyOf(flags);
    }
}

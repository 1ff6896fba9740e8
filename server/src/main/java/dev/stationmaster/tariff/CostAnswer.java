package dev.stationmaster.tariff;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a TransactionEvent says of costs.
 *
 * @param totalCost null leaves it out: unknown, or not wanted; 0 is free (I03.FR.04)
 * @param text the tariff, when it is told for the first time or has changed (I01, I06); else null
 */
public record CostAnswer(
        @Nullable BigDecimal totalCost, @Nullable TariffText text) {
    static final CostAnswer NOTHING = new CostAnswer(null, null);
}

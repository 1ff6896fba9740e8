package dev.stationmaster.transaction;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction costs, as the API shows it.
 *
 * @param total in the currency, with as many decimals as it has (2.45 for EUR), taxes included; null when it cannot be known (0 means free)
 * @param tax contained in the total; null when the tariff tells nothing of taxes
 * @param parts add up to the total
 * @param explained each step in words
 * @param tariff its id, and the version that the transaction began with
 * @param running the transaction goes on, and so may the cost
 * @param problem why there is no total; null when there is one
 */
public record TransactionCost(
        @Nullable BigDecimal total,
        String currency,
        @Nullable BigDecimal tax,
        List<Part> parts,
        List<String> explained,
        String tariff,
        int tariffVersion,
        boolean running,
        @Nullable String problem) {
    /** One line: kind is energy, charging, idle, session, minimum, maximum or tax; element counts from 1. */
    public record Part(
            String kind,
            @Nullable Integer element,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            BigDecimal amount) {}
}

package dev.stationmaster.tariff;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price with its reasons. All amounts have the minor units of the currency; the parts add up to the total.
 *
 * @param total what is to be paid, taxes included where the tariff tells of taxes
 * @param tax contained in the total; null when the tariff tells nothing of taxes
 * @param parts in the order in which they were counted
 * @param explained each step in words
 */
public record Cost(
        BigDecimal total, String currency, @Nullable BigDecimal tax, List<Part> parts, List<String> explained) {
    /**
     * One line of the bill.
     *
     * @param kind energy, charging, idle, session, minimum, maximum (negative) or tax
     * @param element number of the tariff's element, from 1; null where none is meant
     * @param quantity in {@code unit}, rounded to six digits for display
     */
    public record Part(
            String kind,
            @Nullable Integer element,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal price,
            BigDecimal amount) {}

    public Cost {
        parts = List.copyOf(parts);
        explained = List.copyOf(explained);
    }
}

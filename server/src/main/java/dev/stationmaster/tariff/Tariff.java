package dev.stationmaster.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tariff. Versions never change: what is changed gets the next number, and a transaction keeps the one it began with.
 *
 * @param id chosen by the operator; unique whatever the case
 * @param version from 1 on
 * @param since when this version was made; the first one counts for the time before, too
 * @param currency ISO 4217; amounts are rounded to its minor units
 * @param taxPercent null when nothing is said of taxes
 * @param taxIncluded whether prices, minimum and maximum hold the tax already
 * @param elements of each dimension the first one counts that has a price for it and whose hours fit
 * @param idleGraceMinutes that long the car may stay after charging before idle minutes are counted
 * @param minCost the least that a session costs in which something was charged; null is none
 * @param maxCost the most that a session costs; null is none
 * @param validFrom sessions that begin before are not its own; null is for ever, and likewise {@code validUntil}
 * @param texts what drivers are told, by language tag; empty makes one from the prices
 */
public record Tariff(
        String id,
        int version,
        Instant since,
        String name,
        String currency,
        @Nullable BigDecimal taxPercent,
        boolean taxIncluded,
        List<PriceElement> elements,
        int idleGraceMinutes,
        @Nullable BigDecimal minCost,
        @Nullable BigDecimal maxCost,
        Rounding rounding,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Map<String, String> texts) {
    /** What is counted. The 2.1 model has more of them (reservation), none of which a 2.0.1 or 1.6 station tells. */
    public enum Dimension {
        ENERGY("energy", "kWh"),
        CHARGING("charging", "min"),
        IDLE("idle", "min"),
        SESSION("session", "session");

        private final String word;
        private final String unit;

        Dimension(String word, String unit) {
            this.word = word;
            this.unit = unit;
        }

        public String word() {
            return word;
        }

        public String unit() {
            return unit;
        }
    }

    /** How each part is rounded to the minor units of the currency, once. */
    public enum Rounding {
        HALF_UP("halfUp", RoundingMode.HALF_UP),
        HALF_EVEN("halfEven", RoundingMode.HALF_EVEN),
        UP("up", RoundingMode.UP),
        DOWN("down", RoundingMode.DOWN);

        private final String word;
        private final RoundingMode mode;

        Rounding(String word, RoundingMode mode) {
            this.word = word;
            this.mode = mode;
        }

        public String word() {
            return word;
        }

        RoundingMode mode() {
            return mode;
        }
    }

    public Tariff {
        elements = List.copyOf(elements);
        texts = Map.copyOf(texts);
    }

    /** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD. */
    int digits() {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /** Whether a session that begins then may be its own. */
    boolean validAt(Instant start) {
        return (validFrom == null || !start.isBefore(validFrom)) && (validUntil == null || start.isBefore(validUntil));
    }

    /** Whether anything is asked for in this dimension; a price of 0 is none. */
    boolean charges(Dimension dimension) {
        return elements.stream().anyMatch(element -> {
            BigDecimal price = element.price(dimension);
            return price != null && price.signum() > 0;
        });
    }

    /** Whether it matters when energy flowed. */
    boolean hasHoursFor(Dimension dimension) {
        return elements.stream().anyMatch(element -> element.price(dimension) != null && element.hasHours());
    }

    /** The same but for number and time: saying it again makes no new version. */
    boolean saysTheSame(Tariff other) {
        return numbered(other.version, other.since).equals(other);
    }

    Tariff numbered(int number, Instant at) {
        return new Tariff(
                id,
                number,
                at,
                name,
                currency,
                taxPercent,
                taxIncluded,
                elements,
                idleGraceMinutes,
                minCost,
                maxCost,
                rounding,
                validFrom,
                validUntil,
                texts);
    }
}

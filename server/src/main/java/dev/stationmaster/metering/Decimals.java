package dev.stationmaster.metering;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimals as stations write them. */
final class Decimals {
    private static final int LONGEST = 40;
    private static final int MOST_PLACES = 12;
    private static final int MOST_DIGITS = 18;

    private Decimals() {}

    /**
     * Reads a decimal with point or comma, thousands marks, blanks, exponent. Null for anything else, hostile magnitudes included: such a sample
     * is kept as it came.
     */
    static @Nullable BigDecimal read(String text) {
        if (text.length() > LONGEST) return null;
        String digits = text.strip();
        int comma = digits.lastIndexOf(',');
        if (comma >= 0) {
            boolean commaIsPoint = comma > digits.lastIndexOf('.') && digits.indexOf(',') == comma;
            digits = commaIsPoint ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
        }
        if (digits.indexOf(' ') >= 0) digits = digits.replace(" ", "");
        try {
            BigDecimal value = new BigDecimal(digits);
            return Math.abs(value.scale()) > LONGEST || value.precision() - value.scale() > MOST_DIGITS ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** One spelling for equal numbers: no trailing zeros, no exponent. */
    static BigDecimal tidy(BigDecimal value) {
        BigDecimal tidy = value.stripTrailingZeros();
        if (tidy.scale() < 0) return tidy.setScale(0);
        return tidy.scale() > MOST_PLACES
                ? tidy.setScale(MOST_PLACES, java.math.RoundingMode.HALF_EVEN).stripTrailingZeros()
                : tidy;
    }
}

package dev.stationmaster.ocpp;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The keywords of the schemas that look at a value alone; the same on the way in and out. */
final class Rules {
    /** Beyond a double's range; adding two such numbers would cost all memory. */
    private static final int MOST_DIGITS = 310;

    private Rules() {}

    /** JSON Schema counts characters as code points. */
    static boolean isTooLong(String text, int maxLength) {
        return maxLength >= 0 && text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength;
    }

    /** Whether it has no half of a surrogate pair, which UTF-8 cannot express. */
    static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute() && text.chars().allMatch(c -> c < 128);
        } catch (URISyntaxException notOne) {
            return false;
        }
    }

    static boolean isReasonable(BigDecimal number) {
        return number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }

    /** In decimal arithmetic: 8.1 is a multiple of 0.1. */
    static boolean isMultiple(BigDecimal number, @Nullable BigDecimal step) {
        return step == null || number.remainder(step).signum() == 0;
    }

    static boolean isBelow(BigDecimal number, @Nullable BigDecimal minimum) {
        return minimum != null && number.compareTo(minimum) < 0;
    }

    static boolean isAbove(BigDecimal number, @Nullable BigDecimal maximum) {
        return maximum != null && number.compareTo(maximum) > 0;
    }

    /** The number as int, null when it has a fraction or does not fit; 12.0 is an integer to JSON Schema. */
    static @Nullable Integer asInt(BigDecimal number) {
        if (!isReasonable(number) || !hasNoFraction(number)) {
            return null;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }

    static boolean hasNoFraction(BigDecimal number) {
        return number.signum() == 0
                || number.scale() <= 0
                || number.stripTrailingZeros().scale() <= 0;
    }
}

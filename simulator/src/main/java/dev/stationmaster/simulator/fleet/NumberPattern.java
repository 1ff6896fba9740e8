package dev.stationmaster.simulator.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names made from a number, as in the provisioning file: {@code {n:5}} is the number with at least five digits, {@code {n}} the bare
 * number. Text without either is the same for every number.
 */
public record NumberPattern(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{n(?::([1-9]))?}");

    /** The name for {@code number}. */
    public String of(long number) {
        return PLACE.matcher(text).replaceAll(place -> {
            var width = place.group(1);
            var digits = width == null ? Long.toString(number) : ("%0" + width + "d").formatted(number);
            return Matcher.quoteReplacement(digits);
        });
    }

    /** Whether different numbers give different names. */
    public boolean varies() {
        return PLACE.matcher(text).find();
    }
}

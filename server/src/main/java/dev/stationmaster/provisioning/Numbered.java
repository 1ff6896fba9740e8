package dev.stationmaster.provisioning;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that hold the number of an entry: {@code {n}} is the bare number, {@code {n:5}} the number with at least five digits. */
final class Numbered {
    private static final Pattern PLACE = Pattern.compile("\\{n(?::([1-9]))?}");

    private Numbered() {}

    static boolean isPattern(@Nullable String text) {
        return text != null && PLACE.matcher(text).find();
    }

    static @Nullable String with(@Nullable String text, int number) {
        if (text == null || text.indexOf('{') < 0) return text;
        return PLACE.matcher(text)
                .replaceAll(place -> place.group(1) == null
                        ? Integer.toString(number)
                        : padded(number, Integer.parseInt(place.group(1))));
    }

    private static String padded(int number, int digits) {
        var text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}

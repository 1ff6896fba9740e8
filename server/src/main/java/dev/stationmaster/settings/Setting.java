package dev.stationmaster.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be tuned.
 *
 * @param key camelCase, as in provisioning files and the API; the environment variable is {@code STATIONMASTER_} and the key in capitals
 * @param standard the value when no layer says otherwise
 * @param unit of the number; null when it has none
 * @param rule what a value must be, in words that complete "must be …"
 * @param words the values it can take; empty when any number in range is fine
 * @param applies whether a change takes effect at once or after a restart
 * @param perStation whether a station may have its own value
 * @param description one sentence for operators
 * @param reader text to value; throws {@link IllegalArgumentException} for anything that breaks the rule
 * @param bounds of a whole number; null for what is none
 */
public record Setting<T>(
        String key,
        T standard,
        @Nullable String unit,
        String rule,
        List<String> words,
        Applies applies,
        boolean perStation,
        String description,
        Function<String, T> reader,
        @Nullable Bounds bounds) {
    public enum Applies {
        LIVE,
        RESTART
    }

    /** Both allowed. */
    public record Bounds(int least, int most) {}

    /** One that is no number. */
    public Setting(
            String key,
            T standard,
            @Nullable String unit,
            String rule,
            List<String> words,
            Applies applies,
            boolean perStation,
            String description,
            Function<String, T> reader) {
        this(key, standard, unit, rule, words, applies, perStation, description, reader, null);
    }

    /** One of the words of an enum, written in lower case. */
    static <E extends Enum<E>> Setting<E> choice(String key, E standard, String description) {
        var constants = standard.getDeclaringClass().getEnumConstants();
        var words = Arrays.stream(constants).map(Setting::word).toList();
        return new Setting<>(
                key,
                standard,
                null,
                words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" or ")),
                words,
                Applies.LIVE,
                false,
                description,
                text -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    /** A whole number between two bounds, both allowed. */
    static Setting<Integer> whole(String key, int standard, int least, int most, String unit, String description) {
        return new Setting<>(
                key,
                standard,
                unit,
                "a whole number from %d to %d".formatted(least, most),
                List.of(),
                Applies.LIVE,
                false,
                description,
                text -> {
                    var number = Integer.parseInt(text);
                    if (number < least || number > most) throw new IllegalArgumentException();
                    return number;
                },
                new Bounds(least, most));
    }

    /** Any text up to a length. */
    static Setting<String> text(String key, String standard, int longest, String description) {
        return new Setting<>(
                key,
                standard,
                null,
                "a text of at most %d printable characters".formatted(longest),
                List.of(),
                Applies.LIVE,
                false,
                description,
                text -> {
                    boolean printable = text.chars().noneMatch(Character::isISOControl);
                    if (text.length() > longest || !printable) throw new IllegalArgumentException();
                    return text;
                });
    }

    Setting<T> afterRestart() {
        return new Setting<>(
                key, standard, unit, rule, words, Applies.RESTART, perStation, description, reader, bounds);
    }

    /** A text of a certain form. @param rule the form in words that complete "must be …" */
    static Setting<String> patterned(String key, String standard, String pattern, String rule, String description) {
        return new Setting<>(key, standard, null, rule, List.of(), Applies.LIVE, false, description, text -> {
            if (!text.matches(pattern)) throw new IllegalArgumentException();
            return text;
        });
    }

    /** A text that its reader takes. @param rule what it takes in words that complete "must be …" */
    static Setting<String> checked(
            String key, String standard, Function<String, String> reader, String rule, String description) {
        return new Setting<>(key, standard, null, rule, List.of(), Applies.LIVE, false, description, reader);
    }

    Setting<T> alsoPerStation() {
        return new Setting<>(key, standard, unit, rule, words, applies, true, description, reader, bounds);
    }

    /** The value as it is written in files and in the API. */
    String written(T value) {
        return value instanceof Enum<?> constant ? word(constant) : String.valueOf(value);
    }

    /** {@code heartbeatIntervalSeconds} becomes {@code stationmaster.heartbeat-interval-seconds}. */
    String property() {
        return "stationmaster." + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

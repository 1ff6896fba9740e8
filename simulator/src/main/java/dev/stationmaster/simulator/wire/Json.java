package dev.stationmaster.simulator.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object written field by field, in the order of the calls. What is null or an empty list is left out, as OCPP wants it: an
 * absent optional field is neither {@code null} nor {@code []}.
 */
public final class Json {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder(128).append('{');

    private Json() {}

    /** An object without fields so far. */
    public static Json object() {
        return new Json();
    }

    public Json put(String name, @Nullable String value) {
        return value == null ? this : raw(name, quoted(value));
    }

    public Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    public Json put(String name, @Nullable Integer value) {
        return value == null ? this : raw(name, value.toString());
    }

    public Json put(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    public Json put(String name, BigDecimal value) {
        return raw(name, value.toPlainString());
    }

    /** UTC with milliseconds. */
    public Json put(String name, Instant value) {
        return raw(name, quoted(time(value)));
    }

    public Json put(String name, @Nullable Json value) {
        return value == null ? this : raw(name, value.text());
    }

    public Json put(String name, List<Json> values) {
        return values.isEmpty()
                ? this
                : raw(name, values.stream().map(Json::text).collect(Collectors.joining(",", "[", "]")));
    }

    public Json putStrings(String name, List<String> values) {
        return values.isEmpty()
                ? this
                : raw(name, values.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    /** A field whose value is JSON text already. */
    public Json raw(String name, String json) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(json);
        return this;
    }

    /** The object as JSON text. */
    public String text() {
        return text + "}";
    }

    @Override
    public String toString() {
        return text();
    }

    /** A time as this simulator writes it: UTC, milliseconds, {@code Z}. */
    public static String time(Instant value) {
        return TIME.format(value);
    }

    /** A JSON string with its quotation marks. */
    public static String quoted(String value) {
        var out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}

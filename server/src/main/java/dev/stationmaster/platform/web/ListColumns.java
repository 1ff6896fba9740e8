package dev.stationmaster.platform.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list's elements as lines of RFC 4180. Nested records are columns of their own, named with a point ({@code idToken.type}); lists and maps stand
 * in one cell as JSON.
 */
final class ListColumns {
    private static final int DEEPEST = 4;
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");

    private final Map<String, Function<Object, @Nullable Object>> columns;
    private final JsonMapper json;

    private ListColumns(Map<String, Function<Object, @Nullable Object>> columns, JsonMapper json) {
        this.columns = columns;
        this.json = json;
    }

    /**
     * @param type of the elements; where it is no record, the keys of the first element are the columns
     * @param chosen names of columns in the wanted order, divided by commas; null for all
     */
    static ListColumns of(@Nullable Class<?> type, @Nullable Object first, @Nullable String chosen, JsonMapper json) {
        var all = new LinkedHashMap<String, Function<Object, @Nullable Object>>();
        if (type != null && type.isRecord()) collect(type, "", item -> item, 0, all);
        else if (first instanceof Map<?, ?> map) {
            for (Object key : map.keySet())
                all.put(String.valueOf(key), item -> item instanceof Map<?, ?> one ? one.get(key) : null);
        }
        if (chosen == null || chosen.isBlank() || all.isEmpty()) return new ListColumns(all, json);
        var wanted = new LinkedHashMap<String, Function<Object, @Nullable Object>>();
        for (String name : chosen.split(",")) {
            var column = all.get(name.strip());
            if (column == null)
                throw ApiProblem.invalid(
                        "columns",
                        "enum",
                        "\"" + name.strip() + "\" is no column; there are " + String.join(", ", all.keySet()) + ".");
            wanted.put(name.strip(), column);
        }
        return new ListColumns(wanted, json);
    }

    private static void collect(
            Class<?> type,
            String prefix,
            Function<Object, @Nullable Object> way,
            int depth,
            Map<String, Function<Object, @Nullable Object>> found) {
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            AccessibleObject.setAccessible(new AccessibleObject[] {accessor}, true);
            Function<Object, @Nullable Object> here = item -> {
                Object holder = way.apply(item);
                return holder == null ? null : read(accessor, holder);
            };
            String name = prefix + component.getName();
            if (component.getType().isRecord() && depth < DEEPEST)
                collect(component.getType(), name + ".", here, depth + 1, found);
            else found.put(name, here);
        }
    }

    private static @Nullable Object read(Method accessor, Object holder) {
        try {
            Object value = accessor.invoke(holder);
            boolean raw = accessor.isAnnotationPresent(JsonRawValue.class);
            return raw && value != null ? new Raw(value.toString()) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(accessor + " cannot be read", e);
        }
    }

    /** JSON that is written as it stands. */
    private record Raw(String json) {}

    String header() {
        return line(new ArrayList<>(columns.keySet()));
    }

    String line(Object item) {
        return line(columns.values().stream()
                .map(column -> cell(column.apply(item)))
                .toList());
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(ListColumns::quoted).toList()) + "\r\n";
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Raw raw -> raw.json();
            case CharSequence text -> harmless(text.toString());
            case Number number -> number.toString();
            case Iterable<?> _, Map<?, ?> _ -> json.writeValueAsString(value);
            case Object[] array -> json.writeValueAsString(Arrays.asList(array));
            case Record _ -> json.writeValueAsString(value);
            default -> harmless(value.toString());
        };
    }

    /** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. Numbers may have their sign. */
    static String harmless(String text) {
        if (text.isEmpty() || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0) return text;
        return NUMBER.matcher(text).matches() ? text : "'" + text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}

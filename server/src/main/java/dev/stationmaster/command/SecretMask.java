package dev.stationmaster.command;

import dev.stationmaster.devicemodel.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes passwords and key codes out of payloads before they are stored or shown (A01.FR.09, C04.FR.04). */
final class SecretMask {
    static final String MASK = "***";
    private static final Pattern URL_PASSWORD = Pattern.compile("(//[^/?\"@\\s:]*:)[^/?\"\\s]*(?=@)");
    private static final Pattern FILE_SECRET = Pattern.compile("(/files/\\d+/)[0-9a-f]{32}");

    private SecretMask() {}

    /** @return the same JSON without its secrets; what is not JSON is masked whole */
    static String masked(String json) {
        Object tree = CommandJson.tree(json);
        if (tree instanceof String && !json.startsWith("\"")) return "\"" + MASK + "\"";
        return tree == null ? "null" : CommandJson.text(value(tree));
    }

    private static Object value(Object value) {
        return switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> list(list);
            case String text -> url(text);
            default -> value;
        };
    }

    /** A URL without its password, and without the secret of a file's path. */
    static String url(String text) {
        if (!text.contains("//")) return text;
        String without = URL_PASSWORD.matcher(text).replaceAll("$1" + MASK);
        return FILE_SECRET.matcher(without).replaceAll("$1" + MASK);
    }

    private static List<@Nullable Object> list(List<?> source) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : source) result.add(item == null ? null : value(item));
        return result;
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> source) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        source.forEach((name, value) -> result.put(String.valueOf(name), value == null ? null : value(value)));
        for (String name : List.copyOf(result.keySet())) if (Secrets.isSecret(name)) result.put(name, MASK);
        if (result.containsKey("password")) result.put("password", MASK);
        if (source.get("key") instanceof String key && Secrets.isSecret(key)) mask(result, "value");
        if (source.get("variable") instanceof String name && Secrets.isSecret(name)) mask(result, "value");
        if (source.get("variable") instanceof Map<?, ?> variable
                && variable.get("name") instanceof String name
                && Secrets.isSecret(name)) mask(result, "attributeValue");
        if ("KeyCode".equals(source.get("type"))) mask(result, "idToken");
        return result;
    }

    private static void mask(Map<String, @Nullable Object> object, String name) {
        if (object.containsKey(name)) object.put(name, MASK);
    }
}

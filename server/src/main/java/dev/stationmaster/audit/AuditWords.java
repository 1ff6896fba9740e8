package dev.stationmaster.audit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names what was done, and to what, from the path of the API. Pure. */
final class AuditWords {
    private static final String BASE = "/api/v1/";

    private AuditWords() {}

    /** {@code PATCH /stations/{id}} is {@code station.changed}; a command is called by its type. */
    static String action(String method, String pattern, @Nullable Object body) {
        List<String> words = words(pattern);
        String last = words.isEmpty() ? "api" : words.getLast();
        if (last.equals("commands")) return "command." + (text(body, "type") == null ? "sent" : text(body, "type"));
        if (last.equals("calls"))
            return "command.Call" + (text(body, "action") == null ? "" : "." + text(body, "action"));
        boolean onOne = pattern.endsWith("}");
        String what = words.size() > 1 ? singular(words.getFirst()) + "." + singular(last) : singular(last);
        return what
                + switch (method) {
                    case "POST" -> onOne || words.size() > 1 && !plural(last) ? "" : ".created";
                    case "DELETE" -> ".deleted";
                    default -> ".changed";
                };
    }

    /** {@code station/CP-1}; of something new, the key that the answer tells. */
    static String object(String pattern, Map<String, String> variables, @Nullable Object body) {
        List<String> parts = new ArrayList<>();
        boolean keyed = false;
        for (String part : path(pattern)) {
            boolean variable = part.startsWith("{");
            String name = variable ? part.substring(1, part.length() - 1) : part;
            parts.add(variable ? variables.getOrDefault(name, name) : singular(part));
            keyed = variable;
        }
        if (!keyed) {
            for (String field : new String[] {"id", "name", "idToken"}) {
                String key = text(body, field);
                if (key == null) continue;
                parts.add(key);
                break;
            }
        }
        return String.join("/", parts);
    }

    private static List<String> path(String pattern) {
        String below = pattern.startsWith(BASE) ? pattern.substring(BASE.length()) : pattern;
        return List.of(below.split("/"));
    }

    private static List<String> words(String pattern) {
        return path(pattern).stream().filter(part -> !part.startsWith("{")).toList();
    }

    private static boolean plural(String word) {
        return word.endsWith("s") && !word.endsWith("ss");
    }

    private static String singular(String word) {
        if (word.equals("settings") || word.equals("customer-information") || !plural(word)) return word;
        return word.endsWith("ies") ? word.substring(0, word.length() - 3) + "y" : word.substring(0, word.length() - 1);
    }

    private static @Nullable String text(@Nullable Object body, String field) {
        if (body == null || !body.getClass().isRecord()) return null;
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            if (!component.getName().equals(field)) continue;
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(body);
                return value == null ? null : value.toString();
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return null;
    }
}

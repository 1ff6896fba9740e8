package dev.stationmaster.command;

import dev.stationmaster.platform.web.FieldProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a request one by one and collects what is wrong with them, so that all is told at once. */
final class FieldReader {
    private final JsonNode node;
    private final String path;
    private final List<FieldProblem> problems;
    private final Set<String> asked = new HashSet<>();
    private final List<FieldReader> parts = new ArrayList<>();

    FieldReader(JsonNode node) {
        this(node, "", new ArrayList<>());
    }

    FieldReader(JsonNode node, String path, List<FieldProblem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    void wrong(String field, String rule, String message) {
        problems.add(new FieldProblem(path + field, rule, message));
    }

    boolean has(String field) {
        asked.add(field);
        JsonNode value = node.get(field);
        return value != null && !value.isNull();
    }

    boolean isObject(String field) {
        asked.add(field);
        JsonNode value = node.get(field);
        return value != null && value.isObject();
    }

    /** The value as JSON text; null when absent. */
    @Nullable
    String json(String field) {
        return has(field) ? node.get(field).toString() : null;
    }

    @Nullable
    String text(String field, int maxLength) {
        if (!has(field)) return null;
        JsonNode value = node.get(field);
        if (!value.isString()) {
            wrong(field, "type string", field + " is a text.");
            return null;
        }
        String text = value.stringValue();
        if (text.length() > maxLength) {
            wrong(field, "maxLength " + maxLength, field + " has at most " + maxLength + " characters.");
        }
        return text;
    }

    /** Never null, so that reading goes on; empty when it is missing, which is told. */
    String needed(String field, int maxLength) {
        String text = text(field, maxLength);
        if (text == null
                && problems.stream().noneMatch(problem -> problem.field().equals(path + field))) {
            wrong(field, "required", field + " is needed.");
        }
        return text == null ? "" : text;
    }

    /** One of the words; the first one when it is missing or wrong, which is told. */
    String word(String field, List<String> words) {
        String text = needed(field, 100);
        if (words.contains(text)) return text;
        if (!text.isEmpty()) wrong(field, "enum", field + " is one of " + String.join(", ", words) + ".");
        return words.getFirst();
    }

    @Nullable
    Integer number(String field, int min) {
        if (!has(field)) return null;
        JsonNode value = node.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min) {
            wrong(field, "minimum " + min, field + " is a whole number from " + min + " on.");
            return null;
        }
        return value.intValue();
    }

    @Nullable
    BigDecimal decimal(String field) {
        if (!has(field)) return null;
        if (node.get(field).isNumber()) return node.get(field).decimalValue();
        wrong(field, "type number", field + " is a number.");
        return null;
    }

    @Nullable
    Instant time(String field) {
        if (!has(field)) return null;
        try {
            return OffsetDateTime.parse(needed(field, 50)).toInstant();
        } catch (DateTimeParseException e) {
            wrong(field, "date-time", field + " is a time such as 2026-03-01T08:00:00Z.");
            return null;
        }
    }

    /** Tells of fields that nobody would read. */
    void only(Set<String> known) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                wrong(
                        name,
                        "unknown",
                        name + " is not known here; the raw door (calls) takes any field of the version.");
            }
        }
    }

    /** Tells of fields that nobody read, here and in the objects below: one that is misspelt must not pass as one left out. */
    void nothingElse(Set<String> besides) {
        for (String name : node.propertyNames()) {
            if (!asked.contains(name) && !besides.contains(name)) {
                wrong(name, "unknown", name + " means nothing here.");
            }
        }
        for (FieldReader part : parts) part.nothingElse(Set.of());
    }

    @Nullable
    Boolean flag(String field) {
        if (!has(field)) return null;
        if (node.get(field).isBoolean()) return node.get(field).booleanValue();
        wrong(field, "type boolean", field + " is true or false.");
        return null;
    }

    FieldReader object(String field) {
        asked.add(field);
        FieldReader part = new FieldReader(node.get(field), path + field + ".", problems);
        parts.add(part);
        return part;
    }

    /** The objects of a list; empty when it is absent. */
    List<FieldReader> objects(String field) {
        if (!has(field)) return List.of();
        if (!node.get(field).isArray()) {
            wrong(field, "type array", field + " is a list.");
            return List.of();
        }
        List<FieldReader> all = new ArrayList<>();
        for (JsonNode item : node.get(field)) {
            String where = path + field + "[" + all.size() + "].";
            if (!item.isObject()) problems.add(new FieldProblem(where, "type object", "The elements are objects."));
            else all.add(new FieldReader(item, where, problems));
        }
        parts.addAll(all);
        return all;
    }

    List<Integer> numbers(String field) {
        if (!has(field)) return List.of();
        List<Integer> all = new ArrayList<>();
        boolean fine = node.get(field).isArray();
        for (JsonNode item : node.get(field)) {
            fine &= item.isIntegralNumber() && item.canConvertToInt();
            if (fine) all.add(item.intValue());
        }
        if (!fine) wrong(field, "type integer[]", field + " is a list of whole numbers.");
        return all;
    }

    List<String> texts(String field, int maxLength) {
        if (!has(field)) return List.of();
        List<String> all = new ArrayList<>();
        boolean fine = node.get(field).isArray();
        for (JsonNode item : node.get(field)) {
            fine &= item.isString() && item.stringValue().length() <= maxLength;
            if (fine) all.add(item.stringValue());
        }
        if (!fine) {
            wrong(field, "type string[]", field + " is a list of texts of at most " + maxLength + " characters.");
        }
        return all;
    }
}

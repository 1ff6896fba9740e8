package dev.stationmaster.ocpp;

import static dev.stationmaster.ocpp.ErrorCode.FORMAT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROTOCOL_ERROR;
import static dev.stationmaster.ocpp.ErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Breaks (or stretches) a valid document at every place, once for each keyword that rules there. */
final class Mutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> NO_TIMES = List.of(
            "yesterday",
            "",
            "2026-03-01",
            "2026-02-30T08:00:00Z",
            "2026-03-01T08:00:00",
            "2026-03-01T24:00:00Z",
            "2026-03-01T08:60:00Z",
            "20260301T080000Z",
            "2026-03-01T08:00Z",
            "2026-03-01T08:00:00+0200",
            "2026-03-01T08:00:00+02",
            "2026-03-01T08:00:00.Z",
            "2026-3-1T08:00:00Z",
            "2026-13-01T08:00:00Z",
            "２026-03-01T08:00:00Z",
            "2026-03-01T08:00:00,5Z");

    /** The independent validator stops reading at the Z; RFC 3339 does not. */
    private static final List<String> DISPUTED_TIMES = List.of("2026-03-01T08:00:00Z ", "2026-03-01T08:00:00Z+01:00");

    private static final List<String> TIMES = List.of(
            "2026-03-01T08:00:00+02:00",
            "2026-03-01T08:00:00.1-11:30",
            "2024-02-29t23:59:59.999999999z",
            "1970-01-01T00:00:00.000Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59+00:00");

    private static final List<String> NO_URIS =
            List.of("relative/path", "not a uri", "http://exa mple.com", "/x", "é:x");
    private static final List<String> URIS = List.of("http://example.com", "sftp://u:p@h:22/a/b?c=d#e", "urn:x:y");

    private final SchemaDocument document;
    private final Consumer<Mutation> out;

    private Mutations(SchemaDocument document, Consumer<Mutation> out) {
        this.document = document;
        this.out = out;
    }

    static void of(SchemaDocument document, JsonNode valid, Consumer<Mutation> out) {
        new Mutations(document, out).at(document.schema(), valid, "", n -> n);
    }

    /** @param whole puts a value into this place of a copy of the whole document */
    private void at(JsonNode part, JsonNode value, String where, UnaryOperator<JsonNode> whole) {
        var schema = document.resolve(part);
        switch (schema.path("type").asString("")) {
            case "object" -> object(schema, (ObjectNode) value, where, whole);
            case "array" -> array(schema, (ArrayNode) value, where, whole);
            case "string" -> string(schema, where, whole);
            case "integer" -> integer(schema, where, whole);
            case "number" -> number(schema, where, whole);
            case "boolean" -> types(where, whole, NODES.stringNode("true"), NODES.numberNode(1), NODES.nullNode());
            default -> allow("any", where, whole, NODES.nullNode());
        }
    }

    private void object(JsonNode schema, ObjectNode value, String where, UnaryOperator<JsonNode> whole) {
        if (where.isEmpty()) {
            refuse("type", where, whole, NODES.arrayNode(), FORMAT_VIOLATION);
            refuse("type", where, whole, NODES.numberNode(7), FORMAT_VIOLATION);
        } else {
            types(where, whole, NODES.stringNode("{}"), NODES.arrayNode(), NODES.nullNode(), NODES.numberNode(7));
        }
        for (var name : schema.path("required")) {
            var without = value.deepCopy();
            without.remove(name.asString());
            refuse("required", where + "/" + name.asString(), whole, without, PROTOCOL_ERROR);
        }
        var with = value.deepCopy().set("unexpected", NODES.arrayNode().add(1));
        if (schema.path("additionalProperties").isBoolean()) {
            var code = document.version() == Version.V16 ? FORMAT_VIOLATION : PROTOCOL_ERROR;
            refuse("additionalProperties", where, whole, with, code);
        } else {
            allow("additionalProperties", where, whole, with);
        }
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            if (value.has(name)) {
                at(property.getValue(), value.get(name), where + "/" + name, changed -> {
                    var copy = value.deepCopy();
                    copy.set(name, changed);
                    return whole.apply(copy);
                });
            }
        }
    }

    private void array(JsonNode schema, ArrayNode value, String where, UnaryOperator<JsonNode> whole) {
        types(where, whole, NODES.stringNode("[]"), NODES.objectNode(), NODES.nullNode());
        if (value.isEmpty()) {
            return;
        }
        if (schema.has("minItems")) {
            refuse("minItems", where, whole, NODES.arrayNode(), OCCURRENCE_CONSTRAINT_VIOLATION);
        }
        if (schema.has("maxItems")) {
            int most = schema.get("maxItems").asInt();
            var full = NODES.arrayNode();
            for (int i = 0; i < most; i++) {
                full.add(value.get(0));
            }
            allow("maxItems", where, whole, full);
            refuse("maxItems", where, whole, full.deepCopy().add(value.get(0)), OCCURRENCE_CONSTRAINT_VIOLATION);
        }
        var last = value.size() - 1;
        at(schema.get("items"), value.get(last), where + "/" + last, changed -> {
            var copy = value.deepCopy();
            copy.set(last, changed);
            return whole.apply(copy);
        });
    }

    private void string(JsonNode schema, String where, UnaryOperator<JsonNode> whole) {
        types(where, whole, NODES.numberNode(7), NODES.booleanNode(true), NODES.nullNode(), NODES.objectNode());
        if (schema.has("enum")) {
            var first = schema.get("enum").get(0).asString();
            refuse("enum", where, whole, NODES.stringNode("NoSuchWord"), PROPERTY_CONSTRAINT_VIOLATION);
            refuse("enum", where, whole, NODES.stringNode(first + " "), PROPERTY_CONSTRAINT_VIOLATION);
            schema.get("enum").forEach(word -> allow("enum", where, whole, word));
        }
        if (schema.has("maxLength")) {
            int most = schema.get("maxLength").asInt();
            allow("maxLength", where, whole, NODES.stringNode("😀".repeat(most)));
            refuse("maxLength", where, whole, NODES.stringNode("x".repeat(most + 1)), PROPERTY_CONSTRAINT_VIOLATION);
        }
        var format = schema.path("format").asString("");
        if (format.equals("date-time")) {
            NO_TIMES.forEach(t -> refuse("format", where, whole, NODES.stringNode(t), PROPERTY_CONSTRAINT_VIOLATION));
            for (var time : DISPUTED_TIMES) {
                var document = whole.apply(NODES.stringNode(time));
                out.accept(new Mutation("format", where, document, PROPERTY_CONSTRAINT_VIOLATION, true));
            }
            TIMES.forEach(t -> allow("format", where, whole, NODES.stringNode(t)));
        } else if (format.equals("uri")) {
            NO_URIS.forEach(t -> refuse("format", where, whole, NODES.stringNode(t), PROPERTY_CONSTRAINT_VIOLATION));
            URIS.forEach(t -> allow("format", where, whole, NODES.stringNode(t)));
        }
    }

    private void integer(JsonNode schema, String where, UnaryOperator<JsonNode> whole) {
        types(where, whole, NODES.stringNode("7"), NODES.nullNode(), NODES.numberNode(new BigDecimal("1.5")));
        if (schema.has("minimum")) {
            int least = schema.get("minimum").asInt();
            allow("minimum", where, whole, NODES.numberNode(least));
            refuse("minimum", where, whole, NODES.numberNode(least - 1), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (schema.has("maximum")) {
            int most = schema.get("maximum").asInt();
            allow("maximum", where, whole, NODES.numberNode(most));
            refuse("maximum", where, whole, NODES.numberNode(most + 1), PROPERTY_CONSTRAINT_VIOLATION);
        }
    }

    private void number(JsonNode schema, String where, UnaryOperator<JsonNode> whole) {
        types(where, whole, NODES.stringNode("7.5"), NODES.nullNode(), NODES.booleanNode(false));
        if (schema.has("minimum")) {
            var least = schema.get("minimum").decimalValue();
            allow("minimum", where, whole, NODES.numberNode(least));
            var below = least.subtract(new BigDecimal("0.001"));
            refuse("minimum", where, whole, NODES.numberNode(below), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (schema.has("maximum")) {
            var most = schema.get("maximum").decimalValue();
            allow("maximum", where, whole, NODES.numberNode(most));
            var above = most.add(new BigDecimal("0.001"));
            refuse("maximum", where, whole, NODES.numberNode(above), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (schema.has("multipleOf")) {
            for (var multiple : List.of("8.1", "0", "-16.3", "1E+1", "6", "1234567.8")) {
                allow("multipleOf", where, whole, NODES.numberNode(new BigDecimal(multiple)));
            }
            for (var other : List.of("8.15", "0.01", "-16.33333")) {
                var number = NODES.numberNode(new BigDecimal(other));
                refuse("multipleOf", where, whole, number, PROPERTY_CONSTRAINT_VIOLATION);
            }
        }
    }

    private void types(String where, UnaryOperator<JsonNode> whole, JsonNode... wrong) {
        for (var value : wrong) {
            refuse("type", where, whole, value, TYPE_CONSTRAINT_VIOLATION);
        }
    }

    private void allow(String keyword, String where, UnaryOperator<JsonNode> whole, JsonNode value) {
        emit(keyword, where, whole, value, null);
    }

    private void refuse(String keyword, String where, UnaryOperator<JsonNode> whole, JsonNode value, ErrorCode code) {
        emit(keyword, where, whole, value, code);
    }

    private void emit(
            String keyword, String where, UnaryOperator<JsonNode> whole, JsonNode value, @Nullable ErrorCode code) {
        out.accept(new Mutation(keyword, where, whole.apply(value), code, false));
    }
}

package dev.stationmaster.ocpp.codegen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documents of one version. A keyword that is not understood stops the build: nothing the schemas demand may be
 * silently left unchecked.
 */
final class SchemaReader {
    /** Inline objects of 1.6 whose property is not named like the type of the specification. */
    private static final Map<String, String> INLINE_NAMES = Map.of(
            "configurationKey", "KeyValue",
            "localAuthorizationList", "AuthorizationData",
            "transactionData", "MeterValue",
            "csChargingProfiles", "ChargingProfile");

    private static final Set<String> NOT_RULES =
            Set.of("$schema", "$id", "comment", "description", "javaType", "title", "default", "definitions");

    private final String version;
    private final SortedMap<String, TypeDef> types = new TreeMap<>();
    private final SortedMap<String, SchemaSet.Action> actions = new TreeMap<>();
    private JsonNode definitions = JsonMapper.shared().createObjectNode();

    private SchemaReader(String version) {
        this.version = version;
    }

    static SchemaSet read(String version, Path file) {
        var reader = new SchemaReader(version);
        var exact = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        for (var document : exact.readTree(file)) {
            reader.message(document);
        }
        return new SchemaSet(version, reader.types, reader.actions);
    }

    private void message(JsonNode document) {
        var id = document.get("$id").asString().substring("urn:".length());
        var name = id.replace(".req", "Request").replace(".conf", "Response");
        definitions = document.path("definitions");
        object(name, document);
        if (name.endsWith("Request")) {
            action(name.substring(0, name.length() - "Request".length()), name, "");
        } else if (name.endsWith("Response")) {
            action(name.substring(0, name.length() - "Response".length()), "", name);
        } else {
            action(name, name, ""); // a SEND of 2.1: named in full, never answered
        }
    }

    private void action(String action, String request, String response) {
        actions.merge(
                action,
                new SchemaSet.Action(request, response),
                (a, b) -> new SchemaSet.Action(a.request() + b.request(), a.response() + b.response()));
    }

    private void object(String name, JsonNode schema) {
        understand(name, schema, Set.of("type", "properties", "required", "additionalProperties"));
        if (!schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").asBoolean()) {
            throw new IllegalStateException(version + " " + name + ": an open object that is not CustomDataType");
        }
        var required = new ArrayList<String>();
        schema.path("required").forEach(r -> required.add(r.asString()));
        var properties = new ArrayList<TypeDef.Property>();
        for (var property : schema.path("properties").properties()) {
            var value = value(name, property.getKey(), property.getValue());
            properties.add(new TypeDef.Property(property.getKey(), value, required.remove(property.getKey())));
        }
        if (!required.isEmpty()) {
            throw new IllegalStateException(version + " " + name + ": requires undefined " + required);
        }
        var type = new TypeDef(name, List.copyOf(properties));
        var known = types.putIfAbsent(name, type);
        if (known != null && !known.equals(type)) {
            throw new IllegalStateException(version + " " + name + ": two different structures of this name");
        }
    }

    private ValueDef value(String owner, String property, JsonNode schema) {
        var where = owner + "." + property;
        if (schema.has("$ref")) {
            understand(where, schema, Set.of("$ref"));
            return reference(schema.get("$ref").asString());
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> text(where, schema);
            case "integer" -> {
                understand(where, schema, Set.of("type", "minimum", "maximum"));
                yield new ValueDef.Whole(
                        longOf(schema, "minimum"), longOf(schema, "maximum"), Leniency.isRegister(where));
            }
            case "number" -> {
                understand(where, schema, Set.of("type", "minimum", "maximum", "multipleOf"));
                yield new ValueDef.Decimal(
                        decimal(schema, "minimum"), decimal(schema, "maximum"), decimal(schema, "multipleOf"));
            }
            case "boolean" -> {
                understand(where, schema, Set.of("type"));
                yield new ValueDef.Flag();
            }
            case "array" -> {
                understand(where, schema, Set.of("type", "items", "additionalItems", "minItems", "maxItems"));
                yield new ValueDef.Items(
                        value(owner, property, schema.get("items")),
                        integer(schema, "minItems"),
                        integer(schema, "maxItems"));
            }
            case "object" -> {
                var name = INLINE_NAMES.getOrDefault(property, capital(property));
                object(name, schema);
                yield new ValueDef.Ref(name);
            }
            case "" -> {
                understand(where, schema, Set.of());
                yield new ValueDef.Any();
            }
            default -> throw new IllegalStateException(version + " " + where + ": type " + schema.get("type"));
        };
    }

    private ValueDef text(String where, JsonNode schema) {
        // Enumerations of 2.1 carry additionalProperties, which says nothing about a string.
        understand(where, schema, Set.of("type", "maxLength", "enum", "format", "additionalProperties"));
        var values = new ArrayList<String>();
        schema.path("enum").forEach(v -> values.add(v.asString()));
        return switch (schema.path("format").asString("")) {
            case "date-time" -> new ValueDef.Time();
            case "uri" -> new ValueDef.Text(integer(schema, "maxLength"), List.copyOf(values), true);
            case "" -> new ValueDef.Text(integer(schema, "maxLength"), List.copyOf(values), false);
            default -> throw new IllegalStateException(version + " " + where + ": format " + schema.get("format"));
        };
    }

    private ValueDef reference(String ref) {
        var name = ref.substring(ref.lastIndexOf('/') + 1);
        var definition = definitions.get(name);
        if (name.equals("CustomDataType")) {
            return new ValueDef.Custom();
        }
        if (definition.path("type").asString().equals("string")) {
            return text(name, definition);
        }
        var type = name.endsWith("Type") ? name.substring(0, name.length() - "Type".length()) : name;
        object(type, definition);
        return new ValueDef.Ref(type);
    }

    private void understand(String where, JsonNode schema, Set<String> keywords) {
        for (var keyword : schema.propertyNames()) {
            if (!keywords.contains(keyword) && !NOT_RULES.contains(keyword)) {
                throw new IllegalStateException(version + " " + where + ": keyword " + keyword + " is not understood");
            }
        }
    }

    private static @Nullable Integer integer(JsonNode schema, String keyword) {
        return schema.has(keyword) ? (Integer) schema.get(keyword).asInt() : null;
    }

    private static @Nullable Long longOf(JsonNode schema, String keyword) {
        return schema.has(keyword) ? (Long) schema.get(keyword).asLong() : null;
    }

    private static @Nullable String decimal(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.get(keyword).decimalValue().toPlainString() : null;
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}

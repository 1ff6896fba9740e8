package dev.stationmaster.ocpp;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one message as a JSON schema (draft 7), for forms that people fill in. */
final class SchemaWriter {
    private final Queue<ObjectShape> waiting = new ArrayDeque<>();
    private final Set<ObjectShape> seen = new LinkedHashSet<>();

    private SchemaWriter() {}

    static Map<String, Object> schema(ObjectShape message) {
        var writer = new SchemaWriter();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.putAll(writer.object(message));
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (ObjectShape shape; (shape = writer.waiting.poll()) != null; ) {
            definitions.put(name(shape), writer.object(shape));
        }
        if (!definitions.isEmpty()) {
            schema.put("definitions", definitions);
        }
        return schema;
    }

    private static String name(ObjectShape shape) {
        return shape.recordClass().getSimpleName();
    }

    private Map<String, Object> object(ObjectShape shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ObjectShape.@Nullable Property property : shape.byIndex) {
            if (property == null) {
                continue;
            }
            properties.put(property.name(), value(property.shape()));
            if (property.required()) {
                required.add(property.name());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private Map<String, Object> value(ValueShape shape) {
        return switch (shape) {
            case ValueShape.Text text -> text(text);
            case ValueShape.Time _ -> Map.of("type", "string", "format", "date-time");
            case ValueShape.Whole whole -> whole(whole);
            case ValueShape.Register _ -> Map.of("type", "integer");
            case ValueShape.Decimal decimal -> decimal(decimal);
            case ValueShape.Flag _ -> Map.of("type", "boolean");
            case ValueShape.Any _ -> Map.of();
            case ValueShape.Custom _ -> custom();
            case ValueShape.Items items -> items(items);
            case ObjectShape object -> reference(object);
        };
    }

    private Map<String, Object> reference(ObjectShape object) {
        if (seen.add(object)) {
            waiting.add(object);
        }
        return Map.of("$ref", "#/definitions/" + name(object));
    }

    private static Map<String, Object> text(ValueShape.Text text) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        if (text.values() != null) {
            schema.put("enum", List.copyOf(text.values().keySet()));
        }
        if (text.maxLength() >= 0) {
            schema.put("maxLength", text.maxLength());
        }
        if (text.uri()) {
            schema.put("format", "uri");
        }
        return schema;
    }

    private static Map<String, Object> whole(ValueShape.Whole whole) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        if (whole.minimum() != Integer.MIN_VALUE) {
            schema.put("minimum", whole.minimum());
        }
        if (whole.maximum() != Integer.MAX_VALUE) {
            schema.put("maximum", whole.maximum());
        }
        return schema;
    }

    private static Map<String, Object> decimal(ValueShape.Decimal decimal) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "number");
        put(schema, "minimum", decimal.minimum());
        put(schema, "maximum", decimal.maximum());
        put(schema, "multipleOf", decimal.multipleOf());
        return schema;
    }

    private static void put(Map<String, Object> schema, String keyword, @Nullable BigDecimal number) {
        if (number != null) {
            schema.put(keyword, number);
        }
    }

    /** A vendor's own data: an object that names the vendor and may hold anything beside. */
    private static Map<String, Object> custom() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("vendorId", Map.of("type", "string", "maxLength", 255)),
                "required",
                List.of("vendorId"));
    }

    private Map<String, Object> items(ValueShape.Items items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", value(items.item()));
        if (items.minItems() > 0) {
            schema.put("minItems", items.minItems());
        }
        if (items.maxItems() >= 0 && items.maxItems() != Integer.MAX_VALUE) {
            schema.put("maxItems", items.maxItems());
        }
        return schema;
    }
}

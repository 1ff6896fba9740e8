package dev.stationmaster.ocpp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes documents that a schema allows. The same seed makes the same documents. */
final class ValidDocuments {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LETTERS = "abcXYZ 0123456789-_:.é中😀\"\\/\t";

    private final SchemaDocument document;
    private final Random random;
    private final double optional;

    /** @param optional the share of optional properties to fill: 0 for the smallest document, 1 for the fullest */
    ValidDocuments(SchemaDocument document, long seed, double optional) {
        this.document = document;
        this.random = new Random(seed);
        this.optional = optional;
    }

    JsonNode next() {
        return value(document.schema());
    }

    private JsonNode value(JsonNode part) {
        var schema = document.resolve(part);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "string" -> NODES.stringNode(string(schema));
            case "integer" -> {
                int minimum = schema.path("minimum").asInt(-1_000_000);
                int maximum = schema.path("maximum").asInt(Integer.MAX_VALUE);
                yield NODES.numberNode((int) (minimum + (long) (random.nextDouble() * ((long) maximum - minimum))));
            }
            case "number" -> NODES.numberNode(number(schema));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.objectNode().put("anything", random.nextInt()).putNull("at all");
        };
    }

    private JsonNode object(JsonNode schema) {
        var object = NODES.objectNode();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || random.nextDouble() < optional) {
                object.set(property.getKey(), value(property.getValue()));
            }
        }
        if (!schema.has("additionalProperties") && random.nextBoolean()) {
            object.putObject("vendors own").putArray("list").add(1).add("two").addNull();
        }
        return object;
    }

    private JsonNode array(JsonNode schema) {
        var array = NODES.arrayNode();
        int minimum = schema.path("minItems").asInt(0);
        int maximum = schema.path("maxItems").asInt(minimum + 2);
        int count = Math.min(maximum, optional == 0 ? minimum : Math.max(1, minimum) + random.nextInt(2));
        for (int i = 0; i < count; i++) {
            array.add(value(schema.get("items")));
        }
        return array;
    }

    private String string(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> {
                var second = Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 10_000_000_000L));
                yield second.plusMillis(random.nextBoolean() ? 0 : random.nextInt(1, 1_000))
                        .toString();
            }
            case "uri" -> "ftp://files.example.com/" + random.nextInt() + "?a=b";
            default -> {
                int length = Math.min(schema.path("maxLength").asInt(30), random.nextInt(30));
                var text = new StringBuilder();
                var letters = LETTERS.codePoints().toArray();
                for (int i = 0; i < length; i++) {
                    text.appendCodePoint(letters[random.nextInt(letters.length)]);
                }
                yield text.toString();
            }
        };
    }

    private BigDecimal number(JsonNode schema) {
        int scale = schema.has("multipleOf") ? 1 : random.nextInt(5);
        long minimum = schema.path("minimum").asLong(-100_000);
        long maximum = schema.path("maximum").asLong(minimum + 200_000);
        long factor = BigDecimal.TEN.pow(scale).longValueExact();
        return BigDecimal.valueOf(random.nextLong(minimum * factor, maximum * factor + 1), scale);
    }
}

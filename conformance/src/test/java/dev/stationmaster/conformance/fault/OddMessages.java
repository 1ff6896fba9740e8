package dev.stationmaster.conformance.fault;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages after the grammar of the published schemas, with plausible numbers, most of them spoiled in one place or several. The seed decides. */
final class OddMessages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> FILES =
            Map.of("ocpp1.6", "ocpp1_6.json", "ocpp2.0.1", "ocpp2_0_1.json", "ocpp2.1", "ocpp2_1.json");
    private static final int MOST_CHARACTERS = 100_000;
    private static final String[] TEXTS = {
        "",
        " ",
        "\u0000",
        "a\u0000b",
        "\uD800",
        "\uDC00\uD800",
        "\u202E",
        "'; drop table station; --",
        "${jndi:ldap://x}",
        "%s%n",
        "<script>",
        "../../etc",
        "\n\r\t",
        "true",
        "null",
        "-1",
        "1e999",
        "\uFEFF",
        "é",
        "😀".repeat(60)
    };
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "-0",
        "1.5",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "1e308",
        "1e-308",
        "1e400",
        "-1e400",
        "1E+9999",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890",
        "1e2147483647"
    };
    private static final String[] TIMES = {
        "1970-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+99999-01-01T00:00:00Z",
        "-4713-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-01-01T00:00:00+23:59",
        "2026-01-01",
        "2026-01-01T24:00:00Z"
    };

    private final Random dice;
    private final List<JsonNode> schemas = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private long ids;

    OddMessages(String subprotocol, long seed) {
        dice = new Random(seed);
        Path file = Path.of("../ocpp/schemas/node_modules/ocpp-rpc/lib/schemas", FILES.get(subprotocol));
        for (JsonNode schema : JSON.readTree(file)) {
            String id = schema.get("$id").asString().substring("urn:".length());
            if (id.endsWith(".conf") || id.endsWith("Response")) continue;
            actions.add(id.replaceAll("(\\.req|Request)$", ""));
            schemas.add(schema);
        }
    }

    /** A CALL as text; what is no JSON any more may come too. */
    String next() {
        int which = dice.nextInt(schemas.size());
        JsonNode payload = value(schemas.get(which), schemas.get(which), "", 0);
        String id = "odd-" + ids++;
        if (dice.nextInt(4) != 0) payload = spoiled(payload);
        String frame = "[2,\"" + id + "\",\"" + actions.get(which) + "\"," + text(payload) + "]";
        // Larger ones close the link, as they should.
        if (frame.length() > MOST_CHARACTERS) return next();
        return dice.nextInt(12) == 0 ? brokenText(frame) : frame;
    }

    /** Numbers that no Java type holds are written as they are. */
    private String text(JsonNode payload) {
        String text = payload.toString();
        return dice.nextInt(6) == 0
                ? text.replaceFirst(":-?\\d+(?=[,}])", ":" + NUMBERS[dice.nextInt(NUMBERS.length)])
                : text;
    }

    private String brokenText(String frame) {
        int at = dice.nextInt(frame.length());
        return switch (dice.nextInt(7)) {
            case 0 -> frame.substring(0, at);
            case 1 -> frame.substring(0, at) + (char) (1 + dice.nextInt(0x2FF)) + frame.substring(at);
            case 2 -> frame.replaceFirst("\\[2", "[" + dice.nextInt(9));
            case 3 -> frame + frame;
            case 4 -> frame.replaceFirst("odd-\\d+", "x".repeat(dice.nextInt(80)));
            case 5 -> frame.substring(0, at) + "[".repeat(2_000) + frame.substring(at);
            default -> frame.replace('"', '\'');
        };
    }

    private JsonNode value(JsonNode root, JsonNode schema, String name, int depth) {
        String ref = schema.path("$ref").asString("");
        if (!ref.isEmpty()) return value(root, root.at(ref.substring(1)), name, depth);
        if (schema.has("enum")) {
            JsonNode words = schema.get("enum");
            return words.get(dice.nextInt(words.size()));
        }
        return switch (schema.path("type").asString("object")) {
            case "object" -> object(root, schema, depth);
            case "array" -> array(root, schema, name, depth);
            case "integer" -> JsonNodeFactory.instance.numberNode(number(name));
            case "number" ->
                JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(dice.nextInt(200_000), dice.nextInt(3)));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(dice.nextBoolean());
            default -> JsonNodeFactory.instance.stringNode(string(schema, name));
        };
    }

    private ObjectNode object(JsonNode root, JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(one -> required.add(one.asString()));
        schema.path("properties").forEachEntry((name, part) -> {
            if (required.contains(name) || dice.nextInt(1 + depth) == 0)
                object.set(name, value(root, part, name, depth + 1));
        });
        return object;
    }

    private ArrayNode array(JsonNode root, JsonNode schema, String name, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int most = Math.min(schema.path("maxItems").asInt(3), 3);
        for (int n = least + dice.nextInt(Math.max(1, most - least + 1)); n > 0; n--)
            array.add(value(root, schema.get("items"), name, depth + 1));
        return array;
    }

    /** Small, so that messages speak of the same things. */
    private int number(String name) {
        return switch (name) {
            case "connectorId", "id", "evseId" -> dice.nextInt(4);
            case "seqNo", "transactionId", "requestId" -> dice.nextInt(20);
            default -> dice.nextInt(100_000);
        };
    }

    private String string(JsonNode schema, String name) {
        if (schema.path("format").asString("").equals("date-time"))
            return Instant.now().minusSeconds(dice.nextInt(100_000)).toString();
        String text =
                switch (name) {
                    case "idTag", "parentIdTag", "idToken" -> "FUZZ000" + dice.nextInt(3);
                    case "transactionId" -> "t" + dice.nextInt(5);
                    case "value" -> "" + dice.nextInt(100_000);
                    default -> name + dice.nextInt(3);
                };
        return text.substring(
                0, Math.min(text.length(), schema.path("maxLength").asInt(100)));
    }

    /** The payload with one place or several changed to what does not belong there. */
    private JsonNode spoiled(JsonNode payload) {
        JsonNode result = payload;
        for (int n = 1 + dice.nextInt(3); n > 0; n--) {
            List<Supplier<JsonNode>> places = new ArrayList<>();
            collect(result, places);
            if (!places.isEmpty()) places.get(dice.nextInt(places.size())).get();
        }
        return result;
    }

    private void collect(JsonNode node, List<Supplier<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            object.forEachEntry((name, child) -> {
                places.add(() -> dice.nextInt(5) == 0 ? object.remove(name) : object.set(name, odd(child)));
                collect(child, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> index < array.size() ? array.set(index, odd(array.get(index))) : array);
                collect(array.get(i), places);
            }
            if (!array.isEmpty()) places.add(() -> many(array));
        }
    }

    private static JsonNode many(ArrayNode array) {
        JsonNode one = array.get(0);
        for (int i = 0; i < 300; i++) array.add(one.deepCopy());
        return array;
    }

    private JsonNode odd(JsonNode present) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (dice.nextInt(10)) {
            case 0 -> make.nullNode();
            case 1 -> make.objectNode().put("x", 1);
            case 2 -> make.arrayNode();
            case 3 -> make.numberNode(dice.nextLong());
            case 4 -> make.stringNode("x".repeat(dice.nextInt(20_000)));
            case 5 -> make.stringNode(TIMES[dice.nextInt(TIMES.length)]);
            case 6 -> make.booleanNode(true);
            case 7 -> make.numberNode(-dice.nextInt(1_000));
            default ->
                present.isString() || dice.nextBoolean() ? make.stringNode(TEXTS[dice.nextInt(TEXTS.length)]) : present;
        };
    }
}

package dev.stationmaster.simulator.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One message of OCPP-J as it arrived. */
public sealed interface Frame {
    /** {@code [2, id, action, payload]}. */
    record Call(String id, String action, JsonNode payload) implements Frame {}

    /** {@code [3, id, payload]}. */
    record Result(String id, JsonNode payload) implements Frame {}

    /** {@code [4, id, code, description, details]}. */
    record Failure(String id, String code, String description) implements Frame {}

    /** Neither of these; {@code text} is what came. */
    record Unreadable(String text) implements Frame {}

    /** Reads a frame; never throws. */
    static Frame parse(String text) {
        try {
            var array = Trees.JSON.readTree(text);
            if (!array.isArray() || array.size() < 3) {
                return new Unreadable(text);
            }
            var id = array.get(1).asString("");
            return switch (array.get(0).asInt(0)) {
                case 2 -> new Call(id, array.get(2).asString(""), array.path(3));
                case 3 -> new Result(id, array.get(2));
                case 4 ->
                    new Failure(id, array.get(2).asString(""), array.path(3).asString(""));
                default -> new Unreadable(text);
            };
        } catch (JacksonException notJson) {
            return new Unreadable(text);
        }
    }

    /** A CALL as text. */
    static String call(String id, String action, String payload) {
        return "[2," + Json.quoted(id) + "," + Json.quoted(action) + "," + payload + "]";
    }

    /** A CALLRESULT as text. */
    static String result(String id, String payload) {
        return "[3," + Json.quoted(id) + "," + payload + "]";
    }

    /** A CALLERROR as text. */
    static String failure(String id, String code, String description) {
        return "[4," + Json.quoted(id) + "," + Json.quoted(code) + "," + Json.quoted(description) + ",{}]";
    }

    /** The one reader of JSON trees. */
    final class Trees {
        /** Thread-safe. */
        public static final JsonMapper JSON = new JsonMapper();

        private Trees() {}
    }
}

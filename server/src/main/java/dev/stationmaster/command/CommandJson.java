package dev.stationmaster.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.command.Command.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of commands: in the database and in the change feed. */
final class CommandJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    private CommandJson() {}

    /** As plain values, lists and maps. */
    static Map<String, Object> plain(CommandView view) {
        return MAPPER.convertValue(view, PLAIN);
    }

    /** JSON text as plain values, lists and maps; the text itself when it is not JSON. */
    static @Nullable Object tree(String json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JacksonException e) {
            return json;
        }
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static List<Sent> exchanges(String json) {
        List<Sent> exchanges = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(json)) exchanges.add(MAPPER.treeToValue(node, Sent.class));
        return exchanges;
    }
}

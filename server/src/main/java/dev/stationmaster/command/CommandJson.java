package dev.stationmaster.command;

import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.command.Command.Failure;
import dev.stationmaster.command.Command.Sent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands as JSON: in the database, in the API, and in the change feed. */
final class CommandJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CommandJson() {}

    /** As the API shows it; plain values, lists and maps. */
    static Map<String, Object> view(Command command, String identity) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", command.id().toString());
        view.put("station", identity);
        view.put("type", command.type());
        view.put("state", word(command.state()));
        view.put("actor", command.actor());
        view.put("body", tree(command.body()));
        view.put("createdAt", time(command.createdAt()));
        view.put("sentAt", time(command.sentAt()));
        view.put("answeredAt", time(command.answeredAt()));
        view.put("expiresAt", time(command.expiresAt()));
        view.put(
                "exchanges", command.exchanges().stream().map(CommandJson::view).toList());
        view.put("status", command.status());
        view.put("reason", command.reason());
        Map<String, @Nullable Object> effect = new LinkedHashMap<>();
        effect.put("state", word(command.effect().state()));
        effect.put("what", command.effect().what());
        effect.put("at", time(command.effect().at()));
        view.put("effect", present(effect));
        return present(view);
    }

    private static Map<String, Object> view(Sent sent) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("action", sent.action());
        view.put("request", tree(sent.request()));
        view.put("response", sent.response() == null ? null : tree(sent.response()));
        Failure error = sent.error();
        view.put("error", error == null ? null : view(error));
        return present(view);
    }

    static Map<String, Object> view(Failure error) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("code", error.code());
        view.put("description", error.description());
        view.put("details", tree(error.details()));
        return present(view);
    }

    /** Without what is absent. */
    static Map<String, Object> present(Map<String, @Nullable Object> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) result.put(name, value);
        });
        return result;
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

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static String word(EffectState state) {
        return word((Enum<?>) state);
    }
}

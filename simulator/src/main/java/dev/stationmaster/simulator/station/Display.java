package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a 2.x station shows: messages it was given (O01 to O06) and what things cost (I01 to I03). Messages outlive reboots. */
final class Display {
    private static final Set<String> FORMATS = Set.of("ASCII", "UTF8", "URI");
    private static final Set<String> PRIORITIES = Set.of("AlwaysFront", "InFront", "NormalCycle");
    private static final Set<String> STATES = Set.of("Charging", "Faulted", "Idle", "Unavailable");
    private static final int MOST = 10;
    private static final int A_PART = 2;

    private final Parts parts;
    private final Charging charging;
    private final Map<Integer, JsonNode> messages = new LinkedHashMap<>(0);

    Display(Parts parts, Charging charging) {
        this.parts = parts;
        this.charging = charging;
    }

    /** O01, O02, O06. */
    Answer set(JsonNode said) {
        drop();
        var message = said.path("message");
        var id = message.path("id").asInt(0);
        var refusal = refusal(message, id);
        if (refusal != null) {
            return Answer.status(refusal);
        }
        if (text(message, "priority").equals("AlwaysFront")) {
            messages.values().removeIf(other -> text(other, "priority").equals("AlwaysFront")); // O02.FR.18
        }
        messages.remove(id);
        messages.put(id, message);
        parts.tell("shows message " + id + ": " + text(message.path("message"), "content"));
        return Answer.status("Accepted");
    }

    private @Nullable String refusal(JsonNode message, int id) {
        if (!FORMATS.contains(text(message.path("message"), "format"))) {
            return "NotSupportedMessageFormat";
        }
        if (!PRIORITIES.contains(text(message, "priority"))) {
            return "NotSupportedPriority";
        }
        if (message.has("state") && !STATES.contains(text(message, "state"))) {
            return "NotSupportedState";
        }
        if (message.has("transactionId")
                && charging.transaction(text(message, "transactionId")).isEmpty()) {
            return "UnknownTransaction";
        }
        return messages.size() >= MOST && !messages.containsKey(id) ? "Rejected" : null;
    }

    /** O03, O04: the report follows in parts. */
    Answer get(JsonNode said) {
        drop();
        var ids = said.path("id");
        var found = messages.values().stream()
                .filter(message -> ids.isMissingNode()
                        || ids.valueStream()
                                .anyMatch(id -> id.asInt() == message.path("id").asInt()))
                .filter(message ->
                        !said.has("priority") || text(said, "priority").equals(text(message, "priority")))
                .filter(message -> !said.has("state") || text(said, "state").equals(text(message, "state")))
                .toList();
        if (found.isEmpty()) {
            return Answer.status("Unknown");
        }
        return Answer.status("Accepted", () -> report(said.path("requestId").asInt(0), found));
    }

    private void report(int requestId, List<JsonNode> found) {
        for (int from = 0; from < found.size(); from += A_PART) {
            var part = found.subList(from, Math.min(found.size(), from + A_PART));
            var message = Json.object()
                    .put("requestId", requestId)
                    .put("tbc", from + A_PART < found.size())
                    .raw("messageInfo", part.toString());
            parts.outbox().sendEarly("NotifyDisplayMessages", message, _ -> {});
        }
    }

    /** O05. */
    Answer clear(JsonNode said) {
        drop();
        return Answer.status(messages.remove(said.path("id").asInt(0)) == null ? "Unknown" : "Accepted");
    }

    /** I02: in the driver's sight as long as the transaction runs. */
    Answer cost(JsonNode said) {
        parts.tell("shows cost " + said.path("totalCost") + " of " + text(said, "transactionId"));
        return Answer.of(Json.object());
    }

    /** What an answer tells the driver besides (I01 to I03, I06). */
    static void answered(Parts parts, JsonNode answer) {
        if (answer.has("totalCost")) {
            parts.tell("shows cost " + answer.path("totalCost"));
        }
        for (var message :
                List.of(answer.path("idTokenInfo").path("personalMessage"), answer.path("updatedPersonalMessage"))) {
            if (message.has("content")) {
                parts.tell("shows tariff: " + text(message, "content"));
            }
        }
    }

    /** What is over: its time, or its transaction (O02.FR.02). */
    private void drop() {
        var now = parts.clock().now();
        messages.values()
                .removeIf(message -> ended(message, now)
                        || message.has("transactionId")
                                && charging.transaction(text(message, "transactionId"))
                                        .isEmpty());
    }

    private static boolean ended(JsonNode message, Instant now) {
        try {
            return message.has("endDateTime")
                    && Instant.parse(text(message, "endDateTime")).isBefore(now);
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}

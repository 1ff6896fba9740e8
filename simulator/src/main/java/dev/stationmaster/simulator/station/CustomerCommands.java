package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a 2.x station knows of a customer: what it remembers of a card, and whether the card is on its list (2.0.1 N09, N10). */
final class CustomerCommands {
    private static final int LETTERS_PER_PART = 24;

    private final Parts parts;

    CustomerCommands(Parts parts) {
        this.parts = parts;
    }

    /** Empty for what is somebody else's to answer. */
    Optional<Answer> answer(Frame.Call call) {
        return call.action().equals("CustomerInformation") ? Optional.of(tell(call.payload())) : Optional.empty();
    }

    private Answer tell(JsonNode said) {
        int named = (said.has("idToken") ? 1 : 0)
                + (said.has("customerIdentifier") ? 1 : 0)
                + (said.has("customerCertificate") ? 1 : 0);
        if (named != 1) {
            return Answer.status("Invalid");
        }
        var token = said.path("idToken").path("idToken").asString("");
        var data = said.path("report").asBoolean(false) ? known(token) : "";
        if (said.path("clear").asBoolean(false)) {
            parts.tokens().forget(token);
            parts.tell("forgets customer " + token);
        }
        return Answer.status("Accepted", () -> send(said.path("requestId").asInt(0), data));
    }

    private String known(String token) {
        var facts = new ArrayList<String>();
        var remembered = parts.tokens().recall(token);
        if (remembered != null) {
            facts.add("cache: " + remembered.status());
        }
        var listed = parts.list().recall(token, parts.clock().now());
        if (listed != null) {
            facts.add("local list " + parts.list().version() + ": " + listed.status());
        }
        return String.join("; ", facts);
    }

    /** N09.FR.05: a customer of whom nothing is known is reported, too. */
    private void send(int requestId, String data) {
        var generatedAt = parts.clock().now();
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from == 0 || from < data.length(); from += LETTERS_PER_PART) {
            pieces.add(data.substring(from, Math.min(data.length(), from + LETTERS_PER_PART)));
        }
        for (int seqNo = 0; seqNo < pieces.size(); seqNo++) {
            parts.outbox()
                    .send(
                            "NotifyCustomerInformation",
                            Json.object()
                                    .put("requestId", requestId)
                                    .put("seqNo", seqNo)
                                    .put("tbc", seqNo < pieces.size() - 1)
                                    .put("generatedAt", generatedAt)
                                    .put("data", pieces.get(seqNo)),
                            _ -> {});
        }
    }
}

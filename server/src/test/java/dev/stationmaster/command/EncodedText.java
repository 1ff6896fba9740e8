package dev.stationmaster.command;

import dev.stationmaster.ocpp.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an encoder made of a command, as text: {@code Reset {"type":"Hard"}}, or {@code unsupported: why}. */
public final class EncodedText {
    private EncodedText() {}

    public static List<String> of(Encoded encoded) {
        return switch (encoded) {
            case Encoded.Unsupported(String reason) -> List.of("unsupported: " + reason);
            case Encoded.Calls calls ->
                calls.calls().stream()
                        .map(call -> call.action() + " " + new String(call.payload(), StandardCharsets.UTF_8))
                        .toList();
        };
    }

    public static CommandAnswer answer(Encoded encoded, String payload) {
        return ((Encoded.Calls) encoded).calls().getFirst().answer().apply(Payload.of(payload));
    }
}

package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Payload;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed message of 2.x: its action ends in {@code -Signed} and its payload is a flattened JWS (part 4 §7). The inner message is processed as if
 * it were unsigned; the signature stays in the message log and is not verified, which the standard leaves open.
 */
final class SignedPayload {
    static final String SUFFIX = "-Signed";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SignedPayload() {}

    /** The inner payload; empty when this is no flattened JWS of a JSON object. */
    static Optional<Payload> unwrap(Payload signed) {
        try {
            JsonNode jws = JSON.readTree(signed.bytes(), signed.offset(), signed.length());
            if (!jws.path("payload").isString() || !jws.path("signature").isString()) return Optional.empty();
            byte[] inner = Base64.getUrlDecoder().decode(jws.get("payload").asString());
            if (!JSON.readTree(inner).isObject()) return Optional.empty();
            return Optional.of(new Payload(inner, 0, inner.length));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}

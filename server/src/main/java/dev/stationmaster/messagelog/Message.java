package dev.stationmaster.messagelog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.messagelog.Exchange.Direction;
import dev.stationmaster.messagelog.Exchange.Outcome;
import dev.stationmaster.ocpp.Version;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An exchange as the API shows it; secrets are masked.
 *
 * @param latencyMicros until the answer was ready (from the station) or came (to the station); null when there was none
 * @param request the first frame, as it was on the wire
 * @param requestText the first frame when it is no JSON
 * @param response the answer frame; null when there was none
 * @param responseText the answer frame when it is no JSON
 * @param violations what broke the schema and was refused
 * @param findings what was odd and was tolerated
 */
record Message(
        long id,
        Instant at,
        String direction,
        String version,
        String action,
        String messageId,
        @Nullable Long latencyMicros,
        String outcome,

        @JsonRawValue @Schema(type = "array", implementation = Object.class) @Nullable
        String request,

        @Nullable String requestText,

        @JsonRawValue @Schema(type = "array", implementation = Object.class) @Nullable
        String response,

        @Nullable String responseText,

        @JsonRawValue @Schema(implementation = Found[].class)
        String violations,

        @JsonRawValue @Schema(implementation = Found[].class)
        String findings) {
    private static final JsonFactory JSON = new JsonFactory();

    /** A violation or finding: where, which rule of the schema, in words, and the OCPP error code that answers it. */
    record Found(String path, String rule, String message, String code) {}

    /** The narrow row. */
    record Row(
            long id,
            Instant at,
            Direction direction,
            Version version,
            String action,
            String messageId,
            long latencyMicros,
            Outcome outcome,
            int chunkOffset) {
        static Row of(long id, Exchange exchange) {
            return new Row(
                    id,
                    exchange.at(),
                    exchange.direction(),
                    exchange.version(),
                    exchange.action(),
                    exchange.messageId(),
                    exchange.latencyMicros(),
                    exchange.outcome(),
                    0);
        }
    }

    /** @param said null when the chunk is gone */
    static Message of(Row row, ExchangeChunk.@Nullable Said said) {
        byte[] request = said == null ? null : said.request();
        byte[] response = said == null ? null : said.response();
        return new Message(
                row.id,
                row.at,
                Codes.word(row.direction),
                row.version.subprotocol(),
                row.action,
                row.messageId,
                row.latencyMicros < 0 ? null : row.latencyMicros,
                Codes.word(row.outcome),
                json(request),
                json(request) == null ? text(request) : null,
                json(response),
                json(response) == null ? text(response) : null,
                said == null || said.violations() == null
                        ? "[]"
                        : new String(said.violations(), StandardCharsets.UTF_8),
                said == null || said.findings() == null ? "[]" : new String(said.findings(), StandardCharsets.UTF_8));
    }

    private static @Nullable String text(byte @Nullable [] frame) {
        return frame == null ? null : new String(frame, StandardCharsets.UTF_8);
    }

    /** The frame as text when it is one JSON value and nothing after it. */
    private static @Nullable String json(byte @Nullable [] frame) {
        if (frame == null) return null;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), frame)) {
            JsonToken first = parser.nextToken();
            if (first == null) return null;
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null ? text(frame) : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}

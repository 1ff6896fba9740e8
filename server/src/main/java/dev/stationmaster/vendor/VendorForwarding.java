package dev.stationmaster.vendor;

import dev.stationmaster.platform.outbound.OutboundHttp;
import dev.stationmaster.vendor.VendorAnswer.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has a service elsewhere answer: a POST with the message as JSON, and an answer {@code {"status": "Accepted", "data": …}}, both optional. Whatever goes
 * wrong is answered Rejected, in time for the station.
 */
@Component
class VendorForwarding {
    private static final Logger log = LoggerFactory.getLogger(VendorForwarding.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A station waits half a minute; most of that is the service's. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final int LONGEST_ANSWER = 100_000;

    private final HttpClient http = OutboundHttp.client(null);

    VendorAnswer forward(VendorMessage message, URI url) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("station", message.identity());
        body.put("version", message.version());
        body.put("vendorId", message.vendorId());
        body.put("messageId", message.messageId());
        body.put("receivedAt", message.receivedAt().toString());
        try {
            String data = message.data();
            body.put("data", data == null ? null : JSON.readTree(data));
            var request = HttpRequest.newBuilder(url)
                    .timeout(ANSWER_WITHIN)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) return failed(message, "status " + response.statusCode());
            return read(message, response.body());
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return failed(message, e.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return failed(message, "stopping");
        }
    }

    private static VendorAnswer read(VendorMessage message, String body) {
        if (body.isBlank()) return VendorAnswer.of(Status.ACCEPTED);
        if (body.length() > LONGEST_ANSWER) return failed(message, "an answer of " + body.length() + " characters");
        JsonNode answer = JSON.readTree(body);
        String word = answer.path("status").asString(Status.ACCEPTED.word());
        JsonNode data = answer.path("data");
        for (Status status : Status.values()) {
            if (status.word().equals(word))
                return new VendorAnswer(status, data.isMissingNode() || data.isNull() ? null : data.toString());
        }
        return failed(message, "an answer of another status");
    }

    private static VendorAnswer failed(VendorMessage message, String why) {
        log.warn("event=vendor-message-not-forwarded station={} cause={}", message.identity(), why);
        return VendorAnswer.of(Status.REJECTED);
    }
}

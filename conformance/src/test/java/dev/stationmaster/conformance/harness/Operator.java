package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who runs the server through its REST API, and looks at what it shows. */
public final class Operator {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Csms csms;
    private final HttpClient http = HttpClient.newHttpClient();

    public Operator(Csms csms) {
        this.csms = csms;
    }

    /** An answer of the API: its status and its JSON (null when it has none). */
    public record Answer(int status, @Nullable JsonNode body) {
        public JsonNode json() {
            if (body == null) throw new AssertionError("no body, status " + status);
            return body;
        }
    }

    /** GETs a path below {@code /api/v1}; anything but 200 fails the test. */
    public JsonNode get(String path) {
        Answer answer = send("GET", path, null);
        assertThat(answer.status).as("GET %s: %s", path, answer.body).isEqualTo(200);
        return answer.json();
    }

    public Answer send(String method, String path, @Nullable String json) {
        return sendAsync(method, path, json).orTimeout(60, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Answer> sendAsync(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(csms.apiUrl() + path))
                .header("Authorization", "Bearer " + csms.apiToken())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60));
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> {
                    String body = response.body();
                    return new Answer(response.statusCode(), body.isBlank() ? null : JSON.readTree(body));
                });
    }

    /** Provisions stations, tokens and settings by the same document as the provisioning file, as JSON. */
    public void provision(String json) {
        Answer answer = send("POST", "/provisioning", json);
        assertThat(answer.status).as("provisioning: %s", answer.body).isEqualTo(200);
    }

    /** Starts a typed command and does not wait; the station's part is the test's to play. */
    public Pending command(String station, String json) {
        return new Pending(sendAsync("POST", "/stations/" + encoded(station) + "/commands?wait=30s", json));
    }

    /** Starts a raw call and does not wait. */
    public Pending call(String station, String action, String payload) {
        return new Pending(sendAsync(
                "POST",
                "/stations/" + encoded(station) + "/calls",
                "{\"action\":\"" + action + "\",\"payload\":" + payload + "}"));
    }

    /** Something the operator asked for, which ends when the station has answered. */
    public final class Pending {
        private final CompletableFuture<Answer> answer;

        Pending(CompletableFuture<Answer> answer) {
            this.answer = answer;
        }

        /** The API's answer, whatever its status. */
        public Answer outcome() {
            return answer.orTimeout(40, TimeUnit.SECONDS).join();
        }

        /** The command as it ended, or the result of the raw call; the API must have answered 200. */
        public JsonNode result() {
            Answer outcome = outcome();
            assertThat(outcome.status()).as("outcome %s", outcome.body()).isEqualTo(200);
            return outcome.json();
        }

        /** The status word of the station's answer to a typed command. */
        public String status() {
            return result().path("status").asString();
        }
    }

    /** Looks at a path again and again until it shows what is expected. */
    public JsonNode await(String path, Predicate<JsonNode> expected) {
        long deadline = System.nanoTime() + csms.patience().toNanos();
        while (true) {
            JsonNode shown = get(path);
            if (expected.test(shown)) return shown;
            if (System.nanoTime() > deadline) return fail(path + " shows " + shown);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** A station's identity as a segment of a path. */
    public static String encoded(String identity) {
        return URLEncoder.encode(identity, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

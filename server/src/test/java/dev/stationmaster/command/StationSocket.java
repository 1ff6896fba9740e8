package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station on a real socket that says exactly what a test tells it to. */
final class StationSocket implements AutoCloseable {
    static final String PASSWORD = "a-password-of-20-ch.";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int ids;

    private StationSocket(TestServer server, String identity, String subprotocol, String password) {
        String basic = Base64.getEncoder().encodeToString((identity + ":" + password).getBytes(StandardCharsets.UTF_8));
        socket = HTTP.newWebSocketBuilder()
                .subprotocols(subprotocol)
                .header("Authorization", "Basic " + basic)
                .buildAsync(URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp/" + identity), new Receiver())
                .join();
    }

    static StationSocket connect(TestServer server, String identity, String subprotocol) {
        return new StationSocket(server, identity, subprotocol, PASSWORD);
    }

    static StationSocket connect(TestServer server, String identity, String subprotocol, String password) {
        return new StationSocket(server, identity, subprotocol, password);
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.add(code);
            return null;
        }
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next frame from the server. */
    JsonNode next() throws InterruptedException {
        JsonNode frame = received.poll(20, TimeUnit.SECONDS);
        assertThat(frame).as("a frame of the server").isNotNull();
        return frame;
    }

    boolean hasFrame() {
        return !received.isEmpty();
    }

    /** Sends a CALL and gives the payload of its answer, or its error code. */
    JsonNode call(String action, String payload) throws InterruptedException {
        send("[2,\"s" + ++ids + "\",\"" + action + "\"," + payload + "]");
        return next().get(2);
    }

    void boot16() throws InterruptedException {
        assertThat(call("BootNotification", "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}")
                        .get("status")
                        .stringValue())
                .isEqualTo("Accepted");
    }

    String boot2() throws InterruptedException {
        return call(
                        "BootNotification",
                        "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"V\",\"model\":\"M\"}}")
                .get("status")
                .stringValue();
    }

    /** The next CALL of the server, which must be of this action; its payload. Answers it at once. */
    JsonNode answers(String action, String payload) throws InterruptedException {
        JsonNode call = next();
        assertThat(call.get(0).intValue()).as(call.toString()).isEqualTo(2);
        assertThat(call.get(2).stringValue()).isEqualTo(action);
        send("[3,\"" + call.get(1).stringValue() + "\"," + payload + "]");
        return call.get(3);
    }

    boolean isClosedWithin(int seconds) throws InterruptedException {
        return closed.poll(seconds, TimeUnit.SECONDS) != null;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(_ -> socket)
                .join();
        socket.abort();
    }
}

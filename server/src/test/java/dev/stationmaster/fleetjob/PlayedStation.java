package dev.stationmaster.fleetjob;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A 1.6 station on a real socket that boots, and answers every call of the server as it was told to. */
final class PlayedStation implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch booted = new CountDownLatch(1);
    private final Answers answers;
    private final WebSocket socket;

    /** What it says to a call; null is silence. */
    @FunctionalInterface
    interface Answers {
        @Nullable
        String to(String action, JsonNode payload);
    }

    PlayedStation(TestServer server, String identity, Answers answers) throws InterruptedException {
        this.answers = answers;
        this.socket = HTTP.newWebSocketBuilder()
                .subprotocols("ocpp1.6")
                .buildAsync(URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp/" + identity), new Receiver())
                .join();
        socket.sendText(
                        "[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}]",
                        true)
                .join();
        if (!booted.await(30, TimeUnit.SECONDS)) throw new IllegalStateException(identity + " did not boot");
    }

    /** The actions it was called, with their payloads. */
    List<String> heard() {
        return heard;
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode frame = JSON.readTree(text.toString());
                text.setLength(0);
                if (frame.get(0).intValue() == 3) booted.countDown();
                else answer(from, frame);
            }
            from.request(1);
            return null;
        }
    }

    private void answer(WebSocket from, JsonNode call) {
        heard.add(call.get(2).stringValue() + " " + call.get(3));
        String payload = answers.to(call.get(2).stringValue(), call.get(3));
        if (payload != null) from.sendText("[3,\"" + call.get(1).stringValue() + "\"," + payload + "]", true);
    }

    @Override
    public void close() {
        socket.abort();
    }
}

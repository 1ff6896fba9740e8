package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station that sends what the test says, letter by letter, and answers only when the test says so. */
public final class ScriptedStation implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Duration patience;
    private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    ScriptedStation(Duration patience) {
        this.patience = patience;
    }

    WebSocket.Listener listener() {
        return new Listener();
    }

    void opened(WebSocket opened) {
        this.socket = opened;
    }

    /** The subprotocol that the server chose. */
    public String subprotocol() {
        return socket().getSubprotocol();
    }

    /** Sends a frame as it is. */
    public void send(String frame) {
        socket().sendText(frame, true).join();
    }

    /** Sends a CALL and gives the payload of its CALLRESULT; any other answer fails the test. */
    public JsonNode call(String action, String payload) {
        JsonNode answer = exchange(action, payload);
        assertThat(answer.get(0).asInt())
                .as("the answer to %s must be a CALLRESULT, was %s", action, answer)
                .isEqualTo(3);
        return answer.get(2);
    }

    /** Sends a CALL that must be answered by a CALLERROR, and gives its error code. */
    public String callRefused(String action, String payload) {
        JsonNode answer = exchange(action, payload);
        assertThat(answer.get(0).asInt())
                .as("the answer to %s must be a CALLERROR, was %s", action, answer)
                .isEqualTo(4);
        return answer.get(2).asString();
    }

    /** Sends a CALL and gives the whole answer frame. */
    public JsonNode exchange(String action, String payload) {
        String id = UUID.randomUUID().toString();
        send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        JsonNode answer = nextAnswer();
        assertThat(answer.get(1).asString())
                .as("message id of the answer to %s", action)
                .isEqualTo(id);
        return answer;
    }

    /** The next CALLRESULT or CALLERROR from the server. */
    public JsonNode nextAnswer() {
        return next(answers, "an answer");
    }

    /** Waits for a CALL of the server, which must be this action. */
    public CallFromCsms expect(String action) {
        JsonNode call = next(calls, "CALL " + action);
        assertThat(call.get(2).asString()).as("action of %s", call).isEqualTo(action);
        return new CallFromCsms(this, call.get(1).asString(), action, call.get(3));
    }

    /** True when no CALL of the server is waiting to be looked at. */
    public boolean quiet() {
        return calls.isEmpty();
    }

    /** Waits until the server has closed the socket, and gives the status code. */
    public int awaitClosed() {
        try {
            return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return fail("the server did not close the socket within " + patience);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Drops the connection without a closing handshake, as a station without power does. */
    public void vanish() {
        socket().abort();
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open == null || open.isOutputClosed()) return;
        try {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").get(patience.toMillis(), TimeUnit.MILLISECONDS);
            closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            open.abort();
        }
    }

    private WebSocket socket() {
        if (socket == null) throw new IllegalStateException("not connected");
        return socket;
    }

    private JsonNode next(BlockingQueue<JsonNode> queue, String what) {
        try {
            JsonNode frame = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return frame == null ? fail("no " + what + " within " + patience) : frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode frame = JSON.readTree(text.toString());
                text.setLength(0);
                int type = frame.get(0).asInt();
                (type == 2 || type == 6 ? calls : answers).add(frame);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }
}

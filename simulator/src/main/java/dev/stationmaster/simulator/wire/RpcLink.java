package dev.stationmaster.simulator.wire;

import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OCPP-J over one connection: one CALL of ours in flight, answers matched by id, CALLs of the server answered at once. Used from the
 * station's event loop only.
 */
public final class RpcLink {
    private record InFlight(String id, Consumer<Outcome> then, Timer timeout) {}

    private final Connection connection;
    private final Timeline timeline;
    private final ScheduledExecutorService loop;
    private final Function<Frame.Call, Answer> server;
    private @Nullable InFlight inFlight;
    private boolean open = true;

    /** @param server answers the server's CALLs */
    public RpcLink(
            Connection connection,
            Timeline timeline,
            ScheduledExecutorService loop,
            Function<Frame.Call, Answer> server) {
        this.connection = connection;
        this.timeline = timeline;
        this.loop = loop;
        this.server = server;
    }

    /** Whether a CALL of ours still waits for its answer; another must not be sent. */
    public boolean busy() {
        return inFlight != null;
    }

    /** Sends a CALL; {@code then} learns its outcome exactly once. */
    public void call(String id, String action, String payload, Duration timeout, Consumer<Outcome> then) {
        if (inFlight != null) {
            throw new IllegalStateException("a CALL is in flight already");
        }
        inFlight = new InFlight(id, then, timeline.inRealTime(timeout, loop, () -> finish(id, new Outcome.TimedOut())));
        connection.send(Frame.call(id, action, payload));
    }

    /** A text message came. */
    public void received(String text) {
        if (!open) {
            return;
        }
        switch (Frame.parse(text)) {
            case Frame.Result(var id, var payload) -> finish(id, new Outcome.Answered(payload));
            case Frame.Failure(var id, var code, var description) -> finish(id, new Outcome.Refused(code, description));
            case Frame.Call call -> answer(call);
            case Frame.Unreadable _ -> {} // the server is the one under test; a station has nobody to complain to
        }
    }

    private void answer(Frame.Call call) {
        switch (server.apply(call)) {
            case Answer.Result(var payload, var afterwards) -> {
                connection.send(Frame.result(call.id(), payload));
                afterwards.run();
            }
            case Answer.Failure(var code, var description) ->
                connection.send(Frame.failure(call.id(), code, description));
            case Answer.Silence() -> {}
        }
    }

    private void finish(String id, Outcome outcome) {
        var call = inFlight;
        if (call != null && call.id.equals(id)) {
            inFlight = null;
            call.timeout.cancel();
            call.then.accept(outcome);
        }
    }

    /** The connection is gone: what was in flight is lost. */
    public void closed() {
        open = false;
        if (inFlight != null) {
            finish(inFlight.id, new Outcome.Lost());
        }
    }

    /** Says good-bye properly. */
    public void close(int code, String reason) {
        connection.close(code, reason);
    }

    /** Vanishes. */
    public void drop() {
        connection.drop();
    }

    /** A WebSocket ping. */
    public void ping() {
        connection.ping();
    }
}

package dev.stationmaster.link;

import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Answers every CALL with what the test says, and can be made to wait. */
final class ScriptedHandler implements FrameHandler {
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Frame> answers = new ConcurrentLinkedQueue<>();
    volatile String result = "{}";
    private volatile @Nullable Semaphore gate;

    /** From now on each message waits for a permit. */
    Semaphore hold() {
        var made = new Semaphore(0);
        gate = made;
        return made;
    }

    @Override
    public byte @Nullable [] call(StationLink link, Received message) {
        calls.add(new String(message.raw(), StandardCharsets.UTF_8));
        var held = gate;
        if (held != null) held.acquireUninterruptibly();
        return switch (message.frame()) {
            case Frame.Call call when call.action().equals("Explode") -> throw new IllegalStateException("as asked");
            case Frame.Call call -> FrameCodec.result(call.id(), result.getBytes(StandardCharsets.UTF_8));
            case Frame.Malformed malformed ->
                FrameCodec.answer(link.version(), malformed).orElse(null);
            default -> null;
        };
    }

    @Override
    public void answer(StationLink link, Received message) {
        answers.add(message.frame());
    }

    List<String> seen() {
        return List.copyOf(calls);
    }
}

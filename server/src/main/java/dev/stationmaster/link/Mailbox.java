package dev.stationmaster.link;

import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.Payload;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one station's CALLs in the order they came, one at a time. It belongs to the station and outlives its links. A slow answer delays this
 * station only; an idle one owns no thread.
 */
final class Mailbox {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
    private static final int PAUSE_AT = 16;
    private static final int RESUME_AT = 8;

    private final Supplier<FrameHandler> handler;
    // All guarded by this.
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
    private @Nullable Waiting inWork;
    private @Nullable WebSocketLink paused;
    private boolean draining;

    Mailbox(Supplier<FrameHandler> handler) {
        this.handler = handler;
    }

    private static final class Waiting {
        private final Received message;
        private WebSocketLink link;

        Waiting(WebSocketLink link, Received message) {
            this.link = link;
            this.message = message;
        }

        Frame frame() {
            return message.frame();
        }

        /** Whether {@code again} is this very message sent once more; stations that restart their ids at 1 (quirk Q21) send others under the same id. */
        boolean repeatedBy(Frame.Call again) {
            return frame() instanceof Frame.Call(String id, String action, Payload payload)
                    && id.equals(again.id())
                    && action.equals(again.action())
                    && equal(payload, again.payload());
        }

        private static boolean equal(Payload one, Payload other) {
            return Arrays.equals(
                    one.bytes(),
                    one.offset(),
                    one.offset() + one.length(),
                    other.bytes(),
                    other.offset(),
                    other.offset() + other.length());
        }
    }

    /** On the event loop: never waits for the handler. When 16 wait, reading from the socket pauses; nothing is dropped. */
    void offer(WebSocketLink link, Received message) {
        synchronized (this) {
            if (message.frame() instanceof Frame.Call call && attached(link, call)) return;
            waiting.add(new Waiting(link, message));
            if (waiting.size() >= PAUSE_AT && paused != link) {
                paused = link;
                link.pauseReading(WebSocketLink.MAILBOX_FULL);
            }
            if (draining) return;
            draining = true;
        }
        Thread.startVirtualThread(this::drain);
    }

    /** A repeat of a message in work is not worked on twice; the one answer goes to where it was asked last. */
    private boolean attached(WebSocketLink link, Frame.Call call) {
        if (inWork != null && inWork.repeatedBy(call)) {
            inWork.link = link;
            return true;
        }
        for (Waiting one : waiting) {
            if (one.repeatedBy(call)) {
                one.link = link;
                return true;
            }
        }
        return false;
    }

    /** The link was replaced: its CALLs that have not begun are dropped, the station repeats them. SENDs stay, they are never repeated. */
    synchronized void drop(WebSocketLink replaced) {
        waiting.removeIf(one -> one.link == replaced && !(one.frame() instanceof Frame.Send));
        if (paused == replaced) paused = null;
    }

    private void drain() {
        for (Waiting next; (next = take()) != null; ) {
            byte @Nullable [] answer = handled(next);
            WebSocketLink asking;
            synchronized (this) {
                asking = next.link;
                inWork = null;
            }
            if (answer != null) asking.send(answer);
        }
    }

    private synchronized @Nullable Waiting take() {
        inWork = waiting.poll();
        if (inWork == null) {
            draining = false;
            notifyAll();
        }
        if (paused != null && waiting.size() <= RESUME_AT) {
            paused.resumeReading(WebSocketLink.MAILBOX_FULL);
            paused = null;
        }
        return inWork;
    }

    /** Never throws: a station must not lose its mailbox to our bug. It gets no answer and sends the message again. */
    private byte @Nullable [] handled(Waiting one) {
        try {
            return handler.get().call(one.link, one.message);
        } catch (RuntimeException | Error bug) {
            log.error("event=frame-failed station={} frame={}", one.link.identity(), nameOf(one.frame()), bug);
            return null;
        }
    }

    private static String nameOf(Frame frame) {
        return switch (frame) {
            case Frame.Call(String id, String action, Payload _) -> action + " id=" + id;
            case Frame.Send(String id, String action, Payload _) -> action + " id=" + id;
            case Frame.CallResult _, Frame.CallError _, Frame.CallResultError _ -> "answer";
            case Frame.Malformed _ -> "unreadable";
        };
    }

    /** @return false when work is left at the deadline */
    synchronized boolean awaitIdle(long deadlineNanos) throws InterruptedException {
        while (draining) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}

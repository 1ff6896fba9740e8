package dev.stationmaster.command;

import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One station's commands, strictly one after the other, so that never two CALLs of ours are in flight (1.6 J §4.1.1; 2.x part 4 §4.1.1). Its
 * thread lives while there is something to do.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Work work;
    private final Alarms alarms;
    private final Deque<Queued> waiting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile @Nullable InFlight inFlight;

    /** What becomes of a command that had its turn. */
    enum After {
        DONE,
        /** It may not go yet; the ones behind it may. */
        STAYS,
        /** The station is not there; all wait, in their order. */
        ALL_STAY
    }

    /** Deals with commands, the oldest first. */
    interface Work {
        After run(Queued queued, Outbox outbox);

        /** Ends a waiting command whose time is over. @return whether it did */
        boolean expire(Queued queued);

        /** Ends a command that our own mistake keeps from being carried out. */
        void broken(Queued queued);
    }

    /**
     * @param keep whether it may wait for an absent station, until its expiry
     * @param expiresAt null when nothing was said
     */
    record Queued(
            UUID id,
            StationCommand command,
            boolean keep,
            @Nullable Instant expiresAt) {}

    /** How an exchange ended. */
    sealed interface Outcome {
        /** @param frame a CallResult or CallError */
        record Answered(Frame frame, Instant at) implements Outcome {}

        record TimedOut() implements Outcome {}

        record LinkLost(String reason) implements Outcome {}
    }

    private record InFlight(String id, long epoch, CompletableFuture<Outcome> outcome) {}

    Outbox(Work work, Alarms alarms) {
        this.work = work;
        this.alarms = alarms;
    }

    void add(Queued queued) {
        waiting.addLast(queued);
        wake();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Something may have changed: a command came, the station came, time went by. */
    void wake() {
        if (wakes.getAndIncrement() == 0) Thread.ofVirtual().name("outbox").start(this::drain);
    }

    void wakeAfter(Duration delay) {
        alarms.after(delay, this::wake);
    }

    private void drain() {
        int seen;
        do {
            seen = wakes.get();
            waiting.removeIf(this::expired);
            for (Queued next : waiting) {
                After after = carryOut(next);
                if (after == After.DONE) waiting.remove(next);
                if (after == After.ALL_STAY) break;
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    private boolean expired(Queued queued) {
        try {
            return work.expire(queued);
        } catch (RuntimeException bug) {
            log.error("event=command-expiry-failed command={}", queued.id(), bug);
            return false;
        }
    }

    /** A station must not lose its outbox to our bug: such a command is ended. */
    private After carryOut(Queued head) {
        try {
            return work.run(head, this);
        } catch (RuntimeException bug) {
            log.error("event=command-failed command={}", head.id(), bug);
        }
        try {
            work.broken(head);
        } catch (RuntimeException again) {
            log.error("event=command-not-ended command={}", head.id(), again);
        }
        return After.DONE;
    }

    /** Sends one CALL and waits for what becomes of it. On the outbox's own thread only. */
    Outcome exchange(StationLink link, String messageId, byte[] frame, Duration timeout) {
        var sent = new InFlight(messageId, link.epoch(), new CompletableFuture<>());
        inFlight = sent;
        try {
            if (!link.isOpen()) return new Outcome.LinkLost("the link was closed before the message left");
            link.send(frame);
            return sent.outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Outcome.TimedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.LinkLost("the server is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            inFlight = null;
        }
    }

    /** @return false when it answers nothing that is under way on that link */
    boolean answered(StationLink link, String messageId, Frame frame, Instant at) {
        InFlight sent = inFlight;
        if (sent == null || sent.epoch != link.epoch() || !sent.id.equals(messageId)) return false;
        return sent.outcome.complete(new Outcome.Answered(frame, at));
    }

    void lost(StationLink link, String reason) {
        InFlight sent = inFlight;
        if (sent != null && sent.epoch == link.epoch()) sent.outcome.complete(new Outcome.LinkLost(reason));
    }
}

package dev.stationmaster.simulator.wire;

import dev.stationmaster.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a station has to say, in order. Ordinary messages (Authorize, StatusNotification, Heartbeat) live as long as the connection.
 * Facts (everything about transactions) are kept until they are answered, survive being offline, and are tried again after an error.
 * The outbox belongs to the station and outlives its connections. Used from the station's event loop only.
 */
public final class Outbox {
    /**
     * How often and after what time a refused or unanswered fact is tried again.
     *
     * @param attempts how often in all, at least 1
     * @param interval multiplied by the number of tries so far
     * @param timeout  how long to wait for an answer, real time
     */
    public record Retry(int attempts, Duration interval, Duration timeout) {}

    private final Timeline timeline;
    private final ScheduledExecutorService loop;
    private final Witness witness;
    private final Supplier<Retry> retry;
    private final Queue<Outgoing> early = new ArrayDeque<>(2);
    private final Queue<Outgoing> ordinary = new ArrayDeque<>(4);
    private final ArrayDeque<Outgoing> facts = new ArrayDeque<>(4);
    private @Nullable RpcLink link;
    private boolean registered;
    private boolean headWaits;
    private long counter;

    public Outbox(Timeline timeline, ScheduledExecutorService loop, Witness witness, Supplier<Retry> retry) {
        this.timeline = timeline;
        this.loop = loop;
        this.witness = witness;
        this.retry = retry;
    }

    /** A connection is there. Nothing but what may precede registration is sent until {@link #registered}. */
    public void connected(RpcLink newLink) {
        link = newLink;
        registered = false;
    }

    /** The server accepted the station (now, or before this connection): everything may go. */
    public void registered() {
        registered = true;
        pump();
    }

    /** The connection is gone: ordinary messages with it, facts wait. */
    public void disconnected() {
        link = null;
        registered = false;
        facts.forEach(fact -> fact.late = true);
        loseAll(early);
        loseAll(ordinary);
    }

    private static void loseAll(Queue<Outgoing> queue) {
        for (Outgoing message; (message = queue.poll()) != null; ) {
            message.then.accept(new Outcome.Lost());
        }
    }

    /** Whether messages get through at present. */
    public boolean online() {
        return link != null && registered;
    }

    /** Number of facts that no answer has come for. */
    public int waitingFacts() {
        return facts.size();
    }

    /** Whether a fact that names {@code text} still waits. */
    public boolean waitsWith(String text) {
        return facts.stream().anyMatch(fact -> fact.payload().contains(text));
    }

    /** Sends a message that is allowed before registration: BootNotification, or what the server triggered. */
    public void sendEarly(String action, Json payload, Consumer<Outcome> then) {
        if (link == null) {
            then.accept(new Outcome.Lost());
        } else {
            early.add(new Outgoing(counter++, action, _ -> payload, then));
            pump();
        }
    }

    /** Sends a message that is worth nothing later; lost at once when the station is offline. */
    public void send(String action, Json payload, Consumer<Outcome> then) {
        if (!online()) {
            then.accept(new Outcome.Lost());
        } else {
            ordinary.add(new Outgoing(counter++, action, _ -> payload, then));
            pump();
        }
    }

    /**
     * Keeps a fact until the server has answered it.
     *
     * @param payload made when the fact is first sent, so that it can name what earlier answers told, and the same from then on;
     *                gets whether the fact waited for a connection
     * @param then    the final outcome; not called for tries in between
     */
    public void keep(String action, Function<Boolean, Json> payload, Consumer<Outcome> then) {
        var fact = new Outgoing(counter++, action, payload, then);
        fact.late = !online();
        facts.add(fact);
        pump();
    }

    private void pump() {
        var to = link;
        if (to == null || to.busy()) {
            return;
        }
        var next = early.poll();
        if (next != null) {
            transmit(to, next);
        } else if (registered) {
            var fact = headWaits ? null : facts.peek();
            var other = ordinary.peek();
            // In the order they happened; but what is fresh overtakes what waited for a connection.
            if (other != null && (fact == null || fact.late || other.number < fact.number)) {
                ordinary.remove();
                transmit(to, other);
            } else if (fact != null) {
                transmitFact(to, fact);
            }
        }
    }

    private void transmit(RpcLink to, Outgoing message) {
        var payload = message.payload();
        var entry = witness.sent(message.id, message.action, payload, timeline.now());
        to.call(message.id, message.action, payload, retry.get().timeout(), outcome -> {
            entry.ended(outcome, timeline.now());
            message.then.accept(outcome);
            pump();
        });
    }

    private void transmitFact(RpcLink to, Outgoing fact) {
        var payload = fact.payload();
        var policy = retry.get();
        var entry = witness.sent(fact.id, fact.action, payload, timeline.now());
        to.call(fact.id, fact.action, payload, policy.timeout(), outcome -> {
            entry.ended(outcome, timeline.now());
            switch (outcome) {
                case Outcome.Answered _ -> done(fact, outcome);
                case Outcome.Lost() -> {} // stays at the head, with its id and words, for the next connection
                case Outcome.Refused _, Outcome.TimedOut() -> failed(fact, outcome, policy);
            }
            pump();
        });
    }

    private void failed(Outgoing fact, Outcome outcome, Retry policy) {
        fact.tries++;
        if (fact.tries >= policy.attempts()) {
            done(fact, outcome);
            return;
        }
        headWaits = true;
        timeline.inRealTime(policy.interval().multipliedBy(fact.tries), loop, () -> {
            headWaits = false;
            pump();
        });
    }

    private void done(Outgoing fact, Outcome outcome) {
        facts.remove(fact);
        fact.then.accept(outcome);
    }

    /** One message on its way out. */
    private static final class Outgoing {
        private final long number;
        private final String id = UUID.randomUUID().toString();
        private final String action;
        private final Consumer<Outcome> then;
        private final Function<Boolean, Json> maker;
        private @Nullable String made;
        private boolean late;
        private int tries;

        Outgoing(long number, String action, Function<Boolean, Json> maker, Consumer<Outcome> then) {
            this.number = number;
            this.action = action;
            this.maker = maker;
            this.then = then;
        }

        String payload() {
            if (made == null) {
                made = maker.apply(late).text();
            }
            return made;
        }
    }
}

package dev.stationmaster.messagelog;

import dev.stationmaster.changefeed.Ring;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The newest exchanges, for those who watch them come. Kept in memory only, and only while somebody watches. */
@Component
public final class MessageTail {
    private static final int KEPT = 4096;

    private final Ring<Tailed> ring = new Ring<>(KEPT, Tailed::number);
    private final AtomicInteger watchers = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final JsonMapper json;

    MessageTail(JsonMapper json) {
        this.json = json;
    }

    /**
     * An exchange that was just stored.
     *
     * @param number rises by one with each; not stable over restarts
     * @param id its id in the message log
     * @param message as the API shows it, JSON
     */
    public record Tailed(
            long number, long id, StationId station, Exchange.Direction direction, Instant at, String message) {}

    /** Somebody begins to watch; {@link #unwatch} ends it. Watches from the number returned. */
    public long watch() {
        watchers.incrementAndGet();
        return ring.head();
    }

    public void unwatch() {
        watchers.decrementAndGet();
    }

    /** What came after that number, oldest first; what is no longer kept is left out, to be seen by the gap in the numbers. */
    public List<Tailed> after(long number, int limit) {
        return ring.after(number, limit);
    }

    /** Called after each batch, on the writer's thread; must return at once. */
    public void onMessages(Runnable listener) {
        listeners.add(listener);
    }

    void stored(List<Exchange> exchanges, List<Long> ids, ExchangeStore store) {
        if (watchers.get() == 0) return;
        for (int i = 0; i < ids.size(); i++) {
            Exchange exchange = exchanges.get(i);
            var said = new ExchangeChunk.Said(
                    exchange.request(),
                    exchange.response(),
                    store.json(exchange.violations()),
                    store.json(exchange.findings()));
            String message = json.writeValueAsString(Message.of(Message.Row.of(ids.get(i), exchange), said));
            ring.add(new Tailed(
                    numbers.incrementAndGet(),
                    ids.get(i),
                    exchange.station(),
                    exchange.direction(),
                    exchange.at(),
                    message));
        }
        listeners.forEach(Runnable::run);
    }
}

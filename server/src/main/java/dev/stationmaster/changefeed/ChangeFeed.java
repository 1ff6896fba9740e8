package dev.stationmaster.changefeed;

import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * Committed changes in their order, from any number on: old ones from the table, newer ones from memory, and the next as they come. A reader
 * asks for what follows the last number it has seen; so there is neither gap nor double, and a slow reader holds nobody up.
 *
 * <p>Whoever changes something outside of a station's message commits its {@link Change} through the
 * {@link dev.stationmaster.ledger.Ledger} as well (with the row as a fact beside it, or right after its own transaction): a number that is
 * drawn in another transaction could become visible after a larger one, and readers would miss it.
 */
@Component
public final class ChangeFeed implements CommitListener {
    private static final int KEPT_IN_MEMORY = 4096;
    /** Who is further behind than that asks for the present state instead. */
    private static final long MOST_BEHIND = 100_000;

    private final Ring<ChangeEvent> ring = new Ring<>(KEPT_IN_MEMORY, ChangeEvent::id);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ChangeStore store;

    ChangeFeed(ChangeStore store) {
        this.store = store;
        ring.startAfter(store.newest());
    }

    /** @param tooOld true when what follows is not kept any more: the reader has to ask for the present state */
    public record Slice(List<ChangeEvent> events, boolean tooOld) {
        private static final Slice TOO_OLD = new Slice(List.of(), true);
    }

    /** The number of the newest change. */
    public long head() {
        return ring.head();
    }

    /** At most so many changes after that number; empty when there is nothing new. Reads the table only for what memory has lost. */
    public Slice after(long id, int limit) {
        long head = ring.head();
        if (id > head || head - id > MOST_BEHIND) return Slice.TOO_OLD;
        if (id < ring.floor()) {
            if (id + 1 < store.oldest()) return Slice.TOO_OLD;
            List<ChangeEvent> old = store.after(id, limit);
            // What is committed but not announced yet comes with the next question, in its turn.
            return new Slice(old.stream().filter(event -> event.id() <= head).toList(), false);
        }
        List<ChangeEvent> found = ring.after(id, limit);
        // While we looked, memory may have moved on.
        return id < ring.floor() ? after(id, limit) : new Slice(found, false);
    }

    /** Called after each commit with changes, on the ledger's thread; must return at once. */
    public void onChanges(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        boolean any = false;
        for (Fact<?> fact : facts) {
            if (!(fact instanceof Change change)) continue;
            ChangeEvent event = store.take(change);
            if (event == null) continue;
            ring.add(event);
            any = true;
        }
        if (any) listeners.forEach(Runnable::run);
    }
}

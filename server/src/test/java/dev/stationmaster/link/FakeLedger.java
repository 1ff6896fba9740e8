package dev.stationmaster.link;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Remembers facts instead of storing them, and can be away. */
final class FakeLedger implements Ledger {
    final ConcurrentLinkedQueue<Fact<?>> facts = new ConcurrentLinkedQueue<>();
    final AtomicLong unavailableMillis = new AtomicLong();
    private final AtomicLong epochs = new AtomicLong();

    @Override
    @SuppressWarnings("unchecked") // epochs are the only results asked for
    public <R> R commit(Fact<R> fact, Fact<?>... others) {
        facts.add(fact);
        facts.addAll(List.of(others));
        return (R) (Object) epochs.incrementAndGet();
    }

    @Override
    public void commit(List<? extends Fact<?>> more) {
        facts.addAll(more);
    }

    @Override
    public void append(Fact<?>... more) {
        facts.addAll(List.of(more));
    }

    @Override
    public void settle() {}

    @Override
    public long unavailableMillis() {
        return unavailableMillis.get();
    }

    <F> Stream<F> of(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }
}

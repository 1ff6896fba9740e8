package dev.stationmaster.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger without a database: keeps what it is given, and can be told to refuse. */
public final class ListeningLedger implements Ledger {
    private final List<Fact<?>> facts = new ArrayList<>();
    private boolean refusing;

    /** From now on every commit is refused, as the database would for a duplicate key. */
    public void refuse() {
        refusing = true;
    }

    public List<Fact<?>> facts() {
        return facts;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R commit(Fact<R> fact, Fact<?>... others) {
        take(List.of(fact));
        take(List.of(others));
        return (R) nothing();
    }

    @Override
    public void commit(List<? extends Fact<?>> more) {
        take(more);
    }

    @Override
    public void append(Fact<?>... more) {
        take(List.of(more));
    }

    @Override
    public void settle() {}

    @Override
    public long unavailableMillis() {
        return 0;
    }

    private static @Nullable Object nothing() {
        return null;
    }

    private synchronized void take(List<? extends Fact<?>> more) {
        if (refusing) throw new FactRefusedException("refused", new IllegalStateException("23505"));
        facts.addAll(more);
    }
}

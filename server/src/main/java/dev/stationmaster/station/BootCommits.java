package dev.stationmaster.station;

import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Tells other features of boots. */
@Component
class BootCommits implements CommitListener {
    private final Supplier<List<BootListener>> listeners;

    /** @param listeners asked for at the first boot: they need boots themselves */
    BootCommits(ObjectProvider<BootListener> listeners) {
        this.listeners = SingletonSupplier.of(() -> listeners.stream().toList());
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof BootFact boot)) continue;
            listeners.get().forEach(listener -> listener.booted(boot.station(), boot.report(), boot.receivedAt()));
        }
    }
}

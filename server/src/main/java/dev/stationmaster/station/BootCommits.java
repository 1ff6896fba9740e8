package dev.stationmaster.station;

import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells other features of boots. */
@Component
class BootCommits implements CommitListener {
    private final ObjectProvider<BootListener> listeners;

    BootCommits(ObjectProvider<BootListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof BootFact boot)) continue;
            listeners.forEach(listener -> listener.booted(boot.station(), boot.report(), boot.receivedAt()));
        }
    }
}

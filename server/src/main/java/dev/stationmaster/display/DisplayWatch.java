package dev.stationmaster.display;

import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees transactions end whose messages vanish with them; on a thread of its own, so that no answer waits. */
@Component
class DisplayWatch implements TransactionListener {
    private static final Logger log = LoggerFactory.getLogger(DisplayWatch.class);

    private final DisplayService displays;

    DisplayWatch(DisplayService displays) {
        this.displays = displays;
    }

    @Override
    public void ended(Transaction transaction) {
        if (!displays.mayVanish(transaction.station())) return;
        Thread.startVirtualThread(() -> {
            try {
                displays.transactionEnded(transaction.station(), transaction.wireId());
            } catch (RuntimeException e) {
                log.warn(
                        "event=display-not-noted station={} cause=\"{}\"",
                        transaction.station().key(),
                        e.toString());
            }
        });
    }
}

package dev.stationmaster.reservation;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.platform.OwnThread;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees transactions, statuses and the passing of time where somebody has reserved; one after the other, on a thread of its own. */
@Component
class ReservationWatch implements TransactionListener, CommitListener, SmartLifecycle {
    private final ReservationService reservations;
    private final OwnThread thread = new OwnThread("reservations");

    ReservationWatch(ReservationService reservations) {
        this.reservations = reservations;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void expire() {
        thread.execute(reservations::expire);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    /** Before the ports open, so that nothing is missed. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public void started(Transaction transaction) {
        look(transaction);
    }

    /** The token, the place or the number of the reservation may come later (2.x). */
    @Override
    public void updated(Transaction transaction) {
        look(transaction);
    }

    private void look(Transaction transaction) {
        if (transaction.reservationId() == null && !reservations.hasOpen(transaction.station())) return;
        thread.execute(() -> reservations.seen(transaction));
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof Change change) || !change.topic().equals("status")) continue;
            StationId station = change.station();
            if (station == null || !reservations.hasOpen(station)) continue;
            if (change.value("evse") instanceof Integer evse && change.value("status") instanceof String status) {
                thread.execute(() -> reservations.status(station, evse, status));
            }
        }
    }
}

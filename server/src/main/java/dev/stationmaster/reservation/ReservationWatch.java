package dev.stationmaster.reservation;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sees transactions, statuses and the passing of time where somebody has reserved; one after the other, on a thread of its own. */
@Component
class ReservationWatch implements TransactionListener, CommitListener, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReservationWatch.class);

    private final ReservationService reservations;
    private volatile @Nullable ScheduledExecutorService thread;

    ReservationWatch(ReservationService reservations) {
        this.reservations = reservations;
    }

    @Override
    public void start() {
        var fresh = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("reservations").factory());
        fresh.scheduleWithFixedDelay(safely(reservations::expire), 1, 1, TimeUnit.SECONDS);
        thread = fresh;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        if (running != null) running.shutdownNow();
        thread = null;
    }

    /** Before the ports open, so that nothing is missed. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
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
        later(() -> reservations.seen(transaction));
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!(fact instanceof Change change) || !change.topic().equals("status")) continue;
            StationId station = change.station();
            if (station == null || !reservations.hasOpen(station)) continue;
            if (change.value("evse") instanceof Integer evse && change.value("status") instanceof String status) {
                later(() -> reservations.status(station, evse, status));
            }
        }
    }

    private void later(Runnable work) {
        ScheduledExecutorService running = thread;
        if (running == null) return;
        try {
            running.execute(safely(work));
        } catch (RejectedExecutionException e) {
            log.debug("event=reservation-watch-stopped");
        }
    }

    private static Runnable safely(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.warn("event=reservation-watch-failed cause=\"{}\"", e.toString());
            }
        };
    }
}

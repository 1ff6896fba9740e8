package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Profiles of transactions: bound when the transaction of a remote start begins, gone with its end (1.6 §3.13.1; K01.FR.27). */
@Component
class TransactionProfiles implements TransactionListener {
    private static final Logger log = LoggerFactory.getLogger(TransactionProfiles.class);

    private final InstalledStore installed;
    /** Stations that have any; all others cost nothing. */
    private final Set<StationId> concerned = ConcurrentHashMap.newKeySet();

    TransactionProfiles(InstalledStore installed) {
        this.installed = installed;
        concerned.addAll(installed.withTransactionProfiles());
    }

    void installed(StationId station) {
        concerned.add(station);
    }

    @Override
    public void started(Transaction transaction) {
        later(transaction, () -> bind(transaction));
    }

    @Override
    public void updated(Transaction transaction) {
        if (transaction.remoteStartId() != null) later(transaction, () -> bind(transaction));
    }

    @Override
    public void ended(Transaction transaction) {
        later(transaction, () -> drop(transaction));
    }

    /** On a thread of its own: the station waits for its answer. */
    private void later(Transaction transaction, Runnable work) {
        if (!concerned.contains(transaction.station())) return;
        Thread.ofVirtual().name("transaction-profiles").start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                log.warn("event=transaction-profiles-not-kept transaction={} cause={}", transaction.publicId(), e);
            }
        });
    }

    /** The station chose the EVSE when the remote start named none. */
    private void bind(Transaction transaction) {
        Integer evse = transaction.evse();
        if (evse == null) return;
        for (InstalledProfile one : installed.of(transaction.station())) {
            boolean waiting =
                    one.profile().purpose() == Purpose.TX && one.profile().transactionId() == null;
            if (!waiting || one.evse() != 0 && one.evse() != evse) continue;
            var bound = new InstalledProfile(
                    evse,
                    one.source(),
                    one.profile().forTransaction(transaction.wireId()),
                    one.sure(),
                    one.told(),
                    one.at());
            installed.put(transaction.station(), bound, List.of());
        }
    }

    private void drop(Transaction transaction) {
        List<InstalledProfile> all = installed.of(transaction.station());
        List<Integer> over = all.stream()
                .filter(one -> one.profile().purpose() == Purpose.TX
                        && Objects.equals(one.profile().transactionId(), transaction.wireId()))
                .map(InstalledProfile::id)
                .toList();
        installed.remove(transaction.station(), over);
    }
}

package dev.stationmaster.status;

import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Transactions that never stop: where nothing was heard for half a day while the connector says that it is free, the end is taken for granted,
 * provisionally. So is that of a deleted station, which would hold its token's place for ever. A reboot, or a connector that is free for a moment, proves nothing: the stop may wait in the station's queue.
 */
@Component
class AbandonedTransactions {
    private static final Logger log = LoggerFactory.getLogger(AbandonedTransactions.class);
    static final Duration GRACE = Duration.ofHours(12);
    /** How long an ended transaction stays in memory for what may still come. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final TransactionService transactions;
    private final StatusService status;
    private final StationDirectory stations;
    private final InstantSource clock;

    AbandonedTransactions(
            TransactionService transactions, StatusService status, StationDirectory stations, InstantSource clock) {
        this.transactions = transactions;
        this.status = status;
        this.stations = stations;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void run() {
        close();
        transactions.forgetEnded(clock.instant().minus(REMEMBERED));
    }

    void close() {
        Instant now = clock.instant();
        Instant silentSince = now.minus(GRACE);
        for (Transaction transaction : transactions.openAndSilentSince(silentSince)) {
            if (!isFree(transaction)) continue;
            boolean closed = transactions.presumeEnded(transaction.publicId(), silentSince, now);
            if (closed) log.info("event=transaction-presumed-ended transaction={}", transaction.publicId());
        }
        for (Transaction transaction : transactions.openAndSilentSince(now)) {
            if (stations.find(transaction.station()).isPresent()) continue;
            boolean closed = transactions.presumeEnded(transaction.publicId(), now, now);
            if (closed) log.info("event=transaction-of-deleted-station-ended transaction={}", transaction.publicId());
        }
    }

    private boolean isFree(Transaction transaction) {
        Integer evse = transaction.evse();
        return evse != null
                && status.connectors(transaction.station()).stream()
                        .filter(report -> report.evse() == evse && report.connector() > 0)
                        .allMatch(report -> report.status().equals("Available"))
                && status.connectors(transaction.station()).stream().anyMatch(report -> report.evse() == evse);
    }
}

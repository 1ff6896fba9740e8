package dev.stationmaster.reconciliation;

import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.settings.DeviceSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionService.Doubt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for transactions of 2.x with events missing, or open and silent, and has their stations asked: after {@code transactionCheckSeconds} for a
 * gap, after four times that for silence, and for what a station says nothing of once it is back after an absence.
 *
 * @see "OCPP 2.0.1 part 2, E14; E04.FR.07"
 */
@Component
class TransactionChecks {
    private static final Logger log = LoggerFactory.getLogger(TransactionChecks.class);
    /** Silence is a doubt after so many times the patience, and asked about when the doubt has lasted it once more. */
    private static final int SILENCE_FACTOR = 3;

    private final TransactionService transactions;
    private final TransactionQuestion question;
    private final StationDirectory stations;
    private final LinkRegistry links;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<UUID, Checked> known = new ConcurrentHashMap<>();
    private final Set<StationId> busy = ConcurrentHashMap.newKeySet();

    TransactionChecks(
            TransactionService transactions,
            TransactionQuestion question,
            StationDirectory stations,
            LinkRegistry links,
            Settings settings,
            InstantSource clock) {
        this.transactions = transactions;
        this.question = question;
        this.stations = stations;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        Set<UUID> doubted = new HashSet<>();
        for (Doubt doubt : transactions.doubts((station, heard) -> isSilent(station, heard, now))) {
            doubted.add(doubt.transaction().publicId());
            Duration patience = patience(doubt.transaction().station());
            if (patience.isPositive()) look(doubt, patience, now);
        }
        known.keySet().retainAll(doubted);
    }

    private Duration patience(StationId station) {
        return Duration.ofSeconds(settings.get(DeviceSettings.TRANSACTION_CHECK_SECONDS, station.key()));
    }

    private boolean isSilent(StationId station, Instant heard, Instant now) {
        Duration patience = patience(station);
        return patience.isPositive()
                && heard.plus(patience.multipliedBy(SILENCE_FACTOR)).isBefore(now);
    }

    private void look(Doubt doubt, Duration patience, Instant now) {
        UUID id = doubt.transaction().publicId();
        StationId station = doubt.transaction().station();
        long epoch = epoch(station);
        Checked checked = known.compute(
                id,
                (_, before) -> before != null && before.still(doubt.missing(), epoch)
                        ? before
                        : new Checked(doubt.missing(), epoch, now.plus(patience), 0));
        if (now.isBefore(checked.nextAt())) return;
        if (epoch == 0 || !busy.add(station)) return;
        Thread.ofVirtual().name("transaction-check").start(() -> {
            try {
                Checked after = question.ask(doubt, checked, patience);
                known.replace(id, checked, after);
            } catch (RuntimeException e) {
                log.warn("event=transaction-not-checked transaction={} cause={}", id, e.toString());
            } finally {
                busy.remove(station);
            }
        });
    }

    /** Of the station's link; 0 when it cannot be asked. */
    private long epoch(StationId station) {
        boolean accepted = stations.find(station)
                .filter(one -> one.registration() == Registration.ACCEPTED)
                .isPresent();
        if (!accepted) return 0;
        return links.find(station)
                .filter(StationLink::isOpen)
                .filter(link -> link.version().isV2())
                .map(StationLink::epoch)
                .orElse(0L);
    }
}

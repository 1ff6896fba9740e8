package dev.stationmaster.transaction;

import dev.stationmaster.metering.EnergyAccount;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Readings;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionEventStore.Seen;
import dev.stationmaster.transaction.TransactionRow.Charging;
import dev.stationmaster.transaction.TransactionState.Running;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes states in memory from what is stored: all open ones at the start in three queries, single ones when a late message names them. */
@Component
class TransactionLoader {
    private final TransactionStore store;
    private final TransactionEventStore events;
    private final Readings readings;

    TransactionLoader(TransactionStore store, TransactionEventStore events, Readings readings) {
        this.store = store;
        this.events = events;
        this.readings = readings;
    }

    List<TransactionState> open() {
        return states(store.open());
    }

    @Nullable
    TransactionState named(StationId station, String wireId) {
        return state(store.named(station, wireId));
    }

    @Nullable
    TransactionState numbered(StationId station, long id) {
        return state(store.numbered(station, id));
    }

    @Nullable
    TransactionState find(UUID publicId) {
        return state(store.find(publicId));
    }

    /** The transactions that began with that very start, the oldest first. */
    List<TransactionState> started(StationId station, TransactionStart start) {
        return states(store.started(station, start));
    }

    List<TransactionState> detached(StationId station, Instant startedAt) {
        return states(store.detached(station, startedAt));
    }

    /** The transactions of 1.6 that ended with that very stop, whatever it called them. */
    List<TransactionState> stopped(StationId station, TransactionStop stop) {
        return states(store.stopped(station, stop));
    }

    private @Nullable TransactionState state(Optional<TransactionStore.Stored> stored) {
        return stored.isEmpty() ? null : states(List.of(stored.get())).getFirst();
    }

    private List<TransactionState> states(List<TransactionStore.Stored> stored) {
        if (stored.isEmpty()) return List.of();
        Set<LocalDate> days = stored.stream().map(one -> one.row().day()).collect(Collectors.toSet());
        List<Long> ids = stored.stream().map(one -> one.row().id()).toList();
        Map<Long, Seen> seen = events.seen(days, ids);
        Map<Long, EnergyAccount> accounts = new HashMap<>();
        Map<Long, Running> running = new HashMap<>();
        readings.turningPoints(days, ids, found -> {
            MeterReading reading = found.reading();
            accounts.merge(found.subjectId(), EnergyAccount.EMPTY.with(reading), (known, _) -> known.with(reading));
            running.merge(found.subjectId(), Running.NONE.with(reading), (known, _) -> known.with(reading));
        });
        List<TransactionState> states = new ArrayList<>(stored.size());
        for (TransactionStore.Stored one : stored) {
            long id = one.row().id();
            Seen told = seen.getOrDefault(id, Seen.NOTHING);
            states.add(TransactionState.of(
                    upToDate(one.row(), told),
                    accounts.getOrDefault(id, EnergyAccount.EMPTY),
                    told.numbers(),
                    running.getOrDefault(id, Running.NONE),
                    one.lastReceivedAt()));
        }
        return states;
    }

    /** With what events confirmed or counted on after the row was written; see {@link TransactionState#mustBeStoredAfter}. */
    private static TransactionRow upToDate(TransactionRow row, Seen told) {
        TransactionRow known = row.withFacts(null, null, false, told.timeSpentChargingSeconds());
        var charging = row.charging();
        Integer confirmed = told.chargingSeq();
        return charging == null || confirmed == null || confirmed <= charging.seq()
                ? known
                : known.withCharging(new Charging(charging.state(), confirmed));
    }
}

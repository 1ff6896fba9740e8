package dev.stationmaster.transaction;

import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Readings;
import dev.stationmaster.metering.StoredReading;
import dev.stationmaster.transaction.TransactionHistory.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads transactions once more from the beginning; asks the database. */
@Component
public class TransactionHistories {
    private static final int PAGE = 1_000;
    private static final int MOST = 50_000;

    private final TransactionLoader loader;
    private final TransactionEventStore events;
    private final Readings readings;

    TransactionHistories(TransactionLoader loader, TransactionEventStore events, Readings readings) {
        this.loader = loader;
        this.events = events;
        this.readings = readings;
    }

    /** As committed; of endless ones the first 50,000 events and readings. */
    public Optional<TransactionHistory> find(UUID publicId) {
        TransactionState state = loader.find(publicId);
        if (state == null) return Optional.empty();
        var step = TransactionStep.of(false, state, null, List.of(), state.lastReceivedAt());
        return Optional.of(new TransactionHistory(step, events(state.row()), readings(state.row())));
    }

    private List<Event> events(TransactionRow row) {
        List<Event> all = new ArrayList<>();
        @Nullable TransactionEventFact last = null;
        while (all.size() < MOST) {
            List<TransactionEventFact> page = events.list(row.day(), row.id(), last, PAGE);
            for (TransactionEventFact event : page) {
                all.add(new Event(event.seqNo(), event.at(), event.chargingState()));
                last = event;
            }
            if (page.size() < PAGE) break;
        }
        return all;
    }

    private List<MeterReading> readings(TransactionRow row) {
        List<MeterReading> all = new ArrayList<>();
        @Nullable StoredReading last = null;
        while (all.size() < MOST) {
            List<StoredReading> page = readings.list(row.day(), row.id(), false, last, PAGE);
            for (StoredReading reading : page) {
                all.add(reading.reading());
                last = reading;
            }
            if (page.size() < PAGE) break;
        }
        return all;
    }
}

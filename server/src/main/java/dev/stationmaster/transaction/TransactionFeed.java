package dev.stationmaster.transaction;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Tells others of transactions: watchers by a change in the same commit, the rest of the server after it. */
@Component
class TransactionFeed {
    private static final Logger log = LoggerFactory.getLogger(TransactionFeed.class);

    private final StationDirectory stations;
    private final Supplier<List<TransactionListener>> listeners;

    /** @param listeners asked for at the first change: they need transactions themselves */
    TransactionFeed(StationDirectory stations, ObjectProvider<TransactionListener> listeners) {
        this.stations = stations;
        this.listeners = SingletonSupplier.of(() -> listeners.stream().toList());
    }

    TransactionView view(TransactionRow row, Conclusions conclusions, @Nullable TransactionCost cost) {
        String identity = stations.nameOf(row.station()).orElse("");
        return TransactionView.of(row, conclusions, identity, cost);
    }

    Change change(TransactionState state, String actor, Instant at) {
        TransactionRow row = state.row();
        TransactionView body = view(row, Conclusions.of(state), null);
        return new Change("transaction", row.publicId().toString(), row.station(), body, actor, at);
    }

    void tell(@Nullable TransactionState before, TransactionState after) {
        Transaction now = view(after);
        listeners.get().forEach(listener -> {
            try {
                if (before == null) listener.started(now);
                else if (before.row().open() && after.row().open()) listener.updated(now);
                if (!after.row().open() && (before == null || before.row().open())) listener.ended(now);
            } catch (RuntimeException bug) {
                log.error(
                        "event=transaction-listener-failed listener={} transaction={}",
                        listener.getClass().getSimpleName(),
                        now.publicId(),
                        bug);
            }
        });
    }

    static Transaction view(TransactionState state) {
        TransactionRow row = state.row();
        var place = row.place();
        var holder = row.holder();
        var begin = row.begin();
        var end = row.end();
        var charging = row.charging();
        return new Transaction(
                row.publicId(),
                row.station(),
                row.version(),
                row.wireId(),
                place == null ? null : (Integer) place.evse(),
                place == null ? null : place.connector(),
                place == null ? null : place.wireConnector(),
                holder == null ? null : holder.token(),
                row.open(),
                charging == null ? null : charging.state(),
                begin == null ? null : begin.at(),
                end == null ? null : end.at(),
                end == null ? null : end.reason(),
                row.remoteStartId(),
                row.reservationId(),
                state.outcome().energyWh(),
                state.running().powerW(),
                state.running().socPercent());
    }
}

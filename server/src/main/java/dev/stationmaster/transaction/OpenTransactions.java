package dev.stationmaster.transaction;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All open transactions in memory, and each station's last ended ones: what late and repeated messages are about. Holds committed states only.
 * Reading never blocks; only the thread that works on a station's message writes that station's.
 */
@Component
class OpenTransactions {
    private static final int ENDED_KEPT = 3;

    private final Map<StationId, List<TransactionState>> byStation = new ConcurrentHashMap<>();
    private final Map<UUID, TransactionState> byPublicId = new ConcurrentHashMap<>();

    /** The station's, the oldest first. */
    List<TransactionState> of(StationId station) {
        return byStation.getOrDefault(station, List.of());
    }

    List<TransactionState> open(StationId station) {
        return of(station).stream().filter(state -> state.row().open()).toList();
    }

    /** How many have not ended, of all stations. */
    long count() {
        return byPublicId.values().stream().filter(state -> state.row().open()).count();
    }

    /** Every transaction in memory. */
    List<TransactionState> all() {
        return List.copyOf(byPublicId.values());
    }

    @Nullable
    TransactionState find(UUID publicId) {
        return byPublicId.get(publicId);
    }

    /** By the id that the station made (2.x), whatever the case. */
    @Nullable
    TransactionState named(StationId station, String wireId) {
        for (TransactionState state : of(station)) {
            if (state.row().stationNamed()
                    && !state.row().detached()
                    && state.row().wireId().equalsIgnoreCase(wireId)) return state;
        }
        return null;
    }

    /** By the id that we gave (1.6). */
    @Nullable
    TransactionState numbered(StationId station, long wireId) {
        for (TransactionState state : of(station)) {
            if (!state.row().stationNamed()
                    && state.row().id() == wireId
                    && !state.row().detached()) return state;
        }
        return null;
    }

    void put(TransactionState state) {
        List<TransactionState> changed = new ArrayList<>(of(state.row().station()));
        long id = state.row().id();
        int place = 0;
        while (place < changed.size() && changed.get(place).row().id() < id) place++;
        if (place < changed.size() && changed.get(place).row().id() == id) changed.set(place, state);
        else changed.add(place, state);
        byPublicId.put(state.row().publicId(), state);
        for (TransactionState forgotten : surplus(changed)) {
            changed.remove(forgotten);
            byPublicId.remove(forgotten.row().publicId());
        }
        byStation.put(state.row().station(), List.copyOf(changed));
    }

    private static List<TransactionState> surplus(List<TransactionState> states) {
        int ended = 0;
        for (TransactionState state : states) {
            if (!state.row().open()) ended++;
        }
        if (ended <= ENDED_KEPT) return List.of(); // nearly always
        return states.stream()
                .filter(state -> !state.row().open())
                .sorted(Comparator.comparing(TransactionState::lastReceivedAt))
                .limit(ended - ENDED_KEPT)
                .toList();
    }

    /** Forgets what ended and was not heard of since; the caller holds the station. */
    void forgetEnded(StationId station, Instant before) {
        List<TransactionState> kept = new ArrayList<>();
        for (TransactionState state : of(station)) {
            if (state.row().open() || !state.lastReceivedAt().isBefore(before)) kept.add(state);
            else byPublicId.remove(state.row().publicId());
        }
        if (kept.isEmpty()) byStation.remove(station);
        else byStation.put(station, List.copyOf(kept));
    }
}

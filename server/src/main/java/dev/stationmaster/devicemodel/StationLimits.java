package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.DeviceModelStore.StoredLimit;
import dev.stationmaster.station.StationId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much stations take in one message, and how long they wait for a cable; in memory, because commands ask for it. */
@Component
class StationLimits {
    private static final Set<String> NAMES = Set.of(
            "itemspermessage",
            "bytespermessage",
            "getconfigurationmaxkeys",
            "activenetworkprofile",
            "connectiontimeout",
            "evconnectiontimeout");

    private final Map<StationId, Map<String, Integer>> known = new ConcurrentHashMap<>();

    OptionalInt of(StationId station, Variable variable) {
        Map<String, Integer> limits = known.get(station);
        Integer limit = limits == null ? null : limits.get(variable.key());
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    void learn(VariableRow row) {
        if (!row.attribute().equals(VariableValue.ACTUAL)) return;
        if (NAMES.contains(row.variable().name().toLowerCase(Locale.ROOT))) {
            learn(row.station(), row.variable().key(), row.value());
        }
    }

    void load(List<StoredLimit> limits) {
        for (StoredLimit limit : limits) learn(limit.station(), limit.key(), limit.value());
    }

    /** A limit that makes no sense is none. */
    private void learn(StationId station, String key, @Nullable String value) {
        try {
            int limit = value == null ? 0 : Integer.parseInt(value.strip());
            if (limit < 1) return;
            known.computeIfAbsent(station, _ -> new ConcurrentHashMap<>()).put(key, limit);
        } catch (NumberFormatException e) {
            known.computeIfAbsent(station, _ -> new ConcurrentHashMap<>()).remove(key);
        }
    }
}

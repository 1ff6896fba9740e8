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

/**
 * How much stations take in one message, how long they wait for a cable, and what they have switched off of prices; in memory, because commands and
 * answers ask for it.
 */
@Component
class StationLimits {
    private static final Set<String> NAMES = Set.of(
            "itemspermessage",
            "bytespermessage",
            "getconfigurationmaxkeys",
            "activenetworkprofile",
            "connectiontimeout",
            "evconnectiontimeout");

    private static final String PRICES = "tariffcostctrlr";
    private static final Set<String> SWITCHES = Set.of("available", "enabled");

    private final Map<StationId, Set<String>> off = new ConcurrentHashMap<>();
    private final Map<StationId, Map<String, Integer>> known = new ConcurrentHashMap<>();

    OptionalInt of(StationId station, Variable variable) {
        Map<String, Integer> limits = known.get(station);
        Integer limit = limits == null ? null : limits.get(variable.key());
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** Whether the station said false. */
    boolean isOff(StationId station, Variable variable) {
        Set<String> said = off.get(station);
        return said != null && said.contains(variable.key());
    }

    void learn(VariableRow row) {
        if (!row.attribute().equals(VariableValue.ACTUAL)) return;
        boolean price = row.variable().component().equalsIgnoreCase(PRICES)
                && SWITCHES.contains(row.variable().name().toLowerCase(Locale.ROOT));
        if (price) turn(row.station(), row.variable().key(), row.value());
        if (NAMES.contains(row.variable().name().toLowerCase(Locale.ROOT))) {
            learn(row.station(), row.variable().key(), row.value());
        }
    }

    private void turn(StationId station, String key, @Nullable String value) {
        if ("false".equalsIgnoreCase(value)) {
            off.computeIfAbsent(station, _ -> ConcurrentHashMap.newKeySet()).add(key);
        } else {
            off.computeIfPresent(station, (_, keys) -> {
                keys.remove(key);
                return keys.isEmpty() ? null : keys;
            });
        }
    }

    void loadSwitches(List<StoredLimit> switches) {
        for (StoredLimit one : switches) turn(one.station(), one.key(), one.value());
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

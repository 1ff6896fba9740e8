package dev.stationmaster.link;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts connections and refused log-ins for each remote address. The limits are wide: many stations may share the address of one proxy, and a
 * site that returns after a power cut does so in one second (quirk Q18).
 */
final class AddressLimits {
    private static final int MOST_KEYS = 100_000;

    private final LinkSettings settings;
    private final Map<String, Integer> connections = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> opens = new ConcurrentHashMap<>();

    AddressLimits(LinkSettings settings) {
        this.settings = settings;
    }

    /** Counts one more connection; false when that is one too many (it must be given back all the same). */
    boolean connected(String address) {
        return connections.merge(address, 1, Integer::sum) <= settings.connectionsPerAddress();
    }

    void disconnected(String address) {
        connections.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    void failed(String address, String identity) {
        if (failures.size() >= MOST_KEYS) return;
        failures.merge(address, 1, Integer::sum);
        failures.merge(key(address, identity), 1, Integer::sum);
    }

    /** @param identity as provisioned */
    void opened(String identity) {
        opens.merge(identity, 1, Integer::sum);
    }

    /** Whether this station logged in too often in the last minute. */
    boolean restless(String identity) {
        return opens.getOrDefault(identity, 0) >= settings.opensPerStation();
    }

    /** Whether the last minute brought too many refused log-ins from there. */
    boolean exhausted(String address, String identity) {
        return failures.getOrDefault(address, 0) >= settings.failuresPerAddress()
                || failures.getOrDefault(key(address, identity), 0) >= settings.failuresPerIdentity();
    }

    /** A minute is over. */
    void nextMinute() {
        failures.clear();
        opens.clear();
    }

    private static String key(String address, String identity) {
        return address + ' ' + identity;
    }
}

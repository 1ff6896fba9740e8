package dev.stationmaster.command;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which messages a station that is not accepted yet may send because we asked for them (B02.FR.09; 1.6 §4.2). The registration guard asks
 * this before it answers SecurityError.
 */
@Component
public class PendingPermissions {
    private final InstantSource clock;
    private final Map<StationId, Map<String, Instant>> granted = new ConcurrentHashMap<>();

    PendingPermissions(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether we asked this station for that message and still wait for it. Never blocks. */
    public boolean expects(StationId station, String action) {
        Map<String, Instant> actions = granted.get(station);
        if (actions == null) return false;
        Instant until = actions.get(action);
        return until != null && clock.instant().isBefore(until);
    }

    void grant(StationId station, Set<String> actions, Instant until) {
        Instant now = clock.instant();
        granted.compute(station, (_, known) -> {
            Map<String, Instant> all = known == null ? new ConcurrentHashMap<>() : known;
            all.values().removeIf(end -> !now.isBefore(end));
            for (String action : actions) all.merge(action, until, (a, b) -> a.isAfter(b) ? a : b);
            return all;
        });
    }
}

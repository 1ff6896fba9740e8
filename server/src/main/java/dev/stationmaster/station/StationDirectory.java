package dev.stationmaster.station;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** All stations in memory, loaded before the ports open and kept equal to what was committed. Reading it never blocks. */
@Component
public final class StationDirectory {
    private final Map<Integer, Station> byKey = new ConcurrentHashMap<>();
    private final Map<String, Station> byIdentity = new ConcurrentHashMap<>();

    /** The station of that identity, whatever the case of its letters. */
    public Optional<Station> find(String identity) {
        return Optional.ofNullable(byIdentity.get(folded(identity)));
    }

    public Optional<Station> find(StationId id) {
        return Optional.ofNullable(byKey.get(id.key()));
    }

    public Collection<Station> all() {
        return byKey.values();
    }

    /** Takes over what was committed. */
    void put(Station station) {
        byKey.put(station.id().key(), station);
        byIdentity.put(folded(station.identity()), station);
    }

    /** Changes what is known of a station, as of now; a station that is gone meanwhile stays gone. */
    void update(StationId id, UnaryOperator<Station> change) {
        byKey.computeIfPresent(id.key(), (key, station) -> {
            var changed = change.apply(station);
            byIdentity.put(folded(changed.identity()), changed);
            return changed;
        });
    }

    void remove(StationId id) {
        var gone = byKey.remove(id.key());
        if (gone != null) byIdentity.remove(folded(gone.identity()));
    }

    /** The form in which identities are compared (OCPP 2.x identifierString). */
    static String folded(String identity) {
        return identity.toLowerCase(Locale.ROOT);
    }
}

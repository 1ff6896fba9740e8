package dev.stationmaster.station;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * All stations in memory, loaded before the ports open and kept equal to what was committed. Reading it never blocks. Of a deleted station it keeps
 * the name: its transactions stay, and who enters the same identity again gets the same station with its history.
 */
@Component
public final class StationDirectory {
    private final Map<Integer, Station> byKey = new ConcurrentHashMap<>();
    private final Map<String, Station> byIdentity = new ConcurrentHashMap<>();
    private final Map<Integer, String> formerNames = new ConcurrentHashMap<>();
    private final Map<String, StationId> formerIds = new ConcurrentHashMap<>();

    /** The station of that identity, whatever the case of its letters. */
    public Optional<Station> find(String identity) {
        return Optional.ofNullable(byIdentity.get(folded(identity)));
    }

    public Optional<Station> find(StationId id) {
        return Optional.ofNullable(byKey.get(id.key()));
    }

    /** What the station is or was called, also after it was deleted; for everything that tells of the past. */
    public Optional<String> nameOf(StationId id) {
        return find(id).map(Station::identity).or(() -> Optional.ofNullable(formerNames.get(id.key())));
    }

    /** The station that has or had that identity, also after it was deleted. */
    public Optional<StationId> everKnown(String identity) {
        return find(identity).map(Station::id).or(() -> Optional.ofNullable(formerIds.get(folded(identity))));
    }

    public Collection<Station> all() {
        return byKey.values();
    }

    /** Takes over what was committed. */
    void put(Station station) {
        byKey.put(station.id().key(), station);
        byIdentity.put(folded(station.identity()), station);
        formerNames.remove(station.id().key());
        formerIds.remove(folded(station.identity()), station.id());
    }

    /** Remembers the name of a deleted station. */
    void putFormer(StationId id, String identity) {
        formerNames.put(id.key(), identity);
        formerIds.put(folded(identity), id);
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
        if (gone == null) return;
        putFormer(id, gone.identity());
        byIdentity.remove(folded(gone.identity()));
    }

    /** The form in which identities are compared (OCPP 2.x identifierString). */
    static String folded(String identity) {
        return identity.toLowerCase(Locale.ROOT);
    }
}

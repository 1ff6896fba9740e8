package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What was odd about stations: which have findings, and findings that belong to no message alone. */
@Component
public class StationFindings {
    private final FindingStore store;
    private final InstantSource clock;

    StationFindings(FindingStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Our own upkeep compared what a station has with what it should have. Counts it; durable when this returns.
     *
     * @param action of the messages that showed it
     * @param rule stable, in kebab-case; findings are counted by it
     * @param message one sentence for a person
     */
    public void note(StationId station, String action, String rule, String message) {
        var now = clock.instant();
        store.count(new Findings.Finding(station, action, "", rule, Findings.shortened(message), 1, now, now));
    }

    /** How many places and rules were found at each of these; those without any are left out. */
    public Map<StationId, Integer> counts(Collection<StationId> stations) {
        return stations.isEmpty() ? Map.of() : store.counts(stations);
    }

    /** The stations with findings. */
    public Set<StationId> all() {
        return store.stations();
    }
}

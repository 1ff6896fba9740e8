package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Findings that belong to no message alone: our own upkeep compared what a station has with what it should have. */
@Component
public class StationFindings {
    private final FindingStore store;
    private final InstantSource clock;

    StationFindings(FindingStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Counts it; durable when this returns.
     *
     * @param action of the messages that showed it
     * @param rule stable, in kebab-case; findings are counted by it
     * @param message one sentence for a person
     */
    public void note(StationId station, String action, String rule, String message) {
        var now = clock.instant();
        store.count(new Findings.Finding(station, action, "", rule, Findings.shortened(message), 1, now, now));
    }
}

package dev.stationmaster.station;

import org.springframework.stereotype.Service;

/** Where stations come from. */
@Service
public class StationOrigins {
    private final StationStore store;

    StationOrigins(StationStore store) {
        this.store = store;
    }

    /** Whether it connected before anybody knew it, and nobody has changed its entry since; asks the database. */
    public boolean cameByItself(StationId station) {
        return store.cameByItself(station);
    }
}

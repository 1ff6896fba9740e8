package dev.stationmaster.status;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/** What connectors told in the past. */
@Service
public class StatusHistory {
    private final StatusHistoryStore store;

    StatusHistory(StatusHistoryStore store) {
        this.store = store;
    }

    /**
     * What held at the beginning of that time and what was told in it, in the order in which it counts.
     *
     * @param most so many reports; of more the latest
     */
    public List<ConnectorReport> of(StationId station, Instant since, Instant until, int most) {
        List<ConnectorReport> all = new ArrayList<>(store.before(station, since));
        all.addAll(store.within(station, since, until, most));
        all.sort(Comparator.comparing(ConnectorReport::effectiveAt));
        return all;
    }

    /** Deletes some that came before that time. @return whether more may be left */
    public boolean deleteBefore(Instant time, int atOnce) {
        return store.deleteBefore(time, atOnce) == atOnce;
    }
}

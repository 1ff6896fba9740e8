package dev.stationmaster.link;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** When stations were connected. */
@Service
public class LinkHistory {
    private final LinkHistoryStore store;

    LinkHistory(LinkHistoryStore store) {
        this.store = store;
    }

    /**
     * One connection.
     *
     * @param until null while it lasts
     * @param because why it ended, in words; null when that is not known
     */
    public record Period(
            Instant since,
            @Nullable Instant until,
            String version,
            String remoteAddress,
            @Nullable String because) {}

    /** Connections that touch that time, the oldest first; of very many the latest. */
    public List<Period> of(StationId station, Instant since, Instant until, int most) {
        return store.of(station, since, until, most);
    }

    /** Deletes some that ended before that time. @return whether more may be left */
    public boolean deleteBefore(Instant time, int atOnce) {
        return store.deleteBefore(time, atOnce) == atOnce;
    }
}

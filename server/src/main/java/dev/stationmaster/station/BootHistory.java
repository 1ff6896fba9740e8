package dev.stationmaster.station;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** When stations booted. */
@Service
public class BootHistory {
    private final BootHistoryStore store;

    BootHistory(BootHistoryStore store) {
        this.store = store;
    }

    /**
     * One BootNotification.
     *
     * @param at our clock
     * @param reason the word of 2.x; null in 1.6
     * @param registration how it was answered: accepted, pending or rejected
     */
    public record Boot(
            Instant at, @Nullable String reason, @Nullable String firmwareVersion, String registration) {}

    /** The oldest first; of very many the latest. */
    public List<Boot> of(StationId station, Instant since, Instant until, int most) {
        return store.of(station, since, until, most);
    }

    /** Deletes some that came before that time. @return whether more may be left */
    public boolean deleteBefore(Instant time, int atOnce) {
        return store.deleteBefore(time, atOnce) == atOnce;
    }
}

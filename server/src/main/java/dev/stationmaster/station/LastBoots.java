package dev.stationmaster.station;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What stations said of themselves when they last booted; asks the database. */
@Service
public class LastBoots {
    private final StationStore store;

    LastBoots(StationStore store) {
        this.store = store;
    }

    /** @param at when it was received */
    public record LastBoot(BootReport report, Instant at) {}

    /** Empty before the first BootNotification. */
    public Optional<LastBoot> of(StationId station) {
        return store.details(station).flatMap(details -> {
            BootReport report = details.lastBoot();
            Instant at = details.bootedAt();
            return report == null || at == null ? Optional.empty() : Optional.of(new LastBoot(report, at));
        });
    }
}

package dev.stationmaster.transaction;

import dev.stationmaster.metering.StorageDay;
import java.time.Instant;

/** Which of a station's claims can be true. */
final class Plausible {
    private Plausible() {}

    static boolean time(Instant told, Instant receivedAt) {
        return StorageDay.plausible(told, receivedAt);
    }
}

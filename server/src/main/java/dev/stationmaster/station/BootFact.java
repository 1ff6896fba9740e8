package dev.stationmaster.station;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A BootNotification and its answer.
 *
 * @param nextBoot how the next one is to be answered; null leaves that as it is
 * @param pendingBoots how many more are answered Pending; only looked at when {@code nextBoot} is given
 */
record BootFact(
        StationId station,
        BootReport report,
        Registration answered,
        @Nullable BootPolicy nextBoot,
        @Nullable Integer pendingBoots,
        Instant receivedAt)
        implements Fact<Void> {}

package dev.stationmaster.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A station with all that is stored of it.
 *
 * @param lastBoot its last BootNotification; null before the first
 */
record StationDetails(
        Station station,
        @Nullable BootReport lastBoot,
        @Nullable Instant bootedAt,
        Instant createdAt) {}

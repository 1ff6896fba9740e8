package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A profile of the operator's library.
 *
 * @param name unique whatever the case of its letters
 * @param profile its id is null when each station is to get one of its own
 */
record StoredProfile(
        UUID id,
        String name,
        @Nullable String description,
        ChargingProfile profile,
        Instant createdAt,
        Instant changedAt) {}

package dev.stationmaster.file;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is kept whole.
 *
 * @param name as it was called by who sent it; for people, never a path
 * @param sha256 in hex
 * @param station who brought it; null for an operator's
 * @param job for which it was brought; null for an operator's
 */
public record StoredFile(
        UUID id,
        Kind kind,
        String name,
        long sizeBytes,
        String sha256,
        @Nullable StationId station,
        @Nullable UUID job,
        String actor,
        Instant storedAt) {
    public enum Kind {
        /** For stations to fetch; kept until an operator deletes it. */
        IMAGE,
        /** From a station; kept as long as the settings say. */
        UPLOAD
    }
}

package dev.stationmaster.file;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The permission to bring or fetch one file, for one job.
 *
 * @param id stands in the URL, followed by the secret
 * @param name of the file to fetch; for an upload what it is called when the station gives no name
 * @param file what may be fetched; null for an upload
 */
public record FileGrant(
        long id,
        StationId station,
        UUID job,
        Direction direction,
        String name,
        @Nullable UUID file,
        Instant expiresAt,
        boolean used,
        boolean ended) {
    public enum Direction {
        UPLOAD,
        DOWNLOAD
    }

    /** A new grant; its secret is told once and stored as a hash. */
    public record Made(long id, Direction direction, String secret, String name) {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }
}

package dev.stationmaster.changefeed;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A committed change.
 *
 * @param id rises in the order of the commits
 * @param version of the body's shape
 * @param body JSON
 */
public record ChangeEvent(
        long id,
        Instant at,
        String topic,
        String key,
        @Nullable StationId station,
        int version,
        String actor,
        String body) {
    /** The shape of the bodies that are written today. */
    static final int VERSION = 1;
}

package dev.stationmaster.template;

import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.station.StationChoice.StationFilter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An intent: these values, on these stations.
 *
 * @param name unique whatever the case of its letters
 * @param stations whom it is for; asked anew each time, so that new stations are in it by themselves
 * @param values keys of 1.6 and variables of 2.x side by side; each station is held against those of its version
 * @param version counts changes, from 1
 * @param actor who changed it last
 */
public record Template(
        UUID id,
        String name,
        @Nullable String description,
        StationFilter stations,
        List<WantedValue> values,
        int version,
        String actor,
        Instant createdAt,
        Instant changedAt) {}

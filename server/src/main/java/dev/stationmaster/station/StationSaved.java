package dev.stationmaster.station;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's station is to look like this from now on; its registration is left alone.
 *
 * @param secretHash of a new secret; null keeps the one in use
 * @param origin who made it: {@code operator}, {@code file}, or {@code itself} for one that connected before anybody knew it
 */
public record StationSaved(Station station, byte @Nullable [] secretHash, String origin, Instant at)
        implements Fact<Void> {}

package dev.stationmaster.station;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The security profiles on which a station is let in from now on.
 *
 * @param profile the one it must use
 * @param next a higher one on which it may come back; null when no change is under way
 */
public record SecurityProfileSet(
        StationId station, int profile, @Nullable Integer next, Instant at) implements Fact<Void> {}

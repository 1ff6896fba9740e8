package dev.stationmaster.station;

import dev.stationmaster.ledger.Fact;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that open a station from now on.
 *
 * @param next of the secret that was sent to the station and whose fate is not known; null outside a rotation
 */
record SecretsStored(StationId station, byte @Nullable [] current, byte @Nullable [] next) implements Fact<Void> {}

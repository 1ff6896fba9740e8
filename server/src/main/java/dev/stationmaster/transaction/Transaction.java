package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it stands in memory, for commands and their effects.
 *
 * @param publicId the id the outside world knows
 * @param wireId the id the station knows; in 1.6 a decimal number
 * @param evse null until the station told; connector likewise
 * @param wireConnector the connector's number on the wire of 1.6
 * @param token null until one was shown
 * @param chargingState the last word of a 2.x station
 * @param startedAt station clock; null while the start is missing
 * @param stoppedAt station clock; null while it runs
 * @param remoteStartId of the remote start that led to it (2.x)
 * @param reservationId the reservation that the station says it used
 * @param energyWh what plausibly flowed so far; null when nobody knows
 * @param powerW what it draws, as last told
 * @param socPercent the car's state of charge, as last told
 */
public record Transaction(
        UUID publicId,
        StationId station,
        String version,
        String wireId,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable Integer wireConnector,
        @Nullable IdToken token,
        boolean open,
        @Nullable String chargingState,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable String stopReason,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        @Nullable BigDecimal energyWh,
        @Nullable Double powerW,
        @Nullable Double socPercent) {}

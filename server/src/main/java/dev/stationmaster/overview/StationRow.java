package dev.stationmaster.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A station as a line of a list.
 *
 * @param version of the present link
 * @param since when the connection began or ended; null when it never connected
 * @param powerW what its transactions draw together, as last told; null when none told
 * @param findings places and rules of its messages that were odd
 */
record StationRow(
        String id,
        String site,
        String registration,
        boolean connected,
        @Nullable String version,
        @Nullable Instant since,
        @Nullable Instant lastSeenAt,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        @Nullable String serialNumber,
        List<Plug> connectors,
        @Nullable Double powerW,
        int findings) {
    /**
     * @param kind available, occupied, charging, suspended, reserved, unavailable, faulted or offline
     * @param status the word of OCPP
     */
    record Plug(
            int evse,
            int connector,
            String kind,
            String status,
            @Nullable String errorCode,
            Instant since,
            @Nullable UUID transaction,
            @Nullable BigDecimal energyWh,
            @Nullable Double socPercent) {}
}

package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A StartTransaction of OCPP 1.6 (§5.11).
 *
 * @param evse number of the EVSE in our numbering
 * @param connector number of the connector within that EVSE
 * @param wireConnector the connector's number on the wire, whatever it is
 * @param startedAt station clock
 * @param meterStartWh import register as told; may be 0 or nonsense
 * @param reservationId the reservation that this start uses
 * @param receivedAt our clock
 */
public record TransactionStart(
        int evse,
        int connector,
        int wireConnector,
        IdToken token,
        Instant startedAt,
        long meterStartWh,
        @Nullable Integer reservationId,
        Instant receivedAt) {
    TransactionStart startedAt(Instant start, Instant received) {
        return new TransactionStart(
                evse, connector, wireConnector, token, start, meterStartWh, reservationId, received);
    }
}

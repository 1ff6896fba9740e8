package dev.stationmaster.status;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a StatusNotification, or a NotifyEvent of an AvailabilityState, says about a connector.
 *
 * @param evse number of the EVSE; 0 together with connector 0 is the station itself, an EVSE with connector 0 is the EVSE as a whole
 * @param connector number of the connector within its EVSE
 * @param wireConnector the connector's number on the wire of 1.6; null in 2.x
 * @param status the word of the wire: Available, Preparing, Charging, Occupied, Faulted …
 * @param errorCode of 1.6; null in 2.x
 * @param at station clock; null when not told, then the receipt counts
 * @param receivedAt our clock
 */
public record ConnectorReport(
        int evse,
        int connector,
        @Nullable Integer wireConnector,
        String status,
        @Nullable String errorCode,
        @Nullable String info,
        @Nullable String vendorId,
        @Nullable String vendorErrorCode,
        @Nullable Instant at,
        Instant receivedAt) {
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration CLOCK_DRIFT = Duration.ofMinutes(5);

    /**
     * When this was so: the station's time, or ours where it tells none or its clock cannot be right. A clock that stands at 1970 must not make its
     * reports older than all others, nor one that leapt ahead make them newer for years.
     */
    public Instant effectiveAt() {
        return at != null && clocked(at) ? at : receivedAt;
    }

    /** Whether the station told a time that cannot be right. */
    boolean clockIsWrong() {
        return at != null && !clocked(at);
    }

    private boolean clocked(Instant told) {
        return !told.isBefore(CLOCKS_BEGIN) && !told.isAfter(receivedAt.plus(CLOCK_DRIFT));
    }

    ConnectorReport at(@Nullable Instant time, Instant received) {
        return new ConnectorReport(
                evse, connector, wireConnector, status, errorCode, info, vendorId, vendorErrorCode, time, received);
    }
}

package dev.stationmaster.status;

import dev.stationmaster.metering.StorageDay;
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
 * @param effectiveAt when this counts from: the station's time, or ours where it tells none or its clock cannot be right. A clock that stands at 1970
 *     must not make its reports older than all others, nor one that leapt ahead make them newer for years
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
        Instant receivedAt,
        Instant effectiveAt) {
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration CLOCK_DRIFT = Duration.ofMinutes(5);

    public ConnectorReport(
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
        this(
                evse,
                connector,
                wireConnector,
                status,
                errorCode,
                info,
                vendorId,
                vendorErrorCode,
                at,
                receivedAt,
                at != null && clocked(at, receivedAt) ? at : receivedAt);
    }

    /** Whether the station told a time that cannot be right. */
    boolean clockIsWrong() {
        return at != null && !clocked(at, receivedAt);
    }

    /** The same with times as fine as they are stored. */
    ConnectorReport storable() {
        return new ConnectorReport(
                evse,
                connector,
                wireConnector,
                status,
                errorCode,
                info,
                vendorId,
                vendorErrorCode,
                at == null ? null : StorageDay.storable(at),
                StorageDay.storable(receivedAt));
    }

    /**
     * The same, as it counts after what is known. Times of two clocks cannot be compared: where one counts from the station's clock and the other
     * from ours, the order of arrival counts.
     */
    ConnectorReport after(ConnectorReport known) {
        boolean sameClock = known.effectiveAt.equals(known.at) && effectiveAt.equals(at);
        if (sameClock || !effectiveAt.isBefore(known.effectiveAt)) return this;
        return new ConnectorReport(
                evse,
                connector,
                wireConnector,
                status,
                errorCode,
                info,
                vendorId,
                vendorErrorCode,
                at,
                receivedAt,
                known.effectiveAt);
    }

    private static boolean clocked(Instant told, Instant receivedAt) {
        return !told.isBefore(CLOCKS_BEGIN) && !told.isAfter(receivedAt.plus(CLOCK_DRIFT));
    }
}

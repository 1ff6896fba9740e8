package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TransactionEvent of OCPP 2.x (part 2, E). What the station leaves out is null; it tells each thing once, as soon as it knows.
 *
 * @param version the subprotocol, for display
 * @param wireId the transaction's id, made by the station
 * @param seqNo orders the events of a transaction; need not begin at 0
 * @param trigger the triggerReason
 * @param at station clock
 * @param offline the station was, or still is, emptying its queue
 * @param evse null when not told; connector likewise
 * @param token the idToken; a value of "" and type NoAuthorization is a token too
 * @param timeSpentChargingSeconds as told
 * @param details whatever else the event holds, as compact JSON text; null when nothing
 * @param receivedAt our clock
 */
public record StationEvent(
        String version,
        Kind kind,
        String wireId,
        int seqNo,
        String trigger,
        Instant at,
        boolean offline,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable IdToken token,
        @Nullable String chargingState,
        @Nullable String stoppedReason,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        @Nullable Integer timeSpentChargingSeconds,
        List<MeterReading> readings,
        @Nullable String details,
        Instant receivedAt) {
    public enum Kind {
        STARTED,
        UPDATED,
        ENDED
    }

    public StationEvent {
        readings = List.copyOf(readings);
    }

    StationEvent at(Instant time, List<MeterReading> changed, Instant received) {
        return new StationEvent(
                version,
                kind,
                wireId,
                seqNo,
                trigger,
                time,
                offline,
                evse,
                connector,
                token,
                chargingState,
                stoppedReason,
                remoteStartId,
                reservationId,
                timeSpentChargingSeconds,
                changed,
                details,
                received);
    }
}

package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.metering.ContentHash;
import dev.stationmaster.metering.MeterReading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message about a transaction, kept once however often it is sent. The start and the stop of 1.6 are events too, without a sequence number.
 *
 * @param contentHash of all that the station said, but for the offline mark: a repeat from the queue has one where the first had none
 */
record TransactionEventFact(
        long transactionId,
        LocalDate day,
        long contentHash,
        StationEvent.Kind kind,
        int seqNo,
        @Nullable String trigger,
        Instant at,
        Instant receivedAt,
        boolean offline,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable IdToken token,
        @Nullable String chargingState,
        @Nullable String stoppedReason,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        @Nullable Integer timeSpentChargingSeconds,
        @Nullable String details)
        implements Fact<Void> {
    static final int UNNUMBERED = -1;

    static TransactionEventFact of(TransactionRow row, StationEvent event) {
        ContentHash hash = hash(event.at(), event.token(), event.readings())
                .add(event.kind().name())
                .add(event.trigger())
                .add(event.evse())
                .add(event.connector())
                .add(event.chargingState())
                .add(event.stoppedReason())
                .add(event.remoteStartId())
                .add(event.reservationId())
                .add(event.timeSpentChargingSeconds())
                .add(event.details());
        return new TransactionEventFact(
                row.id(),
                row.day(),
                hash.value(),
                event.kind(),
                event.seqNo(),
                event.trigger(),
                event.at(),
                event.receivedAt(),
                event.offline(),
                event.evse(),
                event.connector(),
                event.token(),
                event.chargingState(),
                event.stoppedReason(),
                event.remoteStartId(),
                event.reservationId(),
                event.timeSpentChargingSeconds(),
                event.details());
    }

    static TransactionEventFact of(TransactionRow row, TransactionStart start) {
        ContentHash hash = hash(start.startedAt(), start.token(), List.of())
                .add("start")
                .add(start.meterStartWh())
                .add(start.wireConnector());
        String details = "{\"meterStart\":" + start.meterStartWh() + "}";
        return new TransactionEventFact(
                row.id(),
                row.day(),
                hash.value(),
                StationEvent.Kind.STARTED,
                UNNUMBERED,
                null,
                start.startedAt(),
                start.receivedAt(),
                row.offline(),
                start.evse(),
                start.connector(),
                start.token(),
                null,
                null,
                null,
                start.reservationId(),
                null,
                details);
    }

    static TransactionEventFact of(TransactionRow row, TransactionStop stop) {
        ContentHash hash = hash(stop.stoppedAt(), stop.token(), List.of())
                .add("stop")
                .add(stop.meterStopWh())
                .add(stop.wireId())
                .add(stop.reason());
        String details = "{\"meterStop\":" + stop.meterStopWh() + ",\"transactionId\":" + stop.wireId() + "}";
        return new TransactionEventFact(
                row.id(),
                row.day(),
                hash.value(),
                StationEvent.Kind.ENDED,
                UNNUMBERED,
                null,
                stop.stoppedAt(),
                stop.receivedAt(),
                false,
                null,
                null,
                stop.token(),
                null,
                stop.reason(),
                null,
                null,
                null,
                details);
    }

    private static ContentHash hash(Instant at, @Nullable IdToken token, List<MeterReading> readings) {
        ContentHash hash = new ContentHash().add(at.getEpochSecond()).add(at.getNano());
        if (token != null) hash.add(token.value().toLowerCase(Locale.ROOT)).add(token.type());
        for (MeterReading reading : readings) {
            hash.add(reading.takenAt().getEpochSecond())
                    .add(reading.takenAt().getNano())
                    .add(reading.contentHash());
        }
        return hash;
    }
}

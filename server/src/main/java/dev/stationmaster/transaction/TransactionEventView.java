package dev.stationmaster.transaction;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.platform.web.ApiProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message about a transaction, as the API shows it. */
record TransactionEventView(
        @Nullable Integer seqNo,
        String type,
        @Nullable String trigger,
        Instant at,
        Instant receivedAt,
        boolean offline,
        @Nullable Integer evse,
        @Nullable Integer connector,
        TransactionView.@Nullable Token idToken,
        @Nullable String chargingState,
        @Nullable String stoppedReason,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        @Nullable Integer timeSpentChargingSeconds,
        @JsonRawValue @Nullable String details) {
    static TransactionEventView of(TransactionEventFact event) {
        String kind = event.kind().name();
        return new TransactionEventView(
                event.seqNo() == TransactionEventFact.UNNUMBERED ? null : (Integer) event.seqNo(),
                kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT),
                event.trigger(),
                event.at(),
                event.receivedAt(),
                event.offline(),
                event.evse(),
                event.connector(),
                TransactionView.Token.of(event.token()),
                event.chargingState(),
                event.stoppedReason(),
                event.remoteStartId(),
                event.reservationId(),
                event.timeSpentChargingSeconds(),
                event.details());
    }

    /** Its place in the list. */
    static String key(TransactionEventFact event) {
        return event.seqNo() + " " + event.at() + " " + event.contentHash();
    }

    /** The event of that place, nothing else in it. */
    static @Nullable TransactionEventFact after(@Nullable String key) {
        if (key == null) return null;
        try {
            List<String> parts = List.of(key.split(" "));
            Instant at = Instant.parse(parts.get(1));
            return new TransactionEventFact(
                    0,
                    LocalDate.EPOCH,
                    Long.parseLong(parts.get(2)),
                    StationEvent.Kind.UPDATED,
                    Integer.parseInt(parts.get(0)),
                    null,
                    at,
                    at,
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        } catch (RuntimeException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }
}

package dev.stationmaster.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.authorization.IdToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as the API shows it.
 *
 * @param reservationId the number that the station knows
 * @param evse null is any
 * @param state requested, active, used, expired, removed, cancelled, refused or replaced
 * @param confirmedAt when the station accepted it; null as long as it did not
 * @param seen whether the station reported its place Reserved
 * @param transaction the one that used it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReservationView(
        UUID id,
        String station,
        int reservationId,
        @Nullable Integer evse,
        @Nullable String connectorType,
        Map<String, String> idToken,
        @Nullable String group,
        String state,
        @Nullable String reason,
        Instant expiresAt,
        Instant requestedAt,
        @Nullable Instant confirmedAt,
        boolean seen,
        @Nullable Instant endedAt,
        @Nullable UUID transaction,
        String actor) {
    static ReservationView of(Reservation one, String station) {
        return new ReservationView(
                one.id(),
                station,
                one.wireId(),
                one.evse(),
                one.connectorType(),
                token(one.token()),
                one.group(),
                ReservationStore.word(one.state()),
                one.reason(),
                one.expiresAt(),
                one.requestedAt(),
                one.confirmedAt(),
                one.seen(),
                one.endedAt(),
                one.transaction(),
                one.actor());
    }

    /** Whoever knows a KeyCode can charge with it. */
    private static Map<String, String> token(IdToken token) {
        boolean secret = token.type().equalsIgnoreCase("KeyCode");
        return Map.of("idToken", secret ? "****" : token.value(), "type", token.type());
    }

    /** The same as plain values, for the change feed. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("station", station);
        body.put("reservationId", reservationId);
        if (evse != null) body.put("evse", evse);
        if (connectorType != null) body.put("connectorType", connectorType);
        body.put("idToken", idToken);
        if (group != null) body.put("group", group);
        body.put("state", state);
        if (reason != null) body.put("reason", reason);
        body.put("expiresAt", expiresAt.toString());
        body.put("seen", seen);
        if (endedAt != null) body.put("endedAt", endedAt.toString());
        if (transaction != null) body.put("transaction", transaction.toString());
        return body;
    }
}

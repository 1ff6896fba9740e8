package dev.stationmaster.reservation;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reservation as it stands; handing it to the ledger stores it so.
 *
 * @param id the id of the command by which it was asked for
 * @param wireId reservationId on the wire: ours, unique per station; the same again replaces (1.6 §5.13; H01.FR.02)
 * @param version subprotocol spoken when it was asked for
 * @param evse null is any
 * @param group whose tokens may use it, too
 * @param reason why it is as it is, in words
 * @param seen whether the station reported its place Reserved
 * @param transaction the one that used it
 */
record Reservation(
        UUID id,
        StationId station,
        int wireId,
        String version,
        @Nullable Integer evse,
        @Nullable String connectorType,
        IdToken token,
        @Nullable String group,
        Instant expiresAt,
        State state,
        @Nullable String reason,
        boolean seen,
        Instant requestedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt,
        @Nullable UUID transaction,
        String actor)
        implements Fact<Void> {
    enum State {
        /** Sent; the station has not answered, or its answer was lost. */
        REQUESTED,
        ACTIVE,
        USED,
        EXPIRED,
        /** The station, or its connector, does not hold it any more. */
        REMOVED,
        CANCELLED,
        /** The station did not take it. */
        REFUSED,
        /** Another of the same number took its place. */
        REPLACED;

        boolean open() {
            return this == REQUESTED || this == ACTIVE;
        }
    }

    /** EVSE n is connector n of 1.6; 0 is any. */
    static @Nullable Integer place(ReserveNow reserve) {
        Integer evse = reserve.evse() != null ? reserve.evse() : reserve.connector();
        return evse == null || evse == 0 ? null : evse;
    }

    static Reservation requested(
            UUID id, StationId station, int wireId, Version version, ReserveNow wanted, String actor, Instant now) {
        IdToken group = wanted.group();
        return new Reservation(
                id,
                station,
                wireId,
                version.subprotocol(),
                place(wanted),
                wanted.connectorType(),
                wanted.idToken(),
                group == null ? null : group.value(),
                wanted.expiresAt(),
                State.REQUESTED,
                null,
                false,
                now,
                null,
                null,
                null,
                actor);
    }

    boolean isV16() {
        return version.equals(Version.V16.subprotocol());
    }

    Reservation active(Instant at) {
        return with(State.ACTIVE, null, seen, at, null, null);
    }

    Reservation shown(Instant at) {
        return with(State.ACTIVE, null, true, confirmedAt == null ? at : confirmedAt, null, null);
    }

    Reservation uncertain(String why) {
        return with(State.REQUESTED, why, seen, confirmedAt, null, null);
    }

    Reservation ended(State how, @Nullable String why, Instant at) {
        return with(how, why, seen, confirmedAt, at, null);
    }

    Reservation usedBy(UUID used, @Nullable String why, Instant at) {
        return with(State.USED, why, seen, confirmedAt == null ? at : confirmedAt, at, used);
    }

    private Reservation with(
            State next,
            @Nullable String why,
            boolean reported,
            @Nullable Instant confirmed,
            @Nullable Instant ended,
            @Nullable UUID used) {
        return new Reservation(
                id,
                station,
                wireId,
                version,
                evse,
                connectorType,
                token,
                group,
                expiresAt,
                next,
                why,
                reported,
                requestedAt,
                confirmed,
                ended,
                used,
                actor);
    }
}

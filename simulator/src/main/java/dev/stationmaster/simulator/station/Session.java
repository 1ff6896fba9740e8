package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.time.Timer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One visit of a driver, from the cable or the card, whichever comes first, to the end of the transaction. */
final class Session {
    /** What the power does. */
    enum Flow {
        IDLE("Idle"),
        CONNECTED("EVConnected"),
        CHARGING("Charging"),
        SUSPENDED_EV("SuspendedEV"),
        SUSPENDED_EVSE("SuspendedEVSE"),
        /** Stopped, but the transaction goes on until the cable is pulled. */
        STOPPED("EVConnected");

        /** chargingState of 2.x. */
        final String chargingState;

        Flow(String chargingState) {
            this.chargingState = chargingState;
        }
    }

    final Evse evse;
    int connector;
    boolean plugged;

    /** Who pays; null while not, or no longer, authorized. */
    @Nullable
    Token token;

    /** Who started it, also after the authorization has ended. */
    @Nullable
    Token starter;

    @Nullable
    String group;

    @Nullable
    Integer remoteStartId;

    /** The reservation it uses. */
    @Nullable
    Integer reservationId;

    boolean reservationTold;

    Flow flow = Flow.IDLE;

    /** Whether the transaction has begun. */
    boolean begun;

    boolean ended;

    /** When the transaction began, world time. */
    @Nullable
    Instant begunAt;

    /** Why it was stopped, where the transaction ends later. */
    @Nullable
    Ending stoppedBy;

    /** 2.x: made by the station. 1.6: told by the server, null until then. */
    @Nullable
    String transactionId;

    int seqNo;
    boolean evseTold;
    boolean tokenTold;
    long meterStartWh;

    /** Reading at the start, for the transactionData of 1.6. */
    @Nullable
    Reading startReading;

    Timer sampling = Timer.NONE;
    Timer waitingForCable = Timer.NONE;

    Session(Evse evse, int connector) {
        this.evse = evse;
        this.connector = connector;
    }

    boolean authorized() {
        return token != null;
    }

    String newTransactionId() {
        var id = UUID.randomUUID().toString();
        transactionId = id;
        return id;
    }

    void cancelTimers() {
        sampling.cancel();
        waitingForCable.cancel();
    }
}

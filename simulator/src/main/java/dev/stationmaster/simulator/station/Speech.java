package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a station says, in the words of its version. The behaviour decides when; this decides how. */
sealed interface Speech permits V16Speech, V2Speech {
    /** Payload of BootNotification. */
    Json boot(BootReason reason);

    /** Asks about a token; null when nobody answered. */
    void authorize(Token token, Consumer<Token.@Nullable Verdict> then);

    /** The word for a connector's state on the wire; equal words need not be reported again. */
    String statusWord(Connector.State state);

    /** Whether the station as a whole is reported as connector 0. */
    boolean reportsWhole();

    /** Reports a connector; {@code evse} is null for the station as a whole. */
    void status(@Nullable Evse evse, Connector connector, Connector.State state, boolean early, Consumer<Outcome> then);

    /** Whether the transaction begins in this state of the session. */
    boolean begins(Session session);

    /** Whether the transaction ends when the authorization does; else it goes on until the cable is pulled. */
    boolean endsWhenStopped();

    /** A transaction has begun. */
    void began(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then);

    /** Something has changed in a transaction. */
    void progressed(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then);

    /** A periodic sample of a transaction. */
    void sampled(Session session, Reading reading);

    /** A transaction has ended; {@code by} is the token it was stopped with. */
    void ended(Session session, Ending ending, @Nullable Token by, Reading reading);

    /** A reservation is over without having been used; {@code why} is Expired or Removed. */
    void reservationOver(int id, String why);

    /** A reading on the clock's grid. */
    void aligned(Evse evse, Reading reading);

    /** Readings because the server asked for them. */
    void triggered(Evse evse, Reading reading);
}

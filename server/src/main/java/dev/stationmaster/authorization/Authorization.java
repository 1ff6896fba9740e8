package dev.stationmaster.authorization;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides from memory who may charge. Never blocks; every attempt is recorded with the next commit. */
public interface Authorization {
    /**
     * The token was shown, no transaction is meant yet (Authorize).
     *
     * @param at the time the question is about
     * @return names the EVSEs where it may charge when these are not all of the station (OCPP 2.0.1 C01.FR.20)
     */
    Verdict shown(StationId station, IdToken token, Instant at);

    /**
     * The token wants to start a transaction. An accepted verdict reserves one of the token's concurrent uses until {@link #release}.
     *
     * @param use names the use, so that a repeat of the same start takes no second place; for example the transaction's public id
     * @param evse number of the EVSE; null when not known yet
     */
    Verdict starting(StationId station, IdToken token, String use, @Nullable Integer evse, Instant at);

    /** The token is shown on a running transaction, or stops it: its present status, no further use is taken. */
    Verdict continuing(StationId station, IdToken token, String use, Instant at);

    /**
     * The transaction of a token that was accepted before its place was known turns out to be at that EVSE.
     *
     * @return why it may not go on there; null when it may (OCPP 2.0.1 C01.FR.20)
     */
    @Nullable
    Verdict placed(StationId station, IdToken token, int evse, Instant at);

    /** The transaction ended, or its start did not become durable: the place is free again. Unknown uses are ignored. */
    void release(String use);

    /** A use that was open when the server started; takes its place without a decision. */
    void resume(IdToken token, String use);

    /**
     * We made this token, or want it accepted, for a remote start: accepted until then also when nobody knows it (OCPP 2.0.1 C03, C05). What the
     * directory says of a known token stays in force.
     */
    void issue(IdToken token, Instant until);
}

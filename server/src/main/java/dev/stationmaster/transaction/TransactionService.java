package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Transactions of all versions. Every method that takes a message returns when its facts are durable, so the answer may be sent; it never
 * refuses a fact for being implausible, and whatever is repeated, late or out of order ends in one transaction. Called by a station's mailbox:
 * one message of a station at a time, on a virtual thread.
 */
@Service
public class TransactionService {
    /**
     * A StartTransaction of 1.6. A repeat of it, with whatever message id, gets the same transaction and the same verdict.
     *
     * @see "OCPP 1.6 §4.8, errata 3.54"
     */
    public Started start(StationId station, TransactionStart start) {
        throw new UnsupportedOperationException();
    }

    /**
     * A StopTransaction of 1.6, of any transaction id.
     *
     * @return the present status of the token that stopped it; null when the station named none, then the answer has no idTagInfo
     * @see "OCPP 1.6 §4.10, errata 3.18"
     */
    public @Nullable Verdict stop(StationId station, TransactionStop stop) {
        throw new UnsupportedOperationException();
    }

    /**
     * MeterValues of any version.
     *
     * @param evse 0 is the main meter
     * @param connector within the EVSE; null when the message does not tell (2.x)
     * @param wireId the transaction as the station names it (1.6); null when it names none
     * @see "OCPP 1.6 §4.7; OCPP 2.0.1 part 2, J01"
     */
    public void readings(
            StationId station,
            int evse,
            @Nullable Integer connector,
            @Nullable String wireId,
            List<MeterReading> readings,
            Instant receivedAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * A TransactionEvent of 2.x.
     *
     * @see "OCPP 2.0.1 part 2, E01 to E14"
     */
    public EventAnswer event(StationId station, StationEvent event) {
        throw new UnsupportedOperationException();
    }

    /** The transaction that the station knows by that id, open or ended. */
    public Optional<Transaction> find(StationId station, String wireId) {
        throw new UnsupportedOperationException();
    }

    public Optional<Transaction> find(UUID publicId) {
        throw new UnsupportedOperationException();
    }

    /** The station's open transactions, the oldest first; from memory. */
    public List<Transaction> openOn(StationId station) {
        throw new UnsupportedOperationException();
    }
}

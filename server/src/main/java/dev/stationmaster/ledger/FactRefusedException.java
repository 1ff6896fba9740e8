package dev.stationmaster.ledger;

/** The database refused a fact for its content (SQLSTATE class 22 or 23). The message is for our log, never for a station. */
public final class FactRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FactRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

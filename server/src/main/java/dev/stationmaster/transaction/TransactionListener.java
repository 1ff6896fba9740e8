package dev.stationmaster.transaction;

/**
 * Told of transactions after the commit, on the thread that then answers the station: must return at once and never throw. A repeat of what
 * was known already is not told again.
 */
public interface TransactionListener {
    /** First seen; it may be over already when the station was offline. */
    default void started(Transaction transaction) {}

    /** Something other than meter values changed: place, token, charging state. */
    default void updated(Transaction transaction) {}

    default void ended(Transaction transaction) {}
}

package dev.stationmaster.transaction;

import dev.stationmaster.ledger.Fact;

/**
 * A transaction's row as it shall stand; written twice it is written once.
 *
 * @param isNew as far as we know no row is there yet
 */
record TransactionFact(TransactionState state, boolean isNew) implements Fact<Void> {}

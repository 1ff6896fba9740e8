package dev.stationmaster.transaction;

import dev.stationmaster.ledger.Fact;

/** A transaction's row as it shall stand; written twice it is written once. */
record TransactionFact(TransactionState state) implements Fact<Void> {}

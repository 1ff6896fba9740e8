package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Fact;

/** A token is no longer known. */
record TokenDeleted(IdToken token) implements Fact<Void> {}

package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/** A token is to look like this from now on. */
record TokenSaved(Token token, Instant at) implements Fact<Void> {}

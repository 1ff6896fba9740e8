package dev.stationmaster.operator;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import java.util.UUID;

/** This token was used then; told every few minutes at most. */
record ApiTokenUsed(UUID id, Instant at) implements Fact<Void> {}

package dev.stationmaster.operator;

import dev.stationmaster.ledger.Fact;
import java.util.UUID;

/** This token opens nothing any more. */
record ApiTokenDeleted(UUID id) implements Fact<Void> {}

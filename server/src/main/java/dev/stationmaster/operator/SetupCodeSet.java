package dev.stationmaster.operator;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The set-up code that is good from now on; null when none is any more. */
record SetupCodeSet(byte @Nullable [] hash, Instant at) implements Fact<Void> {}

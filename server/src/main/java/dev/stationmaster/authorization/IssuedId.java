package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/** We made this id up for a remote start. @param valueFolded as {@link TokenDirectory#folded} gives it */
record IssuedId(String valueFolded, Instant until) implements Fact<Void> {}

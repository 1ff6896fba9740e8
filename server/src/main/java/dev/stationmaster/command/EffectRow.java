package dev.stationmaster.command;

import dev.stationmaster.ledger.Fact;
import java.util.UUID;

/** A command's effect; written apart from the command, because it may be seen before the answer is dealt with. */
record EffectRow(UUID command, Command.Effect effect) implements Fact<Void> {}

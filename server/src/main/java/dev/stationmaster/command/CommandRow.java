package dev.stationmaster.command;

import dev.stationmaster.ledger.Fact;

/** A command as it stands now, its effect apart; the last one written counts. */
record CommandRow(Command command) implements Fact<Void> {}

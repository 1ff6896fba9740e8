package dev.stationmaster.job;

import dev.stationmaster.ledger.Fact;

/** A job as it is now. */
record JobSaved(Job job) implements Fact<Void> {}

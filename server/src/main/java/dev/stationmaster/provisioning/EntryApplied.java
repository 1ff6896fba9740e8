package dev.stationmaster.provisioning;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/**
 * An entry was applied in this form.
 *
 * @param fromFile whether it stood in the file of the start, and not in a request
 */
record EntryApplied(String key, byte[] hash, boolean fromFile, Instant at) implements Fact<Void> {}

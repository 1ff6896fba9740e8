package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Verdict;

/**
 * What a 1.6 station gets for its StartTransaction, whatever it said.
 *
 * @param wireId the transaction's id; positive, never used before
 * @param verdict of the token; a repeat of the start gets the first one again
 */
public record Started(int wireId, Verdict verdict) {}

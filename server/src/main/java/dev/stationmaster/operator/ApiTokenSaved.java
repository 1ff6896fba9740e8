package dev.stationmaster.operator;

import dev.stationmaster.ledger.Fact;

/**
 * This token opens the API from now on, in place of another of the same name.
 *
 * @param hash SHA-256 of the token, which is long and random
 */
record ApiTokenSaved(ApiToken token, byte[] hash) implements Fact<Void> {}

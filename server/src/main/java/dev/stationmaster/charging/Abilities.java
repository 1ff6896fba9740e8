package dev.stationmaster.charging;

import dev.stationmaster.ocpp.Version;

/**
 * How stations deal with profiles.
 *
 * @param replacesSameStack a profile takes the place of the one with the same purpose and stack level (1.6 §3.13.2); else it is refused
 *     (K01.FR.06)
 * @param specificFirst a default profile of a connector beats those of connector 0, whatever their stack levels (1.6 §3.13.1)
 * @param clearsWithoutCriteria nothing given clears all (1.6 errata 3.25); else something has to be given (K10.FR.02)
 */
record Abilities(boolean replacesSameStack, boolean specificFirst, boolean clearsWithoutCriteria) {
    static Abilities of(Version version) {
        boolean first = version == Version.V16;
        return new Abilities(first, first, first);
    }
}

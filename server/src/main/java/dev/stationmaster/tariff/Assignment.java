package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who pays which tariff. Of several that fit, the one of the token's group counts, then those of EVSE, station and site.
 *
 * @param tariff its id; null takes the assignment away
 */
record Assignment(Place place, @Nullable String tariff, Instant at) implements Fact<Void> {
    enum Scope {
        GROUP,
        EVSE,
        STATION,
        SITE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param subject the group in lower case, the key of the station, or the id of the site
     * @param evse 0 where none is meant
     */
    record Place(Scope scope, String subject, int evse) {
        static Place group(String group) {
            return new Place(Scope.GROUP, group.toLowerCase(Locale.ROOT), 0);
        }

        static Place evse(int stationKey, int evse) {
            return new Place(Scope.EVSE, Integer.toString(stationKey), evse);
        }

        static Place station(int stationKey) {
            return new Place(Scope.STATION, Integer.toString(stationKey), 0);
        }

        static Place site(int siteId) {
            return new Place(Scope.SITE, Integer.toString(siteId), 0);
        }
    }
}

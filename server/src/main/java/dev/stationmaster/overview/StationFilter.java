package dev.stationmaster.overview;

import dev.stationmaster.station.StationId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stations somebody looks for; null takes all.
 *
 * @param q in small letters: part of identity, vendor, model, serial number or firmware; words in any order
 * @param states kinds of connectors, one of which must be there
 * @param sites names
 * @param versions of the present link
 * @param models vendor and model with a blank between
 * @param found the stations that have findings; null when that does not matter
 */
record StationFilter(
        @Nullable String q,
        @Nullable Boolean connected,
        @Nullable Set<String> states,
        @Nullable Set<String> sites,
        @Nullable Set<String> versions,
        @Nullable Set<String> models,
        @Nullable Set<String> firmware,
        @Nullable Set<StationId> found) {
    boolean wants(String identity, StationTraits.Trait trait) {
        if (models != null && !models.contains(model(trait))) return false;
        if (firmware != null && (trait.firmwareVersion() == null || !firmware.contains(trait.firmwareVersion())))
            return false;
        if (q == null) return true;
        String name = identity.toLowerCase(Locale.ROOT);
        for (String word : q.split(" ")) {
            if (!name.contains(word) && !trait.text().contains(word)) return false;
        }
        return true;
    }

    static String model(StationTraits.Trait trait) {
        return trait.vendor() == null ? "" : trait.vendor() + " " + trait.model();
    }
}

package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How stations are spelled outside: in the API, in provisioning files and in the database. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static BootPolicy boot(String word) {
        return BootPolicy.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Registration registration(String word) {
        return Registration.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Version version(String word) {
        return Version.ofSubprotocol(word).orElseThrow();
    }

    /** Subprotocol names with commas between them. */
    static String of(Set<Version> versions) {
        return versions.stream().map(Version::subprotocol).collect(Collectors.joining(","));
    }

    static Set<Version> versions(Collection<String> words) {
        var versions = EnumSet.noneOf(Version.class);
        words.forEach(word -> versions.add(version(word)));
        return Set.copyOf(versions);
    }
}

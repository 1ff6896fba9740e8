package dev.stationmaster.link;

import dev.stationmaster.ocpp.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Choosing the OCPP version of a link from what the station offers (OCPP-J 1.6 §3.2; 2.x part 4 §3.2). */
final class Subprotocols {
    private static final List<Version> OUR_ORDER = List.of(Version.V21, Version.V201, Version.V16);

    private Subprotocols() {}

    /** The names offered, over all header lines; blanks and empty items fall away (quirk Q2). */
    static List<String> offered(List<String> headerLines) {
        List<String> names = new ArrayList<>();
        for (String line : headerLines) {
            for (String item : line.split(",")) {
                String name = item.trim();
                if (!name.isEmpty()) names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** The newest version that is both offered and allowed. */
    static Optional<Version> choose(List<String> offered, Set<Version> allowed) {
        return OUR_ORDER.stream()
                .filter(version -> allowed.contains(version) && offered.contains(version.subprotocol()))
                .findFirst();
    }
}

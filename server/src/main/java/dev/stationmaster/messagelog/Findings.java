package dev.stationmaster.messagelog;

import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What was odd in a batch of exchanges, counted by station, action, place and rule. */
final class Findings {
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");
    private static final int LONGEST = 300;

    /** @param path JSON pointer into the payload; an element of a list stands as {@code *} */
    record Finding(
            StationId station,
            String action,
            String path,
            String rule,
            String message,
            long count,
            Instant first,
            Instant last) {
        Finding and(Finding other) {
            return new Finding(
                    station,
                    action,
                    path,
                    rule,
                    other.message,
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private record Key(StationId station, String action, String path, String rule) {}

    private final Map<Key, Finding> byKey = new LinkedHashMap<>();

    private final FindingPlaces places;

    Findings(FindingPlaces places) {
        this.places = places;
    }

    void add(Exchange exchange) {
        add(exchange, exchange.violations());
        add(exchange, exchange.findings());
    }

    private void add(Exchange exchange, List<Violation> violations) {
        for (Violation violation : violations) {
            String action = shortened(exchange.action());
            String rule = shortened(violation.keyword());
            String place = shortened(INDEX.matcher(violation.path()).replaceAll("/*"));
            String path = places.path(exchange.station(), action, place, rule);
            var finding = new Finding(
                    exchange.station(),
                    action,
                    path,
                    rule,
                    shortened(violation.message()),
                    1,
                    exchange.at(),
                    exchange.at());
            byKey.merge(new Key(exchange.station(), finding.action(), path, finding.rule()), finding, Finding::and);
        }
    }

    /** Text that the database takes: no NUL, not endless. */
    static String shortened(String text) {
        String stored = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return stored.indexOf('\0') < 0 ? stored : stored.replace("\0", "");
    }

    Collection<Finding> all() {
        return byKey.values();
    }
}

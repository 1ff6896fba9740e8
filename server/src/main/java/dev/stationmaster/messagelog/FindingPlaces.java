package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps a station that invents a new oddity with every message from filling the table: what is too much is counted together. */
final class FindingPlaces {
    /** Path of all findings beyond the bound. */
    static final String ELSEWHERE = "…";

    private static final int MOST_PER_STATION = 300;

    private record Place(String action, String path, String rule) {}

    private final Map<StationId, Set<Place>> known = new HashMap<>();

    /** The path by which this is counted. Since the start of the server; on the writer's thread. */
    String path(StationId station, String action, String path, String rule) {
        var places = known.computeIfAbsent(station, _ -> new HashSet<>());
        var place = new Place(action, path, rule);
        if (places.contains(place)) return path;
        if (places.size() >= MOST_PER_STATION) return ELSEWHERE;
        places.add(place);
        return path;
    }
}

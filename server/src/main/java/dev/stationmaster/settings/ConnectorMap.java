package dev.stationmaster.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the connectors stand that a 1.6 station numbers through: {@code 1=1.1, 2=1.2} is one EVSE with two connectors. What is not named stands as
 * is usual: connector n is EVSE n with connector 1; connector 0 is always the station.
 *
 * @param places by the number on the wire
 */
public record ConnectorMap(Map<Integer, Place> places) {
    /** Every connector as is usual. */
    public static final ConnectorMap PLAIN = new ConnectorMap(Map.of());

    static final String RULE =
            "a list such as 1=1.1, 2=1.2: connector on the wire, EVSE, connector of the EVSE; each once";
    private static final Pattern ONE = Pattern.compile("([1-9]\\d{0,2})=([1-9]\\d{0,2})\\.([1-9]\\d{0,2})");

    public ConnectorMap {
        places = Map.copyOf(places);
    }

    /** A connector in our numbering; 0 and 0 is the station. */
    public record Place(int evse, int connector) {}

    /** @throws IllegalArgumentException when it breaks {@link #RULE} */
    static ConnectorMap parse(String text) {
        var places = new TreeMap<Integer, Place>();
        for (String one : text.isBlank() ? new String[0] : text.split(",")) {
            var parts = ONE.matcher(one.strip());
            if (!parts.matches()) throw new IllegalArgumentException();
            var place = new Place(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
            if (places.put(Integer.valueOf(parts.group(1)), place) != null) throw new IllegalArgumentException();
        }
        if (new HashSet<>(places.values()).size() < places.size()) throw new IllegalArgumentException();
        return new ConnectorMap(places);
    }

    /** Where the connector of that number stands. */
    public Place place(int wire) {
        if (wire == 0) return new Place(0, 0);
        Place named = places.get(wire);
        return named != null ? named : new Place(wire, 1);
    }

    /**
     * The numbers on the wire of an EVSE, or of one connector of it; none when the station has no such place.
     *
     * @param connector null for all of the EVSE
     */
    public List<Integer> wire(int evse, @Nullable Integer connector) {
        if (evse == 0 || places.isEmpty()) return List.of(evse);
        var found = new ArrayList<Integer>();
        places.forEach((wire, place) -> {
            if (place.evse() == evse && (connector == null || connector == place.connector())) found.add(wire);
        });
        boolean usual = !places.containsKey(evse) && !places.containsValue(new Place(evse, 1));
        if (usual && (connector == null || connector == 1)) found.add(evse);
        return found.stream().sorted().toList();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return new TreeMap<>(places)
                .entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue().evse() + "."
                                + one.getValue().connector())
                        .collect(Collectors.joining(", "));
    }
}

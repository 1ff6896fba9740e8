package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a token may charge and nowhere else.
 *
 * @param places the identity of a station, {@code CP-1}; one EVSE of it, {@code CP-1/2}; or {@code *} for every station that is not named. Never empty
 * @see "OCPP 2.0.1 part 2, C01.FR.19, C01.FR.20, C01.FR.22"
 */
public record AllowedAt(List<String> places) {
    private static final String ELSEWHERE = "*";
    private static final int MAX_PLACES = 1_000;
    private static final int MAX_PLACE = 60;
    /** An identity may hold a slash itself: only digits behind the last one are an EVSE. */
    private static final Pattern EVSE = Pattern.compile("(.+)/([1-9]\\d{0,8})");

    public AllowedAt {
        places = List.copyOf(places);
    }

    /** What a token may do at one station. @param evses where, in their order; empty for all of them */
    record At(boolean allowed, List<Integer> evses) {
        static final At NOWHERE = new At(false, List.of());
        static final At EVERYWHERE = new At(true, List.of());

        boolean covers(@Nullable Integer evse) {
            return allowed && (evse == null || evses.isEmpty() || evses.contains(evse));
        }
    }

    /** The limits at that station, whatever the case of its identity. */
    At at(String identity) {
        List<Integer> evses = new ArrayList<>();
        boolean elsewhere = false;
        for (String place : places) {
            if (place.equalsIgnoreCase(identity)) return At.EVERYWHERE;
            if (place.equals(ELSEWHERE)) elsewhere = true;
            Matcher parts = EVSE.matcher(place);
            if (parts.matches() && parts.group(1).equalsIgnoreCase(identity))
                evses.add(Integer.valueOf(parts.group(2)));
        }
        if (!evses.isEmpty())
            return new At(true, evses.stream().distinct().sorted().toList());
        return elsewhere ? At.EVERYWHERE : At.NOWHERE;
    }

    /** Whether the token may charge at every EVSE of that station. */
    public boolean isEverywhereAt(String identity) {
        return at(identity).equals(At.EVERYWHERE);
    }

    /** Why it may not start there, in words; null when it may. @param evse null when the station chooses */
    public @Nullable String against(String identity, @Nullable Integer evse) {
        At here = at(identity);
        if (here.covers(evse)) return null;
        return here.allowed
                ? "token may charge at EVSE "
                        + here.evses.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " here, not at "
                        + evse
                : "token may not charge at this station";
    }

    /** As stored: one place a line; null for no limits. */
    static @Nullable String text(@Nullable AllowedAt limits) {
        return limits == null ? null : String.join("\n", limits.places);
    }

    static @Nullable AllowedAt of(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new AllowedAt(List.of(text.split("\n")));
    }

    /** As a person writes it; an empty list is no limit. */
    static @Nullable AllowedAt of(List<String> places) {
        return places.isEmpty() ? null : new AllowedAt(places);
    }

    /** What is wrong with the places as a person writes them. */
    static void check(@Nullable List<@Nullable String> places, List<FieldProblem> found) {
        if (places == null) return;
        if (places.size() > MAX_PLACES)
            found.add(new FieldProblem("allowedAt", "maxItems 1000", "allowedAt must name at most 1000 places."));
        for (String place : places) {
            boolean fine = place != null
                    && !place.isBlank()
                    && place.equals(place.strip())
                    && place.length() <= MAX_PLACE
                    && place.chars().noneMatch(Character::isISOControl);
            if (fine) continue;
            found.add(new FieldProblem(
                    "allowedAt",
                    "place",
                    "allowedAt must hold stations like CP-1, EVSEs like CP-1/2, or * for all others."));
            return;
        }
    }
}

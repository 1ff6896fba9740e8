package dev.stationmaster.operator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads claims of an ID token. Pure. */
final class OidcClaims {
    private OidcClaims() {}

    /** The values of a claim, one or several; empty when it is not there. @param path dots lead into objects */
    static List<String> values(Map<String, Object> claims, String path) {
        Object found = claims.get(path);
        if (found == null) {
            found = claims;
            for (String step : path.split("\\.")) {
                found = found instanceof Map<?, ?> object ? object.get(step) : null;
            }
        }
        return switch (found) {
            case null -> List.of();
            case String one -> List.of(one);
            case Collection<?> all -> all.stream().map(String::valueOf).toList();
            default -> List.of();
        };
    }

    /** The first of these claims that is a text. */
    static @Nullable String first(Map<String, Object> claims, String... names) {
        for (String name : names) {
            if (claims.get(name) instanceof String text && !text.isBlank()) return text;
        }
        return null;
    }
}

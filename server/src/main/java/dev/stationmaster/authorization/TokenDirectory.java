package dev.stationmaster.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** All tokens in memory, loaded before the ports open and kept equal to what was committed. Reading it never blocks. */
@Component
final class TokenDirectory {
    /** By value; nearly always one each. */
    private final Map<String, List<Token>> byValue = new ConcurrentHashMap<>();

    /**
     * The token of that value and type, whatever the case. A token shown by a 1.6 station has no type and finds one of any type, a card before
     * others.
     */
    Optional<Token> find(IdToken shown) {
        var tokens = byValue.getOrDefault(folded(shown.value()), List.of());
        if (!shown.type().equals(IdToken.UNTYPED)) return ofType(tokens, shown.type());
        return ofType(tokens, TokenTypes.ISO14443).or(() -> tokens.stream().findFirst());
    }

    /** All tokens, in no order. */
    List<Token> all() {
        return byValue.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a longer value begins so. Looks at all. */
    boolean knowsBeginning(String beginning) {
        String folded = folded(beginning);
        return byValue.keySet().stream()
                .anyMatch(value -> value.length() > folded.length() && value.startsWith(folded));
    }

    int size() {
        return byValue.size();
    }

    void put(Token token) {
        byValue.compute(folded(token.id().value()), (_, known) -> {
            if (known == null) return List.of(token);
            var tokens = without(known, token.id());
            tokens.add(token);
            return List.copyOf(tokens);
        });
    }

    void remove(IdToken id) {
        byValue.computeIfPresent(folded(id.value()), (_, known) -> {
            var rest = without(known, id);
            return rest.isEmpty() ? null : List.copyOf(rest);
        });
    }

    /** The form in which values are compared (OCPP 1.6 CiString; 2.x identifierString). */
    static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static Optional<Token> ofType(List<Token> tokens, String type) {
        for (Token token : tokens) {
            if (token.id().type().equalsIgnoreCase(type)) return Optional.of(token);
        }
        return Optional.empty();
    }

    private static List<Token> without(List<Token> tokens, IdToken id) {
        var rest = new ArrayList<>(tokens);
        rest.removeIf(token -> token.id().type().equalsIgnoreCase(id.type()));
        return rest;
    }
}

package dev.stationmaster.simulator.station;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The authorization cache: what the server last said about a token. */
final class TokenMemory {
    private static final int MOST = 200;

    private final Map<String, Token.Verdict> verdicts = new HashMap<>(4);

    TokenMemory(List<String> known) {
        known.forEach(token -> remember(token, Token.Verdict.ACCEPTED));
    }

    void remember(String token, Token.Verdict verdict) {
        if (verdicts.size() < MOST) {
            verdicts.put(token.toLowerCase(Locale.ROOT), verdict);
        }
    }

    Token.@Nullable Verdict recall(String token) {
        return verdicts.get(token.toLowerCase(Locale.ROOT));
    }

    void forget(String token) {
        verdicts.remove(token.toLowerCase(Locale.ROOT));
    }

    void clear() {
        verdicts.clear();
    }
}

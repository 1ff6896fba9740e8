package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.Settings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a token may charge: the server's word, or, when it cannot be asked, the station's memory and policy. */
final class TokenCheck {
    private final Parts parts;
    private final Settings settings;
    private final Speech speech;

    TokenCheck(Parts parts, Settings settings, Speech speech) {
        this.parts = parts;
        this.settings = settings;
        this.speech = speech;
    }

    void ask(Token token, Consumer<Token.Verdict> then) {
        var known = known(token);
        var withoutAsking = settings.localPreAuthorize() && known != null && known.accepted();
        if (parts.outbox().online() && !withoutAsking) {
            speech.authorize(token, verdict -> {
                if (verdict == null) {
                    then.accept(offline(token));
                } else {
                    remember(token, verdict);
                    then.accept(verdict);
                }
            });
        } else {
            then.accept(offline(token));
        }
    }

    /** The local list comes before the cache: 1.6 §3.5.1, 2.x C14.FR.02. */
    private Token.@Nullable Verdict known(Token token) {
        var listed = settings.localList()
                ? parts.list().recall(token.id(), parts.clock().now())
                : null;
        return listed != null ? listed : parts.tokens().recall(token.id());
    }

    private Token.Verdict offline(Token token) {
        var known = known(token);
        if (known != null && settings.localAuthorizeOffline()) {
            return known;
        }
        return known == null && settings.offlineForUnknownToken() ? Token.Verdict.ACCEPTED : Token.Verdict.UNKNOWN;
    }

    /** Keeps what the server said, where the station has a cache. */
    void remember(Token token, Token.Verdict verdict) {
        if (settings.cacheTokens()) {
            parts.tokens().remember(token.id(), verdict);
        }
    }
}

package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token was shown, and this was the answer. Recorded with the next commit; a crash may lose the last ones.
 *
 * @param recordedAt when it was decided, by our clock
 * @param at the time the question was about; may be the station's
 * @param token the value of a KeyCode is masked (OCPP 2.0.1 C04.FR.04)
 */
record AuthorizationAttempt(
        Instant recordedAt,
        Instant at,
        StationId station,
        IdToken token,
        Purpose purpose,
        Verdict.Status status,
        String rule,
        @Nullable String group)
        implements Fact<Void> {
    enum Purpose {
        AUTHORIZE,
        START,
        CONTINUE
    }

    static AuthorizationAttempt of(
            Instant recordedAt, Instant at, StationId station, IdToken token, Purpose purpose, Verdict verdict) {
        var shown = new IdToken(token.shown(), token.type());
        return new AuthorizationAttempt(
                recordedAt, at, station, shown, purpose, verdict.status(), verdict.rule(), verdict.group());
    }
}

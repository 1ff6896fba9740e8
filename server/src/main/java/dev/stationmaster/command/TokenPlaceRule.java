package dev.stationmaster.command;

import dev.stationmaster.authorization.AllowedAt;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.station.Station;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A remote start for a token that may not charge there would be refused by ourselves a moment later (OCPP 2.0.1 C01.FR.20, C01.FR.22). */
@Component
class TokenPlaceRule implements SendingRule {
    private final TokenService tokens;

    TokenPlaceRule(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof StationCommand.RemoteStart start)) return null;
        AllowedAt limits = tokens.find(start.idToken()).map(Token::allowedAt).orElse(null);
        return limits == null ? null : limits.against(station.identity(), start.evse());
    }
}

package dev.stationmaster.command;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A remote start with an id of type Central issues that id: the station sends no Authorize for it, and the transaction that it starts is
 * accepted although nobody knows the token (2.x C03, C05).
 */
@Component
class IssuedTokens implements CommandListener {
    /** The longest that a station may wait for the cable, and then some. */
    private static final Duration VALID = Duration.ofHours(1);

    private static final String CENTRAL = "Central";

    private final Authorization authorization;
    private final InstantSource clock;

    IssuedTokens(Authorization authorization, InstantSource clock) {
        this.authorization = authorization;
        this.clock = clock;
    }

    @Override
    public void leaving(StationId station, StationCommand command) {
        token(command)
                .filter(token -> token.type().equalsIgnoreCase(CENTRAL))
                .ifPresent(token -> authorization.issue(token, clock.instant().plus(VALID)));
    }

    private static Optional<IdToken> token(StationCommand command) {
        return switch (command) {
            case StationCommand.RemoteStart start -> Optional.of(start.idToken());
            case StationCommand.Call raw
            when raw.action().equals("RequestStartTransaction") -> told(CommandJson.tree(raw.payload()));
            default -> Optional.empty();
        };
    }

    private static Optional<IdToken> told(@Nullable Object payload) {
        return payload instanceof Map<?, ?> request
                        && request.get("idToken") instanceof Map<?, ?> token
                        && token.get("idToken") instanceof String value
                        && token.get("type") instanceof String type
                ? Optional.of(new IdToken(value, type))
                : Optional.empty();
    }
}

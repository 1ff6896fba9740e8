package dev.stationmaster.operator;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in, in one browser.
 *
 * @param via password or oidc
 * @param endsAt whatever he does until then
 */
record Session(
        UUID id,
        UUID operator,
        String via,
        Instant createdAt,
        Instant seenAt,
        Instant endsAt,
        @Nullable String remoteAddress,
        @Nullable String userAgent) {
    Session seen(Instant at) {
        return new Session(id, operator, via, createdAt, at, endsAt, remoteAddress, userAgent);
    }
}

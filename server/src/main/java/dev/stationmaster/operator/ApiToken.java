package dev.stationmaster.operator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program's or person's key to the API, without the secret.
 *
 * @param name what changes are attributed to; unique whatever the case of its letters
 * @param sites keys of the sites it is limited to; null is all
 * @param expiresAt null is never
 * @param origin {@code file}, {@code setup} or {@code operator}
 */
record ApiToken(
        UUID id,
        String name,
        Role role,
        @Nullable List<Integer> sites,
        @Nullable Instant expiresAt,
        String origin,
        Instant createdAt) {}

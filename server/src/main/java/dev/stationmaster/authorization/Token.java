package dev.stationmaster.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as the operator knows it.
 *
 * @param status what it is good for; {@link Verdict.Status#ACCEPTED} may still be past its {@code validUntil}
 * @param validUntil null is for ever
 * @param group tokens of one group may stop each other's transactions
 * @param maxConcurrent open transactions at a time; null is without limit
 * @param language RFC 5646, for what is shown to the driver
 * @param personalMessage what the driver is to read; at most 512 characters
 * @param allowedAt the only stations and EVSEs where it may charge; null is everywhere
 */
public record Token(
        IdToken id,
        Verdict.Status status,
        @Nullable Instant validUntil,
        @Nullable String group,
        @Nullable Integer maxConcurrent,
        @Nullable String language,
        @Nullable String personalMessage,
        @Nullable AllowedAt allowedAt) {
    public Token(
            IdToken id,
            Verdict.Status status,
            @Nullable Instant validUntil,
            @Nullable String group,
            @Nullable Integer maxConcurrent,
            @Nullable String language) {
        this(id, status, validUntil, group, maxConcurrent, language, null, null);
    }
}

package dev.stationmaster.command;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One token on a station's local authorization list.
 *
 * @param info what the station shall say about the token; null takes it off the list (Differential only)
 */
public record LocalListEntry(IdToken idToken, @Nullable Info info) {
    /**
     * @param status never {@link Verdict.Status#CONCURRENT}: in a list that counts as valid (1.6 §3.5.2)
     * @param validUntil null is for ever
     * @param group the parent idTag of 1.6, so that groups work offline
     */
    public record Info(
            Verdict.Status status,
            @Nullable Instant validUntil,
            @Nullable String group) {}

    /** The token as it is good for at that time. */
    public static LocalListEntry of(Token token, Instant at) {
        return new LocalListEntry(token.id(), new Info(token.status(), token.validUntil(), token.group())).asOf(at);
    }

    /** A token that has run out is told as expired. */
    public LocalListEntry asOf(Instant at) {
        Info told = info;
        if (told == null || told.status() != Verdict.Status.ACCEPTED) return this;
        Instant end = told.validUntil();
        if (end == null || at.isBefore(end)) return this;
        return new LocalListEntry(idToken, new Info(Verdict.Status.EXPIRED, end, told.group()));
    }
}

package dev.stationmaster.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which page is wanted. As a controller's parameters: {@code limit} and {@code after}.
 *
 * @param limit items on the page, 1 to 500
 * @param after the key of the last item of the page before, as {@link Page#of} was given it; null for the first page
 */
public record Paging(int limit, @Nullable String after) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** Reads the parameters; an unreadable cursor or a limit out of range is an {@link ApiProblem}. */
    public static Paging of(@Nullable Integer limit, @Nullable String cursor) {
        int wanted = limit == null ? DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            throw ApiProblem.invalid("limit", "1..500", "limit is a number from 1 to 500.");
        }
        return new Paging(wanted, cursor == null ? null : key(cursor));
    }

    /** What to ask the database for: one more than is shown. */
    public int fetch() {
        return limit + 1;
    }

    /** The key as a number; for lists ordered by one. */
    public @Nullable Long afterNumber() {
        if (after == null) return null;
        try {
            return Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static ApiProblem unreadable() {
        return ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
    }
}

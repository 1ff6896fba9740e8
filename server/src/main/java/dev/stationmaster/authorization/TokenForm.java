package dev.stationmaster.authorization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as a person writes it: in a request or in a provisioning file. What is null is left as it is, or takes its default.
 *
 * @param idToken at most 255 characters (20 for stations of 1.6, 36 for 2.0.1)
 * @param type default ISO14443
 * @param status default accepted
 * @param validUntil ISO 8601 with offset; empty removes it
 * @param group empty removes it
 * @param maxConcurrent open transactions at a time; 0 removes the limit
 * @param language RFC 5646; empty removes it
 * @param personalMessage at most 512 characters; empty removes it
 * @param allowedAt the only places where it may charge: stations ({@code CP-1}), EVSEs ({@code CP-1/2}), {@code *} for all stations that are not
 *     named; an empty list removes the limit
 */
public record TokenForm(
        @Nullable String idToken,
        @Nullable String type,
        @Nullable String status,
        @Nullable String validUntil,
        @Nullable String group,
        @Nullable Integer maxConcurrent,
        @Nullable String language,
        @Nullable String personalMessage,
        @Nullable List<String> allowedAt) {

    /** Values may be secret (KeyCode) and stay out of logs. */
    @Override
    public String toString() {
        return "TokenForm[type=" + type + "]";
    }
}

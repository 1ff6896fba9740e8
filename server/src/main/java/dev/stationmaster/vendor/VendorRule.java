package dev.stationmaster.vendor;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants answered.
 *
 * @param messageId null means every message of the vendor that has no rule of its own
 * @param data JSON of a fixed answer
 * @param url where the message is forwarded; only with {@link Answer#FORWARD}
 */
record VendorRule(
        UUID id,
        String vendorId,
        @Nullable String messageId,
        Answer answer,
        @Nullable String data,
        @Nullable URI url,
        Instant changedAt,
        String changedBy) {
    enum Answer {
        ACCEPT,
        REJECT,
        /** A service elsewhere answers. */
        FORWARD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** CiString in all versions: upper and lower case are the same. */
    static String key(String vendorId, @Nullable String messageId) {
        String vendor = vendorId.toLowerCase(Locale.ROOT);
        return messageId == null ? vendor : vendor + '\n' + messageId.toLowerCase(Locale.ROOT);
    }

    String key() {
        return key(vendorId, messageId);
    }
}

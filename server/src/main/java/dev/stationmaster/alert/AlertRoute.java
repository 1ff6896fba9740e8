package dev.stationmaster.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A way to somebody.
 *
 * @param target addresses of mail, divided by commas, or an address of the web
 */
record AlertRoute(UUID id, String name, Way kind, String target, Instant createdAt, Instant changedAt) {
    /** How a message travels. */
    enum Way {
        EMAIL,
        WEBHOOK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Way> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }
}

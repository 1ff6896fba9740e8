package dev.stationmaster.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids whose order is the order in time (RFC 9562, version 7). */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    public static UUID at(Instant instant) {
        long time = instant.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        return new UUID(time, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }

    /** When it was made, to the millisecond. */
    public static Instant instant(UUID made) {
        return Instant.ofEpochMilli(made.getMostSignificantBits() >>> 16);
    }
}

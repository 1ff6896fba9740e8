package dev.stationmaster.station;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Salted hashes under a key that is not in the database: a stolen database opens no station, and a storm of reconnects costs microseconds each
 * (station secrets are long and random, so a slow hash would add nothing; 2.x A01.FR.08).
 */
public final class SecretHashing {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param key at least 32 bytes, used for nothing else */
    public SecretHashing(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** A new salt, then the hash. */
    byte[] hash(byte[] secret) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return stored(salt, secret);
    }

    /** Compared in constant time. */
    boolean matches(byte[] stored, byte[] secret) {
        return MessageDigest.isEqual(stored, stored(Arrays.copyOf(stored, SALT_BYTES), secret));
    }

    private byte[] stored(byte[] salt, byte[] secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(salt);
            byte[] stored = Arrays.copyOf(salt, SALT_BYTES + mac.getMacLength());
            mac.update(secret);
            mac.doFinal(stored, SALT_BYTES);
            return stored;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }
}

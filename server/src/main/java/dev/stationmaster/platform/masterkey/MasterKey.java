package dev.stationmaster.platform.masterkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key under which secrets are hashed or wrapped before they are stored. A stolen database alone opens nothing. */
public final class MasterKey {
    /** Length of the key and of every key derived from it. */
    public static final int BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    MasterKey(byte[] key) {
        if (key.length != BYTES) throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
        this.key = key.clone();
    }

    /**
     * A key for one purpose; knowing it tells nothing about the others (HKDF-SHA256, RFC 5869).
     *
     * @param purpose a stable name, for example {@code station-secrets}; another name is another key
     * @return 32 bytes, the same for ever
     */
    public byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HKDF-SHA256 is part of every Java 25", missing);
        }
    }

    /** Encrypts a secret that must be had back, for example a private key (AES-256-GCM under the purpose's key). */
    public byte[] wrap(String purpose, byte[] secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, purpose, nonce, secret);
        var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return wrapped;
    }

    /**
     * Gives back what {@link #wrap} made.
     *
     * @throws IllegalArgumentException when it was wrapped under another key or purpose, or was changed
     */
    public byte[] unwrap(String purpose, byte[] wrapped) {
        if (wrapped.length < NONCE_BYTES + TAG_BITS / 8)
            throw new IllegalArgumentException("too short to be a wrapped secret");
        return crypt(
                Cipher.DECRYPT_MODE,
                purpose,
                Arrays.copyOf(wrapped, NONCE_BYTES),
                Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length));
    }

    /** Tells two keys apart without telling the key. */
    byte[] fingerprint() {
        return derive("fingerprint");
    }

    private byte[] crypt(int mode, String purpose, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(derive(purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (javax.crypto.AEADBadTagException foreign) {
            throw new IllegalArgumentException("not wrapped under this key for " + purpose, foreign);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM is part of every Java", missing);
        }
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return "MasterKey";
    }
}

package dev.stationmaster.station;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes that a station's secret stands for. Stations send it as text, as hexadecimal digits or as the raw bytes (quirks Q9, Q10); all three
 * lead to the same bytes here. One that we make is random and of this station alone (A01.FR.06).
 */
public final class StationSecret {
    /** Fewer are refused: the hash is fast because secrets cannot be guessed. */
    public static final int MIN_CHARACTERS = 16;

    /** What OCPP 2.1 lets a station take at most. */
    public static final int MAX_CHARACTERS = 64;

    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED_CHARACTERS = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StationSecret() {}

    /**
     * A random secret that stations of every version can hold: 20 letters and digits, so that its hexadecimal form has the 40 digits that fit
     * into AuthorizationKey of 1.6.
     */
    public static String generate() {
        var secret = new StringBuilder(GENERATED_CHARACTERS);
        for (int i = 0; i < GENERATED_CHARACTERS; i++)
            secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        return secret.toString();
    }

    /** The secret as a 1.6 station wants it in AuthorizationKey: hexadecimal digits of its bytes. */
    public static String asAuthorizationKey(String secret) {
        return HexFormat.of().formatHex(canonical(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** 32 to 40 hexadecimal digits, an even number, stand for bytes; everything else stands for itself. */
    static byte[] canonical(byte[] given) {
        boolean keyInHex = given.length >= 32 && given.length <= 40 && isHex(given);
        return keyInHex ? unhexed(given) : given;
    }

    /** What the bytes that a station presented may stand for; one of them equals the canonical secret, or the secret is wrong. */
    static List<byte[]> readings(byte[] presented) {
        if (presented.length < 32 || presented.length > 2 * MAX_CHARACTERS * 4 || !isHex(presented))
            return List.of(presented);
        return List.of(unhexed(presented), presented);
    }

    private static boolean isHex(byte[] bytes) {
        if (bytes.length % 2 != 0) return false;
        for (byte b : bytes) {
            if (Character.digit(b, 16) < 0) return false;
        }
        return true;
    }

    private static byte[] unhexed(byte[] digits) {
        byte[] bytes = new byte[digits.length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Character.digit(digits[2 * i], 16) << 4 | Character.digit(digits[2 * i + 1], 16));
        }
        return bytes;
    }
}

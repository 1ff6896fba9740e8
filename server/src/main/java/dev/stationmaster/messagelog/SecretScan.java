package dev.stationmaster.messagelog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One quick pass over a frame: may there be a secret in it? Nearly all frames are let through here. */
final class SecretScan {
    private static final byte[][] WORDS = {
        word("password"),
        word("passphrase"),
        word("privatekey"),
        word("authorizationkey"),
        word("secret"),
        word("simpin"),
        word("vpn"),
        word("keycode"),
        word("writeonly")
    };
    private static final byte[] FILES = word("/files/");
    private static final boolean[] FIRST = new boolean[128];

    static {
        for (byte[] word : WORDS) FIRST[word[0]] = true;
        FIRST['/'] = true;
        FIRST['\\' | 0x20] = true;
    }

    private SecretScan() {}

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** True when a word stands in it that belongs to a secret, a URL with credentials, or an escape that could hide either. */
    static boolean suspicious(byte[] frame) {
        for (int i = 0; i < frame.length; i++) {
            int lower = frame[i] | 0x20;
            if (lower < 0 || !FIRST[lower & 0x7f]) continue;
            if (frame[i] == '\\') {
                if (i + 1 < frame.length && frame[i + 1] == 'u') return true;
            } else if (frame[i] == '/') {
                if (credentials(frame, i) || startsWith(frame, i, FILES)) return true;
            } else if (anyWord(frame, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyWord(byte[] frame, int from) {
        for (byte[] word : WORDS) {
            if (frame.length - from < word.length) continue;
            int i = 0;
            while (i < word.length && (frame[from + i] | 0x20) == word[i]) i++;
            if (i == word.length) return true;
        }
        return false;
    }

    private static boolean startsWith(byte[] frame, int from, byte[] word) {
        return frame.length - from >= word.length
                && Arrays.equals(frame, from, from + word.length, word, 0, word.length);
    }

    /** {@code //user:password@host}. */
    private static boolean credentials(byte[] frame, int from) {
        if (from == 0 || frame[from - 1] != '/') return false;
        for (int i = from + 1; i < frame.length; i++) {
            byte b = frame[i];
            if (b == '@') return true;
            if (b == '/' || b == '"' || b == '?' || b <= ' ') return false;
        }
        return false;
    }

    /** True when something of that name is kept from being read: a configuration key, a variable, a member of a message. */
    static boolean secretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("passphrase")
                || lower.contains("secret")
                || lower.contains("authorizationkey")
                || lower.contains("privatekey")
                || lower.contains("simpin")
                || lower.equals("vpnkey");
    }
}

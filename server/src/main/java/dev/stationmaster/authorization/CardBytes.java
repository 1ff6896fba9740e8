package dev.stationmaster.authorization;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The number of a card as readers spell it. */
final class CardBytes {
    private static final int SHORTEST = 8;
    /** Digits that are left of seven bytes where a reader takes six. */
    private static final int CUT_TO = 12;

    private CardBytes() {}

    /** The same bytes from the other end; null when this is not the hexadecimal number of a card. */
    static @Nullable String reversed(String value) {
        if (value.length() < SHORTEST || value.length() % 2 != 0) return null;
        var reversed = new StringBuilder(value.length());
        for (int i = value.length() - 2; i >= 0; i -= 2) {
            if (Character.digit(value.charAt(i), 16) < 0 || Character.digit(value.charAt(i + 1), 16) < 0) return null;
            reversed.append(value, i, i + 2);
        }
        return reversed.toString();
    }

    /**
     * Which mistake of a reader would make {@code shown} of a card that is known (quirk Q79); null when none would. Nobody is let in by this: it
     * tells whoever looks for the reason.
     */
    static @Nullable String misread(String shown, Predicate<String> known, Predicate<String> knownBeginning) {
        String reversed = reversed(shown);
        if (reversed != null && known.test(reversed)) return "its bytes in reverse order are";
        if (shown.length() >= SHORTEST - 2 && (known.test("0" + shown) || known.test("00" + shown)))
            return "with a leading zero it is";
        int end = prefixEnd(shown);
        if (end > 0 && known.test(shown.substring(end))) return "without its prefix it is";
        boolean whole = shown.length() == CUT_TO && reversed != null;
        return whole && knownBeginning.test(shown) ? "a longer one begins with it, it seems cut" : null;
    }

    /** Behind the last character that no card number holds. */
    private static int prefixEnd(String shown) {
        for (int i = shown.length() - 1; i >= 0; i--) {
            if (!Character.isLetterOrDigit(shown.charAt(i))) return i + 1;
        }
        return 0;
    }
}

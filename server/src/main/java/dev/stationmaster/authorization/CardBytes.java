package dev.stationmaster.authorization;

import org.jspecify.annotations.Nullable;

/** The number of a card as readers spell it. */
final class CardBytes {
    private static final int SHORTEST = 8;

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
}

package dev.stationmaster.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is wanted (RFC 9110 §14).
 *
 * @param first number of the first byte
 * @param last number of the last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*");

    /** No such bytes: HTTP 416. */
    static final ByteRange NONE = new ByteRange(0, -1);

    static ByteRange all(long size) {
        return new ByteRange(0, size - 1);
    }

    /** @param header null, several ranges, or what nobody understands mean the whole file */
    static ByteRange of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).length() > 18 || range.group(2).length() > 18) return all(size);
        if (range.group(1).isEmpty()) {
            if (range.group(2).isEmpty()) return all(size);
            long length = Math.min(size, Long.parseLong(range.group(2)));
            return length == 0 ? NONE : new ByteRange(size - length, size - 1);
        }
        long first = Long.parseLong(range.group(1));
        if (first >= size) return NONE;
        if (range.group(2).isEmpty()) return new ByteRange(first, size - 1);
        long last = Long.parseLong(range.group(2));
        return last < first ? all(size) : new ByteRange(first, Math.min(last, size - 1));
    }

    long length() {
        return last - first + 1;
    }

    boolean isAllOf(long size) {
        return first == 0 && last == size - 1;
    }
}

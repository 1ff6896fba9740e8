package dev.stationmaster.ocpp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The date-times of the wire: RFC 3339, and what stations write instead. */
final class DateTimes {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final String NEVER_SET = "0000-00-00";
    private static final int NONE = Integer.MIN_VALUE;

    private final String text;
    private final boolean strict;
    private int at;

    private DateTimes(String text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    /** RFC 3339 §5.6 and nothing else; null when it is not. Digits beyond nanoseconds are cut. */
    static @Nullable Instant strict(String text) {
        return new DateTimes(text, true).instant();
    }

    /**
     * Also a blank for the T, a comma, missing seconds, offsets without colon or minutes, and no offset at all, which is taken
     * for UTC: stations whose local time carries no offset cannot be told from those that mean UTC. A clock that was never set
     * and says so by zeros is one at 1970: the fact that carries it must not be lost for that.
     */
    static @Nullable Instant lenient(String text) {
        var stripped = text.strip();
        return stripped.startsWith(NEVER_SET) ? Instant.EPOCH : new DateTimes(stripped, false).instant();
    }

    /** UTC with Z, milliseconds only when there are any: some stations read nothing finer. */
    static String format(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Whether the year has four digits. */
    static boolean isWritable(Instant instant) {
        return instant.getEpochSecond() >= FIRST && instant.getEpochSecond() <= LAST;
    }

    private @Nullable Instant instant() {
        int year = number(4);
        boolean date = year >= 0 && take('-');
        int month = number(2);
        date &= take('-');
        int day = number(2);
        if (!date || month < 1 || month > 12 || day < 1 || !separator()) {
            return null;
        }
        int hour = number(2);
        boolean time = take(':');
        int minute = number(2);
        if (!time || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return null;
        }
        int second = 0;
        int nanos = 0;
        if (take(':')) {
            second = number(2);
            if (second < 0 || second > 60) {
                return null;
            }
            if (take('.') || (!strict && take(','))) {
                nanos = fraction();
            }
        } else if (strict) {
            return null;
        }
        int offset = offset();
        if (nanos < 0 || offset == NONE || at != text.length()) {
            return null;
        }
        return instant(year, month, day, (hour * 60 + minute - offset) * 60L + second, second == 60, nanos);
    }

    private static @Nullable Instant instant(int year, int month, int day, long secondOfDay, boolean leap, int nanos) {
        try {
            // A leap second stands at the end of a UTC day; an Instant has none, so it is the first moment of the next.
            if (leap && Math.floorMod(secondOfDay, 86_400) != 0) {
                return null;
            }
            return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * 86_400 + secondOfDay, nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private boolean separator() {
        return take('T') || take('t') || (!strict && (take(' ') || take('_')));
    }

    /** East of UTC in minutes; NONE when there is none that we know. */
    private int offset() {
        if (take('Z') || take('z')) {
            return 0;
        }
        if (!strict) {
            while (take(' ')) {}
            if (at == text.length() || take('Z') || take('z')) {
                return 0;
            }
        }
        boolean east = take('+');
        if (!east && !take('-')) {
            return NONE;
        }
        int hours = number(2);
        boolean colon = take(':');
        boolean ends = at == text.length();
        if (strict && !colon || colon && ends) {
            return NONE;
        }
        int minutes = ends ? 0 : number(2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        return east ? hours * 60 + minutes : -(hours * 60 + minutes);
    }

    private int fraction() {
        int nanos = 0;
        int digits = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++, digits++) {
            if (digits < 9) {
                nanos = nanos * 10 + text.charAt(at) - '0';
            }
        }
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return digits == 0 ? -1 : nanos;
    }

    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int end = at + digits; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                return -1;
            }
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

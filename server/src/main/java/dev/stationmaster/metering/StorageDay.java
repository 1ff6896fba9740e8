package dev.stationmaster.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The day under which readings and events are stored: the station's, unless its clock cannot be right. */
public final class StorageDay {
    /** Stands for all days that cannot be true; it has a partition of its own. */
    public static final LocalDate UNDATED = LocalDate.of(1970, 1, 1);

    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private StorageDay() {}

    /** True when a station's clock can have said so: not before 2020, not more than two days ahead of ours. */
    public static boolean plausible(Instant told, Instant receivedAt) {
        return !told.isBefore(CLOCKS_BEGIN) && !told.isAfter(receivedAt.plus(AHEAD));
    }

    public static LocalDate of(Instant told, Instant receivedAt) {
        return plausible(told, receivedAt) ? LocalDate.ofInstant(told, ZoneOffset.UTC) : UNDATED;
    }

    /** As the database will give it back: in microseconds, in years that it can hold. */
    public static Instant storable(Instant told) {
        Instant inRange = told.isBefore(FIRST) ? FIRST : told.isAfter(LAST) ? LAST : told;
        return inRange.truncatedTo(ChronoUnit.MICROS);
    }
}

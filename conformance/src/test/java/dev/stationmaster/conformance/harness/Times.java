package dev.stationmaster.conformance.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Timestamps as stations write them. */
public final class Times {
    private Times() {}

    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** That long ago. */
    public static String ago(Duration back) {
        return Instant.now().minus(back).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** So many seconds from now. */
    public static String inSeconds(int seconds) {
        return Instant.now()
                .plusSeconds(seconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Whether both are the same moment, however written. */
    public static boolean same(String one, String other) {
        return Instant.parse(one).equals(Instant.parse(other));
    }
}

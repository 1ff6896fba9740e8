package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.platform.web.FieldProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a job goes, and when it stops by itself. What is null takes its default.
 *
 * @param atOnce stations at work at the same time, 1 to 500; default 10
 * @param perMinute most stations begun in a minute, 1 to 6,000; default no limit
 * @param siteAtATime whether one site is finished before the next begins; default false
 * @param waves how many stations the first waves hold; the rest is the last wave. Default one wave
 * @param wavePauseMinutes how long to wait between two waves, 0 to 10,080; default 0
 * @param waveHold whether somebody has to let the next wave begin; default false
 * @param from time of day at the station's site from which stations are begun, such as 22:00; with {@code until}
 * @param until time of day from which none is begun any more; before {@code from} it is the next morning's
 * @param startAt when the job begins; default at once
 * @param haltPercent it halts when more than this part of the stations that ended has failed, 0 to 100; default 20, 100 never halts
 * @param haltAfter so many stations must have ended before it halts, 1 to 1,000; default 5
 * @param waitForOfflineMinutes how long the job waits for stations that are away, from when it was made, resumed or
 *     retried, 0 to 43,200; default 0: those away at the end are left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Pace(
        @Nullable Integer atOnce,
        @Nullable Integer perMinute,
        @Nullable Boolean siteAtATime,
        @Nullable List<Integer> waves,
        @Nullable Integer wavePauseMinutes,
        @Nullable Boolean waveHold,
        @Nullable String from,
        @Nullable String until,
        @Nullable Instant startAt,
        @Nullable Integer haltPercent,
        @Nullable Integer haltAfter,
        @Nullable Integer waitForOfflineMinutes) {
    static final Pace USUAL = new Pace(null, null, null, null, null, null, null, null, null, null, null, null);

    /** The same with every default said. */
    Pace complete() {
        return new Pace(
                or(atOnce, 10),
                perMinute,
                Boolean.TRUE.equals(siteAtATime),
                waves == null ? List.of() : waves,
                or(wavePauseMinutes, 0),
                Boolean.TRUE.equals(waveHold),
                from,
                until,
                startAt,
                or(haltPercent, 20),
                or(haltAfter, 5),
                or(waitForOfflineMinutes, 0));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    int most() {
        return or(atOnce, 10);
    }

    int haltsAbove() {
        return or(haltPercent, 20);
    }

    int judgesAfter() {
        return or(haltAfter, 5);
    }

    int patienceMinutes() {
        return or(waitForOfflineMinutes, 0);
    }

    int pauseMinutes() {
        return or(wavePauseMinutes, 0);
    }

    boolean holds() {
        return Boolean.TRUE.equals(waveHold);
    }

    boolean goesBySite() {
        return Boolean.TRUE.equals(siteAtATime);
    }

    /** The wave of the station whose turn is number {@code n}, from 0; waves count from 1. */
    int waveOf(int n) {
        int end = 0;
        int wave = 1;
        for (int size : waves == null ? List.<Integer>of() : waves) {
            end += size;
            if (n < end) return wave;
            wave++;
        }
        return wave;
    }

    /** Whether stations of that zone may be begun now. */
    boolean isOpen(Instant now, ZoneId zone) {
        if (startAt != null && now.isBefore(startAt)) return false;
        if (from == null || until == null) return true;
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(until);
        LocalTime time = now.atZone(zone).toLocalTime();
        boolean after = !time.isBefore(begin);
        boolean before = time.isBefore(end);
        return begin.isBefore(end) ? after && before : after || before;
    }

    List<FieldProblem> problems() {
        List<FieldProblem> found = new ArrayList<>();
        within(found, "atOnce", atOnce, 1, 500);
        within(found, "perMinute", perMinute, 1, 6_000);
        within(found, "wavePauseMinutes", wavePauseMinutes, 0, 10_080);
        within(found, "haltPercent", haltPercent, 0, 100);
        within(found, "haltAfter", haltAfter, 1, 1_000);
        within(found, "waitForOfflineMinutes", waitForOfflineMinutes, 0, 43_200);
        if (waves != null && (waves.size() > 20 || waves.stream().anyMatch(size -> size < 1)))
            found.add(new FieldProblem(
                    "pace.waves", "minimum 1", "waves are at most 20 numbers of stations, each 1 or more."));
        time(found, "from", from);
        time(found, "until", until);
        if ((from == null) != (until == null))
            found.add(new FieldProblem("pace.from", "required", "from and until are given together or not at all."));
        else if (from != null && from.equals(until))
            found.add(new FieldProblem("pace.until", "differs", "A window has another end than its begin."));
        return found;
    }

    private static void within(List<FieldProblem> found, String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most))
            found.add(new FieldProblem(
                    "pace." + field, least + ".." + most, field + " is a number from " + least + " to " + most + "."));
    }

    private static void time(List<FieldProblem> found, String field, @Nullable String value) {
        if (value == null) return;
        try {
            LocalTime.parse(value);
        } catch (DateTimeException e) {
            found.add(new FieldProblem("pace." + field, "format", field + " is a time of day such as 22:00."));
        }
    }
}

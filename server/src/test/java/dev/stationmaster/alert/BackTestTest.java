package dev.stationmaster.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.alert.AlertRule.Condition;
import dev.stationmaster.alert.AlertRule.QuietHours;
import dev.stationmaster.alert.BackTest.Shot;
import dev.stationmaster.problem.Episode;
import dev.stationmaster.problem.Kind;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.Problem;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(14));

    @Test
    void eachProblemThatLastsLongEnoughIsOneMessageUnlessTheyComeTogether() {
        var episodes = List.of(
                episode(1, 60, 90), // half an hour: long enough
                episode(2, 100, 105), // too short
                episode(3, 200, null),
                episode(4, 200, 400)); // with the one before
        assertThat(run(terms(10, 0), null, episodes))
                .containsExactly(new Shot(minute(70), 1), new Shot(minute(210), 2));
    }

    @Test
    void whatEndsInQuietHoursIsNeverToldAndTheRestIsToldAtTheirEnd() {
        var quiet = new QuietHours("22:00", "06:00", "UTC", false);
        var episodes = List.of(episode(1, 60, 120), episode(2, 60, 600), episode(3, 700, null));
        assertThat(run(terms(0, 0), quiet, episodes))
                .containsExactly(new Shot(minute(6 * 60), 1), new Shot(minute(700), 1));
    }

    @Test
    void manyStationsFireOnceUntilTheyAreFewAgain() {
        var episodes = List.of(
                episode(1, 0, 100),
                episode(2, 10, 50),
                episode(3, 20, 90), // more than two
                episode(3, 30, 40), // the same station counts once
                episode(4, 60, 80), // more than two again
                episode(5, 70, 75));
        assertThat(run(terms(0, 2), null, episodes)).containsExactly(new Shot(minute(20), 3), new Shot(minute(60), 3));
    }

    @Test
    void whatFiredBeforeThePeriodDoesNotCount() {
        var before = new Episode(problem(1), 0, START, START.minusSeconds(60), null);
        assertThat(run(terms(0, 0), null, List.of(before))).isEmpty();
    }

    private static List<Shot> run(Condition condition, @Nullable QuietHours quiet, List<Episode> episodes) {
        return BackTest.run(condition, quiet, episodes, START, END);
    }

    private static Condition terms(int minutes, int stations) {
        return new Condition(List.of(), "minor", List.of(), List.of(), minutes, stations);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Episode episode(int station, int from, @Nullable Integer to) {
        return new Episode(problem(station), 0, minute(from), minute(from), to == null ? null : minute(to));
    }

    private static Problem problem(int station) {
        return new Problem(
                new UUID(0, station),
                Kind.STATION_OFFLINE,
                String.valueOf(station),
                new StationId(station),
                1,
                null,
                null,
                Severity.MAJOR,
                "",
                Map.of(),
                new Problem.Device(null, null, null),
                START,
                START,
                null,
                0,
                new Problem.Care(null, null, null, null),
                START);
    }
}

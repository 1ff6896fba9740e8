package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.Composite.Question;
import dev.stationmaster.charging.Composite.Running;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositeTest {
    private static final Instant NOON = Profiles.NOON;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Running RUNNING = new Running("T1", NOON.minusSeconds(600));

    private static Question question(
            Instant start, int seconds, Unit unit, @Nullable Running running, Profiles... profiles) {
        return new Question(
                1,
                start,
                seconds,
                unit,
                Grid.USUAL,
                BERLIN,
                false,
                running,
                Stream.of(profiles).map(Profiles::installed).toList(),
                List.of());
    }

    /** The pieces as {@code second:limit}. */
    private static String pieces(Question question) {
        return Composite.pieces(question).stream()
                .map(piece -> piece.startSeconds() + ":" + text(piece.limit()))
                .collect(Collectors.joining(" "));
    }

    private static String text(@Nullable BigDecimal limit) {
        return limit == null ? "-" : limit.stripTrailingZeros().toPlainString();
    }

    private static String hour(Profiles... profiles) {
        return pieces(question(NOON, 3600, Unit.A, RUNNING, profiles));
    }

    private static Profiles usual(String limit) {
        return Profiles.of(Purpose.TX_DEFAULT).period(0, limit);
    }

    @Test
    void withoutAnyProfileThereIsNoLimit() {
        assertThat(hour()).isEqualTo("0:-");
    }

    @Test
    void periodsFollowEachOtherUntilTheDurationIsOver() {
        assertThat(hour(usual("16").period(600, "8").duration(1200))).isEqualTo("0:16 600:8 1200:-");
        assertThat(hour(usual("16").start(NOON.plusSeconds(100)))).isEqualTo("0:- 100:16");
        assertThat(hour(usual("16").start(NOON.minusSeconds(100)).period(600, "8")))
                .isEqualTo("0:16 500:8");
    }

    @Test
    void validityBoundsAProfile() {
        assertThat(hour(usual("16").valid(NOON.plusSeconds(60), NOON.plusSeconds(120))))
                .isEqualTo("0:- 60:16 120:-");
    }

    @Test
    void theHighestLevelThatHasSomethingToSayCounts() {
        assertThat(hour(usual("16").id(1), usual("20").id(2).level(1).duration(300)))
                .isEqualTo("0:20 300:16");
        assertThat(hour(usual("16").id(1).level(2), usual("10").id(2).level(1))).isEqualTo("0:16");
    }

    @Test
    void aTransactionsProfileBeatsTheDefaultWhileItActs() {
        var tx = Profiles.of(Purpose.TX).id(2).relative().period(0, "32").duration(900);
        assertThat(hour(usual("16"), tx)).isEqualTo("0:32 300:16");
        assertThat(pieces(question(NOON, 3600, Unit.A, null, usual("16"), tx))).isEqualTo("0:16");
        assertThat(hour(usual("16"), tx.transaction("T9"))).isEqualTo("0:16");
    }

    @Test
    void theMaximumOfTheStationCapsAll() {
        var max =
                Profiles.of(Purpose.CHARGING_STATION_MAX).id(2).period(0, "20").period(1800, "10");
        assertThat(hour(usual("16"), max)).isEqualTo("0:16 1800:10");
        assertThat(hour(max)).isEqualTo("0:20 1800:10");
    }

    @Test
    void constraintsOfOthersCapToo() {
        assertThat(hour(
                        usual("16"),
                        Profiles.of(Purpose.EXTERNAL).id(-1).evse(0).period(0, "6")))
                .isEqualTo("0:6");
        var limit = new ExternalLimit(
                new StationId(1),
                0,
                "EMS",
                null,
                null,
                List.of(usual("9").start(null).duration(600).profile().schedule()),
                NOON,
                null);
        var question = new Question(
                1,
                NOON,
                3600,
                Unit.A,
                Grid.USUAL,
                BERLIN,
                false,
                null,
                List.of(usual("16").installed()),
                List.of(limit));
        assertThat(pieces(question)).isEqualTo("0:9 600:16");
    }

    @Test
    void aDefaultOfTheConnectorBeatsThatOfAllOnlyWhereTheVersionSaysSo() {
        var all = usual("10").id(1).evse(0).level(5);
        var mine = usual("16").id(2).level(1);
        var profiles = List.of(all.installed(), mine.installed());
        var byLevel = new Question(1, NOON, 60, Unit.A, Grid.USUAL, BERLIN, false, null, profiles, List.of());
        var specificFirst = new Question(1, NOON, 60, Unit.A, Grid.USUAL, BERLIN, true, null, profiles, List.of());
        assertThat(pieces(byLevel)).isEqualTo("0:10");
        assertThat(pieces(specificFirst)).isEqualTo("0:16");
    }

    @Test
    void theGridConnectionIsLimitedByTheMaximumOnly() {
        var profiles = List.of(
                usual("6").evse(0).installed(),
                Profiles.of(Purpose.CHARGING_STATION_MAX).id(2).period(0, "63").installed());
        assertThat(pieces(new Question(0, NOON, 60, Unit.A, Grid.USUAL, BERLIN, false, null, profiles, List.of())))
                .isEqualTo("0:63");
    }

    @Test
    void wattsAreTheTotalOfThePhasesAndAmperesEachPhase() {
        assertThat(pieces(question(NOON, 60, Unit.W, null, usual("16")))).isEqualTo("0:11040");
        assertThat(pieces(question(
                        NOON, 60, Unit.W, null, Profiles.of(Purpose.TX_DEFAULT).period(0, "16", 1, null))))
                .isEqualTo("0:3680");
        assertThat(pieces(question(
                        NOON,
                        60,
                        Unit.A,
                        null,
                        Profiles.of(Purpose.TX_DEFAULT).unit(Unit.W).period(0, "11000"))))
                .isEqualTo("0:15.9");
    }

    @Test
    void theLowestNumberOfPhasesCounts() {
        var one = Profiles.of(Purpose.TX_DEFAULT).period(0, "16", 1, null);
        var max = Profiles.of(Purpose.CHARGING_STATION_MAX).id(2).period(0, "10", 3, null);
        assertThat(Composite.pieces(question(NOON, 60, Unit.A, null, one, max)))
                .containsExactly(new Piece(0, new BigDecimal("10"), 1, List.of(1, 2)));
    }

    @Test
    void aDailyProfileKeepsTheTimeOfTheSitesClockWhenTheClocksChange() {
        // 08:00 in Berlin is 07:00 UTC before, 06:00 UTC after the night of 29 March 2026.
        var daily = usual("6")
                .recurring(Recurrency.DAILY)
                .start(Instant.parse("2026-03-01T07:00:00Z"))
                .duration(3600);
        assertThat(pieces(question(Instant.parse("2026-03-28T06:30:00Z"), 7200, Unit.A, null, daily)))
                .isEqualTo("0:- 1800:6 5400:-");
        assertThat(pieces(question(Instant.parse("2026-03-29T05:30:00Z"), 7200, Unit.A, null, daily)))
                .isEqualTo("0:- 1800:6 5400:-");
    }

    @Test
    void aDailyProfileActsOnceOnTheNightWithTwoHoursOfTheSameName() {
        // 02:30 comes twice on 25 October 2026: 00:30 and 01:30 UTC.
        var daily = usual("6")
                .recurring(Recurrency.DAILY)
                .start(Instant.parse("2026-10-01T00:30:00Z"))
                .duration(600);
        assertThat(pieces(question(Instant.parse("2026-10-25T00:00:00Z"), 7200, Unit.A, null, daily)))
                .isEqualTo("0:- 1800:6 2400:-");
    }

    @Test
    void aDailyProfileInTheHourThatIsLeftOutActsAnHourLater() {
        // 02:30 does not come on 29 March 2026; 03:30 is 01:30 UTC.
        var daily = usual("6")
                .recurring(Recurrency.DAILY)
                .start(Instant.parse("2026-03-01T01:30:00Z"))
                .duration(600);
        assertThat(pieces(question(Instant.parse("2026-03-29T00:00:00Z"), 7200, Unit.A, null, daily)))
                .isEqualTo("0:- 5400:6 6000:-");
    }

    @Test
    void aWeeklyProfileWaitsForItsDayAndForItsFirstTime() {
        var weekly = usual("6").recurring(Recurrency.WEEKLY).duration(60);
        int week = 7 * 86_400;
        assertThat(pieces(question(NOON.minusSeconds(60), week + 180, Unit.A, null, weekly)))
                .isEqualTo("0:- 60:6 120:- " + (week + 60) + ":6 " + (week + 120) + ":-");
        assertThat(pieces(question(NOON.minusSeconds(week), 3600, Unit.A, null, weekly)))
                .isEqualTo("0:-");
    }

    @Test
    void whatIsLongerThanItsRecurrenceBeginsAnew() {
        var daily = usual("6").recurring(Recurrency.DAILY).period(3600, "8").duration(2 * 86_400);
        assertThat(pieces(question(NOON.plusSeconds(86_400 - 60), 7200, Unit.A, null, daily)))
                .isEqualTo("0:8 60:6 3660:8");
    }

    @Test
    void whatIsRelativeCountsFromTheTransactionOrFromNow() {
        var relative = usual("6").relative().period(900, "8");
        assertThat(hour(relative)).isEqualTo("0:6 300:8");
        assertThat(pieces(question(NOON, 3600, Unit.A, null, relative))).isEqualTo("0:6 900:8");
    }

    @Test
    void changesWithinASecondActFromTheNextOn() {
        assertThat(hour(usual("16").start(NOON.plusMillis(10_400)))).isEqualTo("0:- 11:16");
    }
}

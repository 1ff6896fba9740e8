package dev.stationmaster.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sessions as stations in the field have told them. Start at 08:00, one reading a minute, stop when the last one was taken. */
class EnergyJudgementTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void startAndStopRegisterDecide() {
        var session = new Session(1000).reading(1500).reading(2000).stop(2100);
        assertThat(session.energy()).isEqualByComparingTo("1100");
        assertThat(session.flags()).isEmpty();
    }

    @Test
    void withoutReadingsStartAndStopAreEnough() {
        assertThat(new Session(1000).stop(4000).energy()).isEqualByComparingTo("3000");
    }

    @Test
    void whileItRunsTheLatestRegisterCounts() {
        assertThat(new Session(1000).reading(1500).reading(1600).energy()).isEqualByComparingTo("600");
        assertThat(new Session(1000).energy()).isNull();
    }

    @Test
    void afterAMeterRolledOverTheStopCountsOnFromTheLastReading() {
        var session = new Session(9_999_000).reading(9_999_900).reading(500).stop(1000);
        assertThat(session.energy()).isEqualByComparingTo("1400");
        assertThat(session.flags()).containsExactlyInAnyOrder("register-reset", "stop-below-start");
    }

    @Test
    void aReadingWithoutARegisterDoesNotResetTheEnergy() {
        var session = new Session(1000).reading(1500).reading(1600).socOnly(80).socOnly(81);
        assertThat(session.energy()).isEqualByComparingTo("600");
    }

    @Test
    void theMetersWholeLifeIsNotBilledWhenTheStartWasToldAsZero() {
        var session = new Session(0).reading(910_000).reading(910_050).stop(910_083);
        assertThat(session.energy()).isEqualByComparingTo("83");
        assertThat(session.flags()).containsExactly("zero-then-jump");
    }

    @Test
    void theWholeLifeIsNotBilledEvenWhenTheFirstReadingComesHoursLater() {
        var session = new Session(0)
                .minutes(180)
                .reading(910_000)
                .minutes(10)
                .reading(911_000)
                .stop(911_000);
        assertThat(session.energy()).isEqualByComparingTo("1000");
        assertThat(session.flags()).containsExactly("zero-then-jump");
    }

    @Test
    void aZeroStartWithoutAnyReadingAndAWholeLifeAtTheStopIsUnknown() {
        var session = new Session(0).minutes(60).stop(91_000_000);
        assertThat(session.energy()).isNull();
        assertThat(session.flags()).contains("zero-then-jump", "energy-unknown");
    }

    @Test
    void aMeterThatCountsEachSessionFromZeroIsBelieved() {
        var session = new Session(0).reading(0).reading(180).reading(360).stop(400);
        assertThat(session.energy()).isEqualByComparingTo("400");
        assertThat(session.flags()).isEmpty();
    }

    @Test
    void aFastChargerThatCountsEachSessionFromZeroIsBelieved() {
        var session = new Session(0).reading(0).reading(5_800).reading(11_600).stop(11_600);
        assertThat(session.energy()).isEqualByComparingTo("11600");
        assertThat(session.flags()).isEmpty();
    }

    @Test
    void readingsOfTheSessionAndRegistersOfALifeLeaveTheRegistersToDecide() {
        var session = new Session(1_000_000).reading(100).reading(5_000).stop(1_008_300);
        assertThat(session.energy()).isEqualByComparingTo("8300");
        assertThat(session.flags()).containsExactly("registers-session-relative");
    }

    @Test
    void readingsOfTheSessionHelpWhenTheStopIsMissing() {
        var session = new Session(1_000_000).reading(0).reading(100).reading(300);
        assertThat(session.energy()).isEqualByComparingTo("300");
    }

    @Test
    void readingsOfALifeAndRegistersOfTheSessionLeaveTheRegistersToDecide() {
        var session = new Session(0).reading(1_230_000).reading(1_230_200).stop(250);
        assertThat(session.energy()).isEqualByComparingTo("250");
        assertThat(session.flags()).containsExactly("registers-session-relative");
    }

    @Test
    void aStopBelowTheStartLeavesTheReadingsToDecide() {
        var session = new Session(1000).reading(1500).reading(1800).stop(900);
        assertThat(session.energy()).isEqualByComparingTo("800");
        assertThat(session.flags()).containsExactly("stop-below-start");
    }

    @Test
    void aStopBelowTheStartWithoutReadingsIsUnknown() {
        var session = new Session(1000).stop(900);
        assertThat(session.energy()).isNull();
        assertThat(session.flags()).containsExactlyInAnyOrder("stop-below-start", "energy-unknown");
    }

    @Test
    void aStopOfMinusOneLeavesTheReadingsToDecide() {
        var session = new Session(1000).reading(1500).reading(1800).stop(-1);
        assertThat(session.energy()).isEqualByComparingTo("800");
        assertThat(session.flags()).containsExactly("stop-register-invalid");
    }

    @Test
    void aStopALittleBelowTheLastReadingStillDecides() {
        var session = new Session(1000).reading(1500).reading(1800).stop(1795);
        assertThat(session.energy()).isEqualByComparingTo("795");
        assertThat(session.flags()).containsExactly("stop-below-last-reading");
    }

    @Test
    void aRegisterThatFallsInTheMiddleIsCountedInStretches() {
        var session = new Session(5000).reading(5500).reading(6000).reading(200).reading(700);
        assertThat(session.energy()).isEqualByComparingTo("1500");
        assertThat(session.flags()).containsExactly("register-reset");
    }

    @Test
    void aMomentOfZeroIsNoReset() {
        var session = new Session(5000).reading(5500).reading(0).reading(6000).stop(6000);
        assertThat(session.energy()).isEqualByComparingTo("1000");
        assertThat(session.flags()).isEmpty();
    }

    @Test
    void moreThanAnyStationDeliversIsHeldForReview() {
        var session = new Session(1000).minutes(60).stop(9_001_000);
        assertThat(session.flags()).containsExactly("implausible-energy");
        assertThat(session.energy()).isLessThan(BigDecimal.valueOf(600_000));
    }

    @Test
    void aClockAt1970CapsNothing() {
        var outcome = EnergyJudgement.judge(
                EnergyAccount.EMPTY, BigDecimal.valueOf(1000), Instant.EPOCH, BigDecimal.valueOf(9000), START, true);
        assertThat(outcome.energyWh()).isEqualByComparingTo("8000");
        assertThat(outcome.flags()).isEmpty();
    }

    @Test
    void kilowattHoursLabelledWattHoursAreDoubted() {
        var session = new Session(1_000_000)
                .reading(1_000_000)
                .minutes(60)
                .reading(1_000_011)
                .stop(1_011_000);
        assertThat(session.flags()).contains("units-doubtful");
    }

    @Test
    void wattHoursBesideKilowattHoursOfStartAndStopAreDoubted() {
        var session = new Session(1000)
                .reading(1_000_500)
                .minutes(30)
                .reading(1_005_000)
                .stop(1005);
        assertThat(session.flags()).contains("units-doubtful");
    }

    @Test
    void aStationThatTellsOnlyIntervalsIsSummedOnceEach() {
        var account = EnergyAccount.EMPTY;
        for (int i = 0; i < 2; i++) {
            account = account.with(interval(0, 100)).with(interval(900, 250)).with(interval(1800, 300));
        }
        var outcome = EnergyJudgement.judge(account, null, START, null, null, false);
        assertThat(outcome.energyWh()).isEqualByComparingTo("650");
        assertThat(outcome.flags()).containsOnlyKeys("energy-from-intervals");
    }

    @Test
    void withoutAnyRegisterTheEnergyIsUnknown() {
        var session = new Session(null).socOnly(50).stop(null);
        assertThat(session.energy()).isNull();
        assertThat(session.flags()).containsExactly("energy-unknown");
    }

    @Test
    void aMissingStartLeavesTheReadingsToDecide() {
        assertThat(new Session(null).reading(1500).reading(1800).stop(1900).energy())
                .isEqualByComparingTo("400");
    }

    private static MeterReading interval(int second, long wh) {
        var sample = new Sample(Long.toString(wh), "Energy.Active.Import.Interval", null, null, null, null, 0, null);
        return Samples.readings(START.plusSeconds(second), List.of(sample)).getFirst();
    }

    private static final class Session {
        private final @Nullable BigDecimal start;
        private EnergyAccount account = EnergyAccount.EMPTY;
        private Instant now = START;
        private boolean ended;
        private @Nullable BigDecimal stop;

        Session(@Nullable Integer startWh) {
            start = startWh == null ? null : BigDecimal.valueOf(startWh);
        }

        Session minutes(int minutes) {
            now = now.plusSeconds(60L * (minutes - 1));
            return this;
        }

        Session reading(long wh) {
            now = now.plusSeconds(60);
            account = account.with(
                    Samples.readings(now, List.of(new Sample(Long.toString(wh), null, null, null, null, null, 0, null)))
                            .getFirst());
            return this;
        }

        Session socOnly(int percent) {
            now = now.plusSeconds(60);
            account = account.with(Samples.readings(
                            now, List.of(new Sample(Integer.toString(percent), "SoC", null, null, null, null, 0, null)))
                    .getFirst());
            return this;
        }

        Session stop(@Nullable Integer wh) {
            stop = wh == null ? null : BigDecimal.valueOf(wh);
            if (now.equals(START)) now = START.plusSeconds(3600);
            ended = true;
            return this;
        }

        private EnergyOutcome outcome() {
            return EnergyJudgement.judge(account, start, START, stop, ended ? now : null, ended);
        }

        @Nullable
        BigDecimal energy() {
            return outcome().energyWh();
        }

        java.util.Set<String> flags() {
            return outcome().flags().keySet();
        }
    }
}

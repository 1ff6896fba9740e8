package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NeedsPlanTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int DAY = 86_400;

    private static EvNeeds ac(@Nullable Integer energyWh, @Nullable Duration stays) {
        return new EvNeeds(
                false,
                3,
                energyWh == null ? null : BigDecimal.valueOf(energyWh),
                stays == null ? null : NOON.plus(stays),
                BigDecimal.valueOf(6),
                BigDecimal.valueOf(16),
                BigDecimal.valueOf(400),
                null,
                null,
                null);
    }

    private static EvNeeds dc(int maxPowerW) {
        return new EvNeeds(
                true,
                1,
                null,
                null,
                null,
                BigDecimal.valueOf(200),
                BigDecimal.valueOf(400),
                BigDecimal.valueOf(maxPowerW),
                null,
                40);
    }

    private static Piece piece(int start, @Nullable String limit) {
        return new Piece(start, limit == null ? null : new BigDecimal(limit), limit == null ? null : 3, List.of());
    }

    private static ChargingSchedule plan(EvNeeds needs, boolean level, int most, Piece... allowed) {
        return plan(needs, Unit.A, level, null, most, allowed);
    }

    private static ChargingSchedule plan(
            EvNeeds needs, Unit unit, boolean level, @Nullable String evseMax, int most, Piece... allowed) {
        return NeedsPlan.schedule(new NeedsPlan.Question(
                needs,
                unit,
                NOON,
                DAY,
                level,
                evseMax == null ? null : new BigDecimal(evseMax),
                most,
                allowed.length == 0 ? List.of(piece(0, null)) : List.of(allowed)));
    }

    private static List<String> limits(ChargingSchedule schedule) {
        return schedule.periods().stream()
                .map(period -> period.startSeconds() + ":"
                        + (period.limit() == null
                                ? "-"
                                : period.limit().stripTrailingZeros().toPlainString()))
                .toList();
    }

    @Test
    void withoutLimitsTheCarGetsWhatItTakes() {
        ChargingSchedule schedule = plan(ac(20_000, Duration.ofHours(8)), false, 24);
        assertThat(limits(schedule)).containsExactly("0:16");
        assertThat(schedule.durationSeconds()).isEqualTo(8 * 3600);
        assertThat(schedule.periods().getFirst().numberPhases()).isEqualTo(3);
        assertThat(plan(ac(null, null), false, 24).durationSeconds()).isNull();
    }

    @Test
    void theLeastOfCarEvseAndLimitsCounts() {
        assertThat(limits(plan(ac(null, null), Unit.A, false, "10", 24))).containsExactly("0:10");
        assertThat(limits(plan(ac(null, null), false, 24, piece(0, "9.57"), piece(600, "32"))))
                .containsExactly("0:9.5", "600:16");
    }

    @Test
    void belowItsMinimumACarDoesNotCharge() {
        assertThat(limits(plan(ac(null, null), false, 24, piece(0, "5.9"), piece(60, "6"))))
                .containsExactly("0:0", "60:6");
    }

    @Test
    void wattsAreTheTotalOfThePhases() {
        assertThat(limits(plan(ac(null, null), Unit.W, false, null, 24))).containsExactly("0:11040");
        assertThat(limits(plan(dc(50_000), Unit.W, false, null, 24))).containsExactly("0:50000");
        assertThat(limits(plan(dc(90_000), Unit.W, false, null, 24))).containsExactly("0:80000");
        assertThat(plan(dc(50_000), Unit.W, false, null, 24)
                        .periods()
                        .getFirst()
                        .numberPhases())
                .isNull();
    }

    @Test
    void tooManyPeriodsBecomeFewerAndNeverMore() {
        ChargingSchedule schedule =
                plan(ac(null, null), false, 2, piece(0, "16"), piece(60, "8"), piece(120, "7"), piece(180, "7"));
        assertThat(limits(schedule)).containsExactly("0:16", "60:7");
        assertThat(limits(plan(ac(null, null), false, 1, piece(0, "16"), piece(60, "8"))))
                .containsExactly("0:8");
    }

    @Test
    void levelledChargingIsJustFastEnough() {
        // 22 kWh with the margin in 8 h are 2.75 kW, which is 4 A on three phases: the car's least is 6 A.
        assertThat(limits(plan(ac(20_000, Duration.ofHours(8)), true, 24))).containsExactly("0:6");
        // 44 kWh in 8 h are 5.5 kW, 8 A.
        assertThat(limits(plan(ac(40_000, Duration.ofHours(8)), true, 24))).containsExactly("0:8");
        // What cannot be reached is tried with all that there is.
        assertThat(limits(plan(ac(99_000, Duration.ofHours(2)), true, 24))).containsExactly("0:16");
        assertThat(limits(plan(ac(20_000, null), true, 24))).containsExactly("0:16");
    }

    @Test
    void aDepartureThatIsOverDoesNotCount() {
        assertThat(plan(ac(20_000, Duration.ofHours(-1)), true, 24).durationSeconds())
                .isNull();
    }

    @Test
    void whateverIsAllowedThePlanStaysWithinIt() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            List<Piece> allowed = new ArrayList<>();
            int start = 0;
            for (int i = 0; i <= random.nextInt(12); i++) {
                allowed.add(piece(start, random.nextInt(5) == 0 ? null : random.nextInt(400) / 10.0 + ""));
                start += 1 + random.nextInt(7_200);
            }
            int most = 1 + random.nextInt(6);
            ChargingSchedule schedule = plan(
                    ac(random.nextInt(60_000), Duration.ofMinutes(random.nextInt(1_440))),
                    Unit.A,
                    random.nextBoolean(),
                    random.nextBoolean() ? "20" : "12.3",
                    most,
                    allowed.toArray(Piece[]::new));
            assertThat(schedule.periods()).as("seed %d", seed).hasSizeBetween(1, most);
            assertThat(schedule.periods().getFirst().startSeconds()).isZero();
            assertThat(EvScheduleCheckTest.strictlyWithin(schedule, allowed))
                    .as("seed %d: %s within %s", seed, limits(schedule), allowed)
                    .isTrue();
            for (Period period : schedule.periods()) {
                assertThat(period.limit()).isLessThanOrEqualTo(BigDecimal.valueOf(16));
            }
        }
    }
}

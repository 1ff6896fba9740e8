package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.Composite.Question;
import dev.stationmaster.charging.Composite.Running;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random profiles, computed again second by second in the plainest way there is. */
class CompositeReferenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** The night on which the clocks go forward, the one on which they go back, and a plain one. */
    private static final List<Instant> NIGHTS = List.of(
            Instant.parse("2026-03-28T22:00:00Z"),
            Instant.parse("2026-10-24T22:00:00Z"),
            Instant.parse("2026-06-10T22:00:00Z"));

    @Test
    void theFastWayAgreesWithTheSlowOneInEverySecond() {
        for (int seed = 0; seed < 100; seed++) {
            Question question = question(new Random(seed));
            List<Piece> pieces = Composite.pieces(question);
            assertThat(pieces.getFirst().startSeconds()).isZero();
            int at = 0;
            for (int second = 0; second < question.durationSeconds(); second++) {
                while (at + 1 < pieces.size() && pieces.get(at + 1).startSeconds() <= second) at++;
                BigDecimal slow = slow(question, question.start().plusSeconds(second));
                BigDecimal fast = pieces.get(at).limit();
                boolean same = slow == null ? fast == null : fast != null && slow.compareTo(fast) == 0;
                if (!same)
                    assertThat(fast).as("seed %s second %s", seed, second).isEqualTo(slow);
            }
        }
    }

    private static Question question(Random random) {
        Instant start = NIGHTS.get(random.nextInt(NIGHTS.size())).plusSeconds(random.nextInt(3600));
        List<InstalledProfile> profiles = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int id = 1; id <= count; id++) profiles.add(profile(random, id, start));
        Running running = random.nextBoolean() ? null : new Running("T1", start.minusSeconds(random.nextInt(5000)));
        return new Question(
                random.nextInt(3),
                start,
                4 * 3600,
                random.nextBoolean() ? Unit.A : Unit.W,
                new Grid(BigDecimal.valueOf(230), 1 + random.nextInt(3)),
                BERLIN,
                random.nextBoolean(),
                running,
                profiles,
                List.of());
    }

    private static InstalledProfile profile(Random random, int id, Instant start) {
        Purpose purpose = List.of(Purpose.CHARGING_STATION_MAX, Purpose.TX_DEFAULT, Purpose.TX, Purpose.EXTERNAL)
                .get(random.nextInt(4));
        var profile = Profiles.of(purpose)
                .id(id)
                .level(random.nextInt(3))
                .unit(random.nextBoolean() ? Unit.A : Unit.W)
                .start(start.plusSeconds(random.nextInt(20_000) - 10_000));
        if (purpose != Purpose.CHARGING_STATION_MAX) profile.evse(random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> profile.relative();
            case 1 ->
                profile.recurring(Recurrency.DAILY)
                        .start(start.plusSeconds(random.nextInt(20_000)).minus(random.nextInt(40), ChronoUnit.DAYS));
            case 2 ->
                profile.recurring(Recurrency.WEEKLY)
                        .start(start.plusSeconds(random.nextInt(20_000))
                                .minus(random.nextInt(5) * 7L, ChronoUnit.DAYS));
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            Instant from = start.plusSeconds(random.nextInt(10_000) - 5000);
            profile.valid(from, random.nextBoolean() ? null : from.plusSeconds(random.nextInt(9000)));
        }
        if (random.nextBoolean()) profile.duration(random.nextInt(10_000));
        int second = 0;
        for (int i = 0; i <= random.nextInt(4); i++) {
            Integer phases = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : null;
            profile.period(second, String.valueOf(6 + random.nextInt(60)), phases, null);
            second += 1 + random.nextInt(4000);
        }
        return profile.installed();
    }

    private static @Nullable BigDecimal slow(Question question, Instant now) {
        BigDecimal lowest = null;
        List<Purpose> groups = question.evse() == 0
                ? List.of(Purpose.EXTERNAL, Purpose.CHARGING_STATION_MAX)
                : List.of(Purpose.EXTERNAL, Purpose.CHARGING_STATION_MAX, Purpose.TX);
        for (Purpose purpose : groups) {
            InstalledProfile best = best(question, now, purpose);
            if (best == null && purpose == Purpose.TX) best = best(question, now, Purpose.TX_DEFAULT);
            if (best == null) continue;
            Period period = acting(question, best.profile(), now);
            BigDecimal limit = inUnit(question, best.profile(), period);
            if (lowest == null || limit.compareTo(lowest) < 0) lowest = limit;
        }
        return lowest;
    }

    private static @Nullable InstalledProfile best(Question question, Instant now, Purpose purpose) {
        InstalledProfile best = null;
        for (InstalledProfile one : question.profiles()) {
            if (one.profile().purpose() != purpose || acting(question, one.profile(), now) == null) continue;
            if (purpose == Purpose.TX) {
                if (question.running() == null || one.evse() != question.evse()) continue;
            } else if (one.evse() != 0 && one.evse() != question.evse()) {
                continue;
            }
            if (best == null || rank(question, one) > rank(question, best)) best = one;
        }
        return best;
    }

    private static long rank(Question question, InstalledProfile one) {
        long specific = one.evse() > 0 ? 1 : 0;
        return (question.specificFirst() ? specific * 1_000_000 : 0)
                + one.profile().stackLevel() * 10_000L
                + specific * 1000
                + one.id();
    }

    private static @Nullable Period acting(Question question, ChargingProfile profile, Instant now) {
        if (profile.validFrom() != null && now.isBefore(profile.validFrom())) return null;
        if (profile.validTo() != null && !now.isBefore(profile.validTo())) return null;
        Instant begin = begin(question, profile, now);
        if (begin == null) return null;
        long elapsed = ChronoUnit.SECONDS.between(begin, now);
        Integer duration = profile.schedule().durationSeconds();
        if (elapsed < 0 || duration != null && elapsed >= duration) return null;
        return profile.schedule().periods().stream()
                .filter(period -> period.startSeconds() <= elapsed)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static @Nullable Instant begin(Question question, ChargingProfile profile, Instant now) {
        Instant start = profile.schedule().start();
        if (start == null) {
            Running running = question.running();
            return running == null ? question.start() : running.startedAt();
        }
        if (profile.recurrency() == null) return start;
        Instant last = null;
        LocalDateTime first = LocalDateTime.ofInstant(start, BERLIN);
        int step = profile.recurrency() == Recurrency.DAILY ? 1 : 7;
        LocalDate end = LocalDate.ofInstant(now, BERLIN).plusDays(2);
        for (LocalDate day = first.toLocalDate(); day.isBefore(end); day = day.plusDays(step)) {
            Instant begin = day.equals(first.toLocalDate())
                    ? start
                    : day.atTime(first.toLocalTime()).atZone(BERLIN).toInstant();
            if (!begin.isAfter(now)) last = begin;
        }
        return last;
    }

    private static BigDecimal inUnit(Question question, ChargingProfile profile, @Nullable Period period) {
        assertThat(period).isNotNull();
        BigDecimal limit = period.limit();
        assertThat(limit).isNotNull();
        Unit unit = profile.schedule().unit();
        if (unit == question.unit()) return limit;
        int phases = Math.min(
                period.numberPhases() == null ? 3 : period.numberPhases(),
                question.grid().phases());
        BigDecimal volts = question.grid().voltage().multiply(BigDecimal.valueOf(phases));
        return unit == Unit.A
                ? limit.multiply(volts).setScale(1, RoundingMode.FLOOR)
                : limit.divide(volts, 1, RoundingMode.FLOOR);
    }
}

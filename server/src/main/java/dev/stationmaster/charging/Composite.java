package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What all profiles and limits of a station come to at one EVSE. Pure: the same question has the same answer.
 *
 * <p>Of each purpose the highest stack level that has something to say at a moment counts; a transaction's own profile beats the default ones;
 * the lowest of these, of the station's maximum and of limits from elsewhere is the limit (1.6 §3.13; 2.x K01, K08).
 */
final class Composite {
    private static final int DEFAULT_PHASES = 3;

    private Composite() {}

    /**
     * @param voltage of one phase, in volts
     * @param phases that the EVSE is connected with
     */
    record Grid(BigDecimal voltage, int phases) {
        static final Grid USUAL = new Grid(BigDecimal.valueOf(230), 3);
    }

    /**
     * @param wireId as the station names it
     * @param startedAt station clock; null counts from the beginning of the schedule that is asked for
     */
    record Running(String wireId, @Nullable Instant startedAt) {}

    /**
     * @param evse 0 is the grid connection: what limits the station as a whole
     * @param zone in which days and weeks repeat
     * @param running the transaction on the EVSE; null when none runs, then what is relative is taken to begin with the schedule
     */
    record Question(
            int evse,
            Instant start,
            int durationSeconds,
            Unit unit,
            Grid grid,
            ZoneId zone,
            boolean specificFirst,
            @Nullable Running running,
            List<InstalledProfile> profiles,
            List<ExternalLimit> limits) {
        /** The same with other profiles. */
        Question with(List<InstalledProfile> others) {
            // A station whose clock is ahead of ours has begun its transaction, too.
            Running begun = running == null || running.startedAt == null || !running.startedAt.isAfter(start)
                    ? running
                    : new Running(running.wireId, start);
            return new Question(evse, start, durationSeconds, unit, grid, zone, specificFirst, begun, others, limits);
        }
    }

    /**
     * A limit from here to the next.
     *
     * @param limit in the unit of the question; null is no limit
     * @param numberPhases the lowest of those that act; null is no limit
     * @param profiles ids of those that act
     */
    record Piece(
            int startSeconds,
            @Nullable BigDecimal limit,
            @Nullable Integer numberPhases,
            List<Integer> profiles) {
        boolean continues(Piece before) {
            return Objects.equals(numberPhases, before.numberPhases)
                    && profiles.equals(before.profiles)
                    && (limit == null
                            ? before.limit == null
                            : before.limit != null && limit.compareTo(before.limit) == 0);
        }
    }

    /** The pieces, the first at 0; neighbours differ. */
    static List<Piece> pieces(Question question) {
        List<Piece> pieces = new ArrayList<>();
        for (int second : changes(question)) {
            Piece piece = at(question, second);
            if (pieces.isEmpty() || !piece.continues(pieces.getLast())) pieces.add(piece);
        }
        return pieces;
    }

    /** The whole seconds at which something may change. */
    private static TreeSet<Integer> changes(Question question) {
        var seconds = new TreeSet<>(List.of(0));
        Instant end = question.start.plusSeconds(question.durationSeconds);
        List<Instant> times = new ArrayList<>();
        for (InstalledProfile installed : question.profiles) {
            ChargingProfile profile = installed.profile();
            if (profile.validFrom() != null) times.add(profile.validFrom());
            if (profile.validTo() != null) times.add(profile.validTo());
            if (profile.schedules().isEmpty()) continue;
            for (Instant begin : Occurrences.begins(profile, origin(question), question.zone, question.start, end)) {
                times.addAll(edges(begin, profile.schedule()));
            }
        }
        for (ExternalLimit limit : question.limits) {
            for (ChargingSchedule schedule : limit.schedules()) times.addAll(edges(begin(limit, schedule), schedule));
        }
        for (Instant time : times) {
            if (time.isAfter(question.start) && time.isBefore(end)) {
                Duration after = Duration.between(question.start, time);
                seconds.add((int) after.toSeconds() + (after.toNanosPart() > 0 ? 1 : 0));
            }
        }
        return new TreeSet<>(seconds.headSet(question.durationSeconds));
    }

    private static List<Instant> edges(Instant begin, ChargingSchedule schedule) {
        List<Instant> times = new ArrayList<>();
        for (Period period : schedule.periods()) times.add(begin.plusSeconds(period.startSeconds()));
        if (schedule.durationSeconds() != null) times.add(begin.plusSeconds(schedule.durationSeconds()));
        return times;
    }

    /** What a relative schedule counts from. */
    private static Instant origin(Question question) {
        Running running = question.running;
        return running == null || running.startedAt == null ? question.start : running.startedAt;
    }

    private static Instant begin(ExternalLimit limit, ChargingSchedule schedule) {
        return schedule.start() == null ? limit.notifiedAt() : schedule.start();
    }

    /** @param profile null for a limit that came without one */
    private record Acting(@Nullable InstalledProfile profile, Period period, Unit unit) {}

    private static Piece at(Question question, int second) {
        Instant time = question.start.plusSeconds(second);
        BigDecimal lowest = null;
        Integer phases = null;
        List<Integer> ids = new ArrayList<>();
        for (Acting acting : acting(question, time)) {
            BigDecimal limit = converted(acting, question);
            if (limit == null) continue;
            if (lowest == null || limit.compareTo(lowest) < 0) lowest = limit;
            int used = phases(acting.period, question.grid);
            if (phases == null || used < phases) phases = used;
            if (acting.profile != null) ids.add(acting.profile.id());
        }
        ids.sort(Comparator.naturalOrder());
        return new Piece(second, lowest, phases, ids);
    }

    private static List<Acting> acting(Question question, Instant time) {
        List<Acting> all = new ArrayList<>();
        leading(question, time, Purpose.EXTERNAL, all);
        leading(question, time, Purpose.CHARGING_STATION_MAX, all);
        if (question.evse > 0 && !leading(question, time, Purpose.TX, all)) {
            leading(question, time, Purpose.TX_DEFAULT, all);
        }
        for (ExternalLimit limit : question.limits) {
            if (limit.clearedAt() != null || !concerns(question, limit.evse())) continue;
            for (ChargingSchedule schedule : limit.schedules()) {
                Period period = period(schedule, begin(limit, schedule), time);
                if (period != null) all.add(new Acting(null, period, schedule.unit()));
            }
        }
        return all;
    }

    private static boolean concerns(Question question, int evse) {
        return evse == 0 || evse == question.evse;
    }

    /** Adds what the purpose has to say; false when it is nothing. */
    private static boolean leading(Question question, Instant time, Purpose purpose, List<Acting> all) {
        Acting best = null;
        for (InstalledProfile installed : question.profiles) {
            if (installed.profile().purpose() != purpose || !concerns(question, installed)) continue;
            Period period = period(question, installed.profile(), time);
            if (period == null) continue;
            var acting =
                    new Acting(installed, period, installed.profile().schedule().unit());
            if (best == null || beats(question, installed, Objects.requireNonNull(best.profile))) best = acting;
        }
        if (best != null) all.add(best);
        return best != null;
    }

    private static boolean concerns(Question question, InstalledProfile installed) {
        if (installed.profile().purpose() != Purpose.TX) return concerns(question, installed.evse());
        Running running = question.running;
        return running != null
                && installed.evse() == question.evse
                && running.wireId.equals(installed.profile().transactionId());
    }

    private static boolean beats(Question question, InstalledProfile one, InstalledProfile other) {
        boolean specific = one.evse() > 0;
        boolean otherSpecific = other.evse() > 0;
        if (question.specificFirst && specific != otherSpecific) return specific;
        int level = Integer.compare(one.profile().stackLevel(), other.profile().stackLevel());
        if (level != 0) return level > 0;
        return specific == otherSpecific ? one.id() > other.id() : specific;
    }

    private static @Nullable Period period(Question question, ChargingProfile profile, Instant time) {
        Instant from = profile.validFrom();
        Instant to = profile.validTo();
        if (profile.schedules().isEmpty()) return null;
        if (from != null && time.isBefore(from) || to != null && !time.isBefore(to)) return null;
        Instant begin = Occurrences.lastBegin(profile, origin(question), question.zone, time);
        return begin == null ? null : period(profile.schedule(), begin, time);
    }

    private static @Nullable Period period(ChargingSchedule schedule, Instant begin, Instant time) {
        Integer duration = schedule.durationSeconds();
        if (duration != null && !time.isBefore(begin.plusSeconds(duration))) return null;
        Period acting = null;
        for (Period period : schedule.periods()) {
            if (!time.isBefore(begin.plusSeconds(period.startSeconds()))) acting = period;
        }
        return acting;
    }

    private static int phases(Period period, Grid grid) {
        Integer told = period.numberPhases();
        return Math.min(told == null ? DEFAULT_PHASES : told, grid.phases);
    }

    /** A is per phase, W the total of the phases. Rounded down to a tenth: what is shown is never more than what is allowed. */
    private static @Nullable BigDecimal converted(Acting acting, Question question) {
        BigDecimal limit = acting.period.limit();
        if (limit == null || acting.unit == question.unit) return limit;
        BigDecimal wattsPerAmpere =
                question.grid.voltage.multiply(BigDecimal.valueOf(Math.max(1, phases(acting.period, question.grid))));
        return question.unit == Unit.W
                ? limit.multiply(wattsPerAmpere).setScale(1, RoundingMode.FLOOR)
                : limit.divide(wattsPerAmpere, 1, RoundingMode.FLOOR);
    }
}

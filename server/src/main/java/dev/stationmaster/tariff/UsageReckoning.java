package dev.stationmaster.tariff;

import dev.stationmaster.tariff.Usage.Flow;
import dev.stationmaster.tariff.Usage.Kind;
import dev.stationmaster.tariff.Usage.Span;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From what a station told to what is priced: pure. The amount of energy is the one that the transaction's registers prove; readings only say when
 * it flowed.
 */
final class UsageReckoning {
    private static final MathContext EXACT = new MathContext(40, RoundingMode.HALF_EVEN);

    private final TransactionStep step;
    private final UsageTrack track;
    private final Instant begin;
    private final Instant end;

    private UsageReckoning(TransactionStep step, UsageTrack track, @Nullable Instant now) {
        this.step = step;
        this.track = track;
        Transaction transaction = step.transaction();
        Instant started = transaction.startedAt();
        this.begin = started != null ? started : firstHeard(track, step.receivedAt());
        Instant stopped = transaction.stoppedAt();
        Instant until = stopped != null ? stopped : now != null ? now : track.heardAt();
        this.end = until == null || until.isBefore(begin) ? begin : until;
    }

    /**
     * @param now station time up to which a running session is reckoned; null takes what was last heard
     */
    static Usage of(TransactionStep step, UsageTrack track, @Nullable Instant now) {
        return new UsageReckoning(step, track, now).usage();
    }

    private static Instant firstHeard(UsageTrack track, Instant otherwise) {
        if (!track.states().isEmpty())
            return track.states().firstEntry().getValue().at();
        return track.registers().isEmpty() ? otherwise : track.registers().firstKey();
    }

    private Usage usage() {
        BigDecimal energy = step.transaction().energyWh();
        boolean flowed = energy != null && energy.signum() > 0;
        List<Span> spans = spansOfStates();
        Instant began = firstCharging(spans);
        if (began == null) {
            if (!flowed && !mustHaveCharged(energy)) return Usage.NOTHING;
            began = begin;
            spans = spansOfRegisters();
        }
        if (energy == null) return new Usage(null, spans, began);
        return new Usage(flowed ? flows(energy, began) : List.of(), spans, began);
    }

    /** Of 1.6 nothing tells that charging began; and of what is over without any register nobody knows. */
    private boolean mustHaveCharged(@Nullable BigDecimal energy) {
        return energy == null && (!step.transaction().open() || track.states().isEmpty() && isV16());
    }

    private boolean isV16() {
        return step.transaction().version().equals("ocpp1.6");
    }

    private static @Nullable Instant firstCharging(List<Span> spans) {
        for (Span span : spans) {
            if (span.kind() == Kind.CHARGING) return span.from();
        }
        return null;
    }

    /** What a 2.x station says it is doing; clocks that run backwards stand still. */
    private List<Span> spansOfStates() {
        List<Span> spans = new ArrayList<>();
        Instant from = begin;
        Kind kind = Kind.WAITING;
        boolean charged = false;
        for (UsageTrack.Told told : track.states().values()) {
            if (told.state() == null) continue;
            Instant at = told.at().isBefore(from) ? from : told.at().isAfter(end) ? end : told.at();
            if (at.isAfter(from)) spans.add(new Span(from, at, kind));
            from = at;
            kind = kind(told.state(), charged);
            charged |= kind == Kind.CHARGING;
        }
        if (end.isAfter(from) || kind == Kind.CHARGING && firstCharging(spans) == null) {
            spans.add(new Span(from, end.isAfter(from) ? end : from, kind));
        }
        return spans;
    }

    private static Kind kind(String state, boolean charged) {
        return switch (state) {
            case "Charging" -> Kind.CHARGING;
            case "EVConnected", "SuspendedEV" -> charged ? Kind.IDLE : Kind.WAITING;
            default -> Kind.WAITING;
        };
    }

    /** Nobody told a state (1.6): charging ended when the register rose last, as far as it is known that it stood still since. */
    private List<Span> spansOfRegisters() {
        if (!end.isAfter(begin)) return List.of();
        NavigableMap<Instant, BigDecimal> points = points();
        if (points.size() < 2) return List.of(new Span(begin, end, Kind.CHARGING));
        Instant lastRise = points.firstKey();
        BigDecimal highest = points.firstEntry().getValue();
        for (Map.Entry<Instant, BigDecimal> point : points.entrySet()) {
            if (point.getValue().compareTo(highest) <= 0) continue;
            highest = point.getValue();
            lastRise = point.getKey();
        }
        boolean stoodStill = points.lastKey().isAfter(lastRise) && lastRise.isAfter(begin) && lastRise.isBefore(end);
        if (!stoodStill) return List.of(new Span(begin, end, Kind.CHARGING));
        return List.of(new Span(begin, lastRise, Kind.CHARGING), new Span(lastRise, end, Kind.IDLE));
    }

    /** Registers within the session, those of start and stop among them. */
    private NavigableMap<Instant, BigDecimal> points() {
        NavigableMap<Instant, BigDecimal> points =
                new TreeMap<>(track.registers().subMap(begin, true, end, true));
        BigDecimal start = step.startWh();
        if (start != null) points.putIfAbsent(begin, start);
        BigDecimal stop = step.stopWh();
        if (stop != null && !step.transaction().open()) points.putIfAbsent(end, stop);
        return points;
    }

    private List<Flow> flows(BigDecimal energy, Instant began) {
        List<Flow> told = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        Map.Entry<Instant, BigDecimal> before = null;
        for (Map.Entry<Instant, BigDecimal> point : points().entrySet()) {
            if (before != null) {
                BigDecimal rise = point.getValue().subtract(before.getValue());
                if (rise.signum() > 0) {
                    told.add(new Flow(before.getKey(), point.getKey(), rise));
                    sum = sum.add(rise);
                }
            }
            before = point;
        }
        if (told.isEmpty()) return List.of(new Flow(began, end.isBefore(began) ? began : end, energy));
        return sum.compareTo(energy) == 0 ? told : fitted(told, sum, energy);
    }

    /** What readings tell is stretched to what may be billed: it happens at odd meters only, which are flagged. */
    private static List<Flow> fitted(List<Flow> told, BigDecimal sum, BigDecimal energy) {
        List<Flow> fitted = new ArrayList<>(told.size());
        BigDecimal rest = energy;
        for (Flow flow : told.subList(0, told.size() - 1)) {
            BigDecimal share = flow.wh().multiply(energy).divide(sum, EXACT);
            fitted.add(new Flow(flow.from(), flow.to(), share));
            rest = rest.subtract(share);
        }
        fitted.add(new Flow(told.getLast().from(), told.getLast().to(), rest));
        return fitted;
    }
}

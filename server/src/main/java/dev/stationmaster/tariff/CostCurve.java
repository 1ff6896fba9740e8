package dev.stationmaster.tariff;

import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionHistories;
import dev.stationmaster.transaction.TransactionHistory;
import dev.stationmaster.transaction.TransactionStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How the cost of a transaction built up: what it came to at each time that the station told of, reckoned from what is stored, with the tariff that
 * the transaction began with. Asks the database, so it is for pages and reports.
 */
@Component
class CostCurve {
    /** A chart is not wider; each point is a whole reckoning. */
    private static final int MOST_POINTS = 200;

    private final CostStore store;
    private final TariffService tariffs;
    private final TransactionHistories histories;

    CostCurve(CostStore store, TariffService tariffs, TransactionHistories histories) {
        this.store = store;
        this.tariffs = tariffs;
        this.histories = histories;
    }

    /**
     * What it had come to.
     *
     * @param at station time
     * @param total in the currency, taxes included
     */
    record CostPoint(Instant at, BigDecimal total) {}

    /** @param items the earliest first, at most 200; the last one is the present or final cost. Empty when the transaction has no tariff */
    record CostOverTime(@Nullable String currency, List<CostPoint> items) {
        static final CostOverTime NONE = new CostOverTime(null, List.of());
    }

    CostOverTime of(UUID transaction) {
        CostSaved saved = store.find(List.of(transaction)).stream().findFirst().orElse(null);
        if (saved == null) return CostOverTime.NONE;
        Tariff tariff = tariffs.version(saved.tariff(), saved.version()).orElse(null);
        TransactionHistory history = histories.find(transaction).orElse(null);
        if (tariff == null || history == null) return CostOverTime.NONE;
        PricedSession session = PricedSession.restored(saved, tariff).with(history);
        return new CostOverTime(
                tariff.currency(), points(session, tariff, history, tariffs.zone(saved.station()), saved.cost()));
    }

    private static List<CostPoint> points(
            PricedSession session, Tariff tariff, TransactionHistory history, ZoneId zone, @Nullable Cost last) {
        NavigableMap<Instant, BigDecimal> registers = registers(history);
        List<CostPoint> points = new ArrayList<>();
        List<Instant> times = times(history);
        for (Instant at : times) {
            boolean atEnd = at.equals(times.getLast());
            Optional<Cost> cost = atEnd && last != null
                    ? Optional.of(last)
                    : PriceEngine.price(tariff, zone, until(at, session, history.step(), registers));
            cost.ifPresent(one -> points.add(new CostPoint(at, one.total())));
        }
        return points;
    }

    /** Its start, its end, and what was told between them; evenly thinned where that is too much. */
    private static List<Instant> times(TransactionHistory history) {
        Transaction transaction = history.step().transaction();
        NavigableSet<Instant> told = new TreeSet<>();
        history.readings().forEach(reading -> told.add(reading.takenAt()));
        history.events().forEach(event -> told.add(event.at()));
        Instant begin = transaction.startedAt();
        Instant end = transaction.stoppedAt();
        if (begin != null) told.headSet(begin, false).clear();
        if (begin != null) told.add(begin);
        if (end != null) told.tailSet(end, false).clear();
        if (end != null) told.add(end);
        List<Instant> all = List.copyOf(told);
        if (all.size() <= MOST_POINTS) return all;
        List<Instant> some = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_POINTS - 1))));
        }
        return some;
    }

    private static NavigableMap<Instant, BigDecimal> registers(TransactionHistory history) {
        NavigableMap<Instant, BigDecimal> registers = new TreeMap<>();
        for (MeterReading reading : history.readings()) {
            BigDecimal register = reading.energyWh();
            if (register != null && register.signum() > 0)
                registers.merge(reading.takenAt(), register, BigDecimal::max);
        }
        return registers;
    }

    /** What was used until then, as it was known then. */
    private static Usage until(
            Instant at, PricedSession session, TransactionStep step, NavigableMap<Instant, BigDecimal> registers) {
        UsageTrack track = session.track();
        NavigableMap<Integer, UsageTrack.Told> states = new TreeMap<>();
        for (Map.Entry<Integer, UsageTrack.Told> told : track.states().entrySet()) {
            if (!told.getValue().at().isAfter(at)) states.put(told.getKey(), told.getValue());
        }
        var known = new UsageTrack(track.registers().headMap(at, true), states, at);
        return UsageReckoning.of(running(step, energy(at, step, registers)), known, at);
    }

    /** The most that a register had shown, less what it showed at the start, and never more than what is billed. */
    private static @Nullable BigDecimal energy(
            Instant at, TransactionStep step, NavigableMap<Instant, BigDecimal> registers) {
        BigDecimal billed = step.transaction().energyWh();
        BigDecimal start = step.startWh();
        if (start == null && !registers.isEmpty())
            start = registers.firstEntry().getValue();
        if (billed == null || start == null) return billed == null ? null : BigDecimal.ZERO;
        BigDecimal most = registers.headMap(at, true).values().stream()
                .reduce(start, BigDecimal::max)
                .subtract(start);
        return most.min(billed).max(BigDecimal.ZERO);
    }

    private static TransactionStep running(TransactionStep step, @Nullable BigDecimal energyWh) {
        Transaction one = step.transaction();
        var open = new Transaction(
                one.publicId(),
                one.station(),
                one.version(),
                one.wireId(),
                one.evse(),
                one.connector(),
                one.wireConnector(),
                one.token(),
                true,
                one.chargingState(),
                one.startedAt(),
                null,
                null,
                one.remoteStartId(),
                one.reservationId(),
                energyWh,
                one.powerW(),
                one.socPercent());
        return new TransactionStep(
                false,
                open,
                step.accepted(),
                step.group(),
                step.startWh(),
                null,
                step.at(),
                step.seqNo(),
                step.chargingState(),
                List.of(),
                step.receivedAt());
    }
}

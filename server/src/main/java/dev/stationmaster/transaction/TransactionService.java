package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.ReadingFact;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Transactions of all versions. Every method that takes a message returns when its facts are durable, so the answer may be sent; it never
 * refuses a fact for being implausible, and whatever is repeated, late or out of order ends in one transaction. Called by a station's mailbox:
 * one message of a station at a time, on a virtual thread.
 */
@Service
public class TransactionService {
    private static final Logger log = LoggerFactory.getLogger(TransactionService.class);

    private final NumberedTransactions numbered;
    private final NamedTransactions named;
    private final OpenTransactions open;
    private final TransactionLoader loader;
    private final TransactionCommits commits;
    /** A mailbox hands in one message of a station at a time; this keeps our own upkeep, and a second link, out of its way. */
    private final Map<StationId, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** All open transactions are in memory when this bean exists, so before any port opens. */
    TransactionService(
            NumberedTransactions numbered,
            NamedTransactions named,
            OpenTransactions open,
            TransactionLoader loader,
            TransactionCommits commits,
            Authorization authorization,
            DayPartitions days) {
        days.keep(DayPartitioned.forEver("transaction_event"));
        this.numbered = numbered;
        this.named = named;
        this.open = open;
        this.loader = loader;
        this.commits = commits;
        List<TransactionState> states = loader.open();
        for (TransactionState state : states) {
            open.put(state);
            var holder = state.row().holder();
            boolean running = !state.row().flags().containsKey(TransactionFold.STOP_MISSING);
            if (running && holder != null && holder.verdict().accepted()) {
                authorization.resume(holder.token(), TransactionCommits.use(state));
            }
        }
        log.info("event=transactions-loaded open={}", states.size());
    }

    /**
     * A StartTransaction of 1.6. A repeat of it, with whatever message id, gets the same transaction and the same verdict.
     *
     * @see "OCPP 1.6 §4.8, errata 3.54"
     */
    public Started start(StationId station, TransactionStart start) {
        TransactionStart storable = start.startedAt(StorageDay.storable(start.startedAt()), micros(start.receivedAt()));
        return holding(station, () -> numbered.start(station, storable));
    }

    /**
     * A StopTransaction of 1.6, of any transaction id.
     *
     * @return the present status of the token that stopped it; null when the station named none, then the answer has no idTagInfo
     * @see "OCPP 1.6 §4.10, errata 3.18"
     */
    public @Nullable Verdict stop(StationId station, TransactionStop stop) {
        TransactionStop storable = stop.stoppedAt(
                StorageDay.storable(stop.stoppedAt()), storable(stop.readings()), micros(stop.receivedAt()));
        return holding(station, () -> Optional.ofNullable(numbered.stop(station, storable)))
                .orElse(null);
    }

    /**
     * A TransactionEvent of 2.x.
     *
     * @see "OCPP 2.0.1 part 2, E01 to E14"
     */
    public EventAnswer event(StationId station, StationEvent event) {
        StationEvent storable =
                event.at(StorageDay.storable(event.at()), storable(event.readings()), micros(event.receivedAt()));
        return holding(station, () -> named.event(station, storable));
    }

    /**
     * MeterValues of any version. Readings that name no transaction belong to the only one that runs at their place, marked as inferred; without
     * one they are kept with the EVSE.
     *
     * @param evse 0 is the main meter
     * @param connector within the EVSE; null when the message does not tell (2.x)
     * @param wireId the transaction as the station names it (1.6); null when it names none
     * @see "OCPP 1.6 §4.7; OCPP 2.0.1 part 2, J01"
     */
    public void readings(
            StationId station,
            int evse,
            @Nullable Integer connector,
            @Nullable String wireId,
            List<MeterReading> readings,
            Instant receivedAt) {
        holding(station, () -> {
            take(station, evse, connector, wireId, storable(readings), micros(receivedAt));
            return true;
        });
    }

    private void take(
            StationId station,
            int evse,
            @Nullable Integer connector,
            @Nullable String wireId,
            List<MeterReading> readings,
            Instant receivedAt) {
        TransactionState known = wireId == null ? null : byWireId(station, wireId);
        if (wireId != null && known == null)
            Oddities.note("/transactionId", "transaction-unknown", "the station has no transaction " + wireId);
        TransactionState running = known != null || evse == 0
                ? known
                : Matching.runningAt(open.of(station), evse, connector, wireId != null);
        List<MeterReading> belonging = new ArrayList<>(readings.size());
        List<ReadingFact> facts = new ArrayList<>(readings.size());
        for (MeterReading reading : readings) {
            boolean belongs =
                    running != null && (known != null || NumberedTransactions.during(running, reading.takenAt()));
            if (belongs) belonging.add(reading);
            else facts.add(ReadingFact.loose(station, evse, connector, reading, receivedAt));
        }
        if (running == null || belonging.isEmpty()) {
            commits.loose(facts);
            return;
        }
        facts.addAll(TransactionCommits.facts(running, belonging, known == null, receivedAt));
        TransactionState base = known == null ? running : TransactionFold.used(running);
        commits.commit(running, TransactionFold.readings(base, belonging, receivedAt), null, facts, receivedAt);
    }

    private @Nullable TransactionState byWireId(StationId station, String wireId) {
        TransactionState state = open.named(station, wireId);
        if (state != null) return state;
        try {
            state = numbered.byId(station, Long.parseLong(wireId));
        } catch (NumberFormatException e) {
            state = null;
        }
        return state != null ? state : loader.named(station, wireId);
    }

    /** The transaction that the station knows by that id, open or ended. */
    public Optional<Transaction> find(StationId station, String wireId) {
        return Optional.ofNullable(byWireId(station, wireId)).map(TransactionFeed::view);
    }

    public Optional<Transaction> find(UUID publicId) {
        TransactionState state = open.find(publicId);
        return Optional.ofNullable(state != null ? state : loader.find(publicId))
                .map(TransactionFeed::view);
    }

    /** The station's open transactions, the oldest first; from memory. */
    public List<Transaction> openOn(StationId station) {
        return open.open(station).stream().map(TransactionFeed::view).toList();
    }

    /** What an open transaction draws, in watts, as its station told last; empty when it never did. From memory. */
    public OptionalDouble powerW(UUID publicId) {
        TransactionState state = open.find(publicId);
        Double told = state == null ? null : state.running().powerW();
        return told == null ? OptionalDouble.empty() : OptionalDouble.of(told);
    }

    /** The open transactions that were not heard of since that time. */
    public List<Transaction> openAndSilentSince(Instant time) {
        return open.all().stream()
                .filter(state -> state.row().open() && state.lastReceivedAt().isBefore(time))
                .map(TransactionFeed::view)
                .toList();
    }

    /**
     * Takes an open transaction for ended, because nothing was heard of it and its connector is free. The end is ours and provisional: whatever the
     * station says about the transaction later overrules it.
     *
     * @return false when it has ended, or was heard of since {@code silentSince}
     */
    public boolean presumeEnded(UUID publicId, Instant silentSince, Instant now) {
        return presumeEnded(publicId, silentSince, now, null);
    }

    /**
     * As the other; the station was asked and does not know the transaction any more (E14.FR.01).
     * A flag tells that; it goes when the station speaks of the transaction after all.
     */
    public boolean presumeLost(UUID publicId, Instant silentSince, Instant now) {
        return presumeEnded(publicId, silentSince, now, TransactionFold.UNKNOWN_TO_STATION);
    }

    private boolean presumeEnded(UUID publicId, Instant silentSince, Instant now, @Nullable String flag) {
        TransactionState found = open.find(publicId);
        if (found == null) return false;
        StationId station = found.row().station();
        return holding(station, () -> {
            TransactionState state = open.find(publicId);
            if (state == null || !state.row().open() || !state.lastReceivedAt().isBefore(silentSince)) return false;
            Instant lastReading = state.running().at();
            Instant at = lastReading != null ? lastReading : state.lastReceivedAt();
            TransactionState ended = TransactionFold.presumedEnded(state, at, now);
            if (flag != null) ended = ended.with(ended.row().withFlag(flag, "asked at " + now));
            commits.commit(state, ended, null, List.of(), now);
            return true;
        });
    }

    /** The station was asked and has nothing more to send: what is missing stays missing. A flag says so, until it comes after all. */
    public void eventsLost(UUID publicId, Instant now) {
        TransactionState found = open.find(publicId);
        if (found == null) return;
        holding(found.row().station(), () -> {
            TransactionState state = open.find(publicId);
            if (state == null || state.missing().isEmpty()) return false;
            var row = state.row().withFlag(TransactionFold.EVENTS_LOST, "the station had no more to send at " + now);
            commits.commit(state, state.with(row), null, List.of(), now);
            return true;
        });
    }

    /**
     * A transaction of 2.x about which the station may have more to say.
     *
     * @param missing its events that are, in words; empty when it is only silent
     */
    public record Doubt(Transaction transaction, List<String> missing) {}

    /**
     * The transactions of 2.x with something missing, open or ended a short while ago, and the open ones that are silent; from memory.
     *
     * @param silent whether a station's transaction is, of which we last heard then
     */
    public List<Doubt> doubts(BiPredicate<StationId, Instant> silent) {
        List<Doubt> doubts = new ArrayList<>();
        for (TransactionState state : open.all()) {
            TransactionRow row = state.row();
            boolean settled = row.detached() || row.flags().containsKey(TransactionFold.UNKNOWN_TO_STATION);
            if (!row.stationNamed() || settled) continue;
            List<String> missing = state.missing();
            boolean doubtful = !missing.isEmpty() || row.open() && silent.test(row.station(), state.lastReceivedAt());
            if (doubtful) doubts.add(new Doubt(TransactionFeed.view(state), missing));
        }
        return doubts;
    }

    /** Frees the memory of what ended before that time. */
    public void forgetEnded(Instant before) {
        for (TransactionState state : open.all()) {
            if (state.row().open() || !state.lastReceivedAt().isBefore(before)) continue;
            StationId station = state.row().station();
            holding(station, () -> {
                open.forgetEnded(station, before);
                return true;
            });
        }
    }

    private <T> T holding(StationId station, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(station, _ -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Equal readings of one message are one. */
    private static List<MeterReading> storable(List<MeterReading> readings) {
        if (readings.size() == 1) return List.of(storable(readings.getFirst()));
        Map<MeterReading, Boolean> distinct = LinkedHashMap.newLinkedHashMap(readings.size());
        for (MeterReading reading : readings) distinct.put(storable(reading), true);
        return List.copyOf(distinct.keySet());
    }

    private static MeterReading storable(MeterReading reading) {
        Instant taken = StorageDay.storable(reading.takenAt());
        return taken.equals(reading.takenAt()) ? reading : reading.takenAt(taken);
    }

    private static Instant micros(Instant time) {
        return StorageDay.storable(time);
    }
}

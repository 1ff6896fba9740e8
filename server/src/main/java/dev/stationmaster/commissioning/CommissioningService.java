package dev.stationmaster.commissioning;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.commissioning.Commissioning.End;
import dev.stationmaster.commissioning.Commissioning.State;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Putting units into service. A step passes by itself, from what the station sends or what is known of it already; people only skip what cannot be
 * shown, write notes, and sign. What is open is in memory, so that a message of a station that nobody commissions costs one look.
 */
@Service
class CommissioningService {
    private static final Logger log = LoggerFactory.getLogger(CommissioningService.class);

    private final CommissioningStore store;
    private final UnitFacts facts;
    private final TransactionService transactions;
    private final StatusService statuses;
    private final StationDirectory stations;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<StationId, Commissioning> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** All that are open are in memory when this bean exists, so before any port opens. */
    CommissioningService(
            CommissioningStore store,
            UnitFacts facts,
            TransactionService transactions,
            StatusService statuses,
            StationDirectory stations,
            Ledger ledger,
            InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.transactions = transactions;
        this.statuses = statuses;
        this.stations = stations;
        this.ledger = ledger;
        this.clock = clock;
        for (Commissioning one : store.open()) open.put(one.station(), one);
    }

    /** Whether anybody waits to see something of that station; from memory. */
    boolean isOpen(StationId station) {
        return open.containsKey(station);
    }

    Set<StationId> open() {
        return Set.copyOf(open.keySet());
    }

    /** Begins one; what is known of the station already counts. */
    Commissioning begin(Station station, CommissioningForm form, String actor) {
        return holding(() -> {
            if (isOpen(station.id()))
                throw ApiProblem.conflict(
                        "commissioning-open",
                        "This station is being commissioned already; go on with that, or abandon it.");
            Instant now = clock.instant();
            var terms = form.terms(CommissioningForm.standard(station.securityProfile()));
            var fresh = Commissioning.begun(Uuid7.at(now), station.id(), terms, actor, now);
            String notes = form.notes();
            return save(looked(notes == null ? fresh : fresh.with(terms, notes)), actor);
        });
    }

    /** Other terms are looked at in the light of what was seen; what has passed stays. */
    Commissioning change(UUID id, CommissioningForm form, String actor) {
        return changed(id, actor, known -> {
            String notes = form.notes();
            return known.with(form.terms(known.terms()), notes == null ? known.notes() : notes);
        });
    }

    Commissioning change(UUID id, String actor, String step, UnaryOperator<CheckStep> change) {
        return changed(id, actor, known -> {
            known.step(step).orElseThrow(() -> ApiProblem.notFound("step", step));
            return known.with(step, change);
        });
    }

    /** @param name of the person, as it is to stand on the report */
    Commissioning sign(UUID id, String name, String actor) {
        return changed(id, actor, known -> {
            List<CheckStep> waiting = known.waiting();
            if (!waiting.isEmpty()) {
                List<FieldProblem> which = waiting.stream()
                        .map(step -> new FieldProblem(
                                step.key(), "seen or skipped", "This step was neither seen nor skipped."))
                        .toList();
                throw ApiProblem.of(
                        HttpStatus.CONFLICT,
                        "steps-waiting",
                        waiting.size() + " steps were neither seen nor skipped.",
                        which);
            }
            return known.ended(State.SIGNED, new End(name, actor, clock.instant()));
        });
    }

    Commissioning abandon(UUID id, String actor) {
        return changed(id, actor, known -> known.ended(State.ABANDONED, new End(null, actor, clock.instant())));
    }

    private Commissioning changed(UUID id, String actor, UnaryOperator<Commissioning> change) {
        return holding(() -> {
            Commissioning known = get(id);
            if (!known.isOpen())
                throw ApiProblem.conflict(
                        "commissioning-over", "This commissioning is over; its record stays as it is.");
            Commissioning now = change.apply(known);
            return save(now.isOpen() ? looked(now) : now, actor);
        });
    }

    /** Something was told of the station; when it is news for what is open there, it is durable when this returns. */
    void told(StationId station, UnaryOperator<Commissioning> fact) {
        if (!isOpen(station)) return;
        holding(() -> {
            Commissioning known = open.get(station);
            if (known == null) return null;
            Commissioning now = looked(fact.apply(known));
            return now.equals(known) ? known : save(now, "station");
        });
    }

    /** As it is with everything that is known at this moment. */
    private Commissioning looked(Commissioning known) {
        Commissioning now = facts.seen(known);
        for (Transaction one : running(now)) now = charged(now, one);
        return now;
    }

    /** Those that run there, and those of the tests: they may have ended while nobody looked. */
    private List<Transaction> running(Commissioning known) {
        Set<String> tests = known.steps().stream()
                .filter(step -> step.check() == Check.CHARGING)
                .map(step -> step.evidence().get("transaction"))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        List<Transaction> found = new ArrayList<>(transactions.openOn(known.station()));
        found.forEach(one -> tests.remove(one.publicId().toString()));
        tests.forEach(id -> transactions.find(UUID.fromString(id)).ifPresent(found::add));
        return found;
    }

    /** What that transaction shows. A 1.6 station says by the status of its connector whether current flows. */
    Commissioning charged(Commissioning known, Transaction one) {
        boolean charging = one.open()
                && statuses.connectors(known.station()).stream()
                        .anyMatch(at -> Objects.equals(at.evse(), one.evse())
                                && at.status().equals("Charging"));
        return ConnectorFacts.charged(known, one, charging, clock.instant());
    }

    Commissioning get(UUID id) {
        return open.values().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .or(() -> store.find(id))
                .orElseThrow(() -> ApiProblem.notFound("commissioning", id.toString()));
    }

    /** Newest first. */
    List<Commissioning> list(@Nullable StationId station, @Nullable State state, @Nullable UUID before, int limit) {
        return store.list(station, state, before, limit);
    }

    private Commissioning save(Commissioning one, String actor) {
        store.save(one);
        if (one.isOpen()) open.put(one.station(), one);
        else open.remove(one.station());
        String station = stations.nameOf(one.station()).orElse("");
        ledger.commit(new Change(
                "commissioning",
                one.id().toString(),
                one.station(),
                CommissioningView.of(one, station),
                actor,
                clock.instant()));
        log.info(
                "event=commissioning station={} state={} waiting={} actor={}",
                station,
                CommissioningStore.word(one.state()),
                one.waiting().size(),
                actor);
        return one;
    }

    private <T extends @Nullable Object> T holding(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

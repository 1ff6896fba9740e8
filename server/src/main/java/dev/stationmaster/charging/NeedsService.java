package dev.stationmaster.charging;

import dev.stationmaster.charging.EvNeeds.Answer;
import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingSchedule;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.settings.ConnectorMap;
import dev.stationmaster.settings.PlugAndChargeSettings.ChargingNeeds;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Answers cars that tell their needs by ISO 15118 with a schedule, and judges how they mean to charge (K15 to K17). What has no cause is not sent:
 * one schedule for each telling of needs, and one more when the car exceeds it.
 */
@Service
public class NeedsService implements CommandListener {
    static final String ACTOR = "charging-needs";

    private static final Logger log = LoggerFactory.getLogger(NeedsService.class);
    private static final Duration IN_TIME = Duration.ofSeconds(60); // K15.FR.08
    /** So that the station has our answer before it gets a CALL because of it; one that comes too early may be rejected (K15.FR.17). */
    private static final long AFTER_THE_ANSWER_MILLIS = 50;

    /** Needs without a transaction are not kept for the next car. */
    private static final Duration LATEST = Duration.ofMinutes(5);

    private static final Predicate<Transaction> ALL = _ -> true;

    private static final Executor LATER = CompletableFuture.delayedExecutor(
            AFTER_THE_ANSWER_MILLIS,
            TimeUnit.MILLISECONDS,
            task -> Thread.ofVirtual().name("charging-needs").start(task));

    private final Ledger ledger;
    private final NeedsStore store;
    private final NeedsPlanner planner;
    private final TransactionService transactions;
    private final CommandService commands;
    private final InstantSource clock;
    private final Set<Place> waiting = ConcurrentHashMap.newKeySet();
    private final Set<StationCommand> ours = ConcurrentHashMap.newKeySet();
    /** The transaction profile that left last: a car's schedule may come before the station's answer is booked. */
    private final Map<Place, ChargingProfile> left = new ConcurrentHashMap<>();

    private final ReentrantLock sharingSites = new ReentrantLock();

    /** Of those, the last that an operator sent. */
    private final Map<Place, ChargingProfile> operators = new ConcurrentHashMap<>();

    record Place(StationId station, int evse) {}

    NeedsService(
            Ledger ledger,
            NeedsStore store,
            NeedsPlanner planner,
            TransactionService transactions,
            CommandService commands,
            InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.planner = planner;
        this.transactions = transactions;
        this.commands = commands;
        this.clock = clock;
        for (NeedsRow row : store.waiting(clock.instant().minus(IN_TIME))) {
            waiting.add(new Place(row.station(), row.evse()));
        }
    }

    /**
     * A car told its needs; durable when this returns. A schedule follows without being asked for, within 60 seconds.
     *
     * @see "OCPP 2.0.1 part 2, K15.FR.02 to K15.FR.08, K17"
     */
    public Answer needs(StationId station, int evse, EvNeeds needs, Instant receivedAt) {
        Optional<Transaction> running = running(station, evse);
        Answer answer = !needs.usable() || planner.way(station) == ChargingNeeds.OFF
                ? Answer.NONE
                : running.isPresent() ? Answer.ACCEPTED : Answer.PROCESSING;
        ledger.commit(new NeedsTold(
                station, evse, running.map(Transaction::wireId).orElse(null), needs, answer.word(), receivedAt));
        var place = new Place(station, evse);
        waiting.remove(place);
        switch (answer) {
            case ACCEPTED -> later(place);
            case PROCESSING -> {
                waiting.add(place);
                // It may have begun between the look and the note.
                running(station, evse).ifPresent(_ -> transactionSeen(station, evse));
            }
            case NONE -> {}
        }
        return answer;
    }

    private Optional<Transaction> running(StationId station, int evse) {
        return transactions.openOn(station).stream()
                .filter(open -> Integer.valueOf(evse).equals(open.evse()))
                .reduce((_, last) -> last);
    }

    /** There is a transaction on this EVSE; returns at once. */
    void transactionSeen(StationId station, int evse) {
        var place = new Place(station, evse);
        if (waiting.remove(place)) later(place);
    }

    /** The car has gone. */
    void transactionEnded(StationId station, int evse) {
        var place = new Place(station, evse);
        left.remove(place);
        operators.remove(place);
    }

    private void later(Place place) {
        LATER.execute(() -> {
            try {
                store.find(place.station, place.evse).ifPresent(this::send);
            } catch (RuntimeException e) {
                log.error("event=charging-needs-failed station={} evse={}", place.station.key(), place.evse, e);
            }
        });
    }

    /** Somebody else's limit came, changed or went: cars get a new schedule when theirs does not fit any more (K16). Returns at once. */
    void limitsChanged(StationId station) {
        LATER.execute(() -> {
            try {
                for (NeedsRow row : store.of(station)) {
                    if (planner.way(station) != ChargingNeeds.OFF)
                        due(row).ifPresent(one -> alone(row, () -> renew(one, ALL)));
                }
            } catch (RuntimeException e) {
                log.error("event=charging-needs-failed station={}", station.key(), e);
            }
        });
    }

    private record Due(NeedsRow row, ChargingProfile before, Transaction transaction) {}

    /** A limit that these stations share changed, or a car among them left: the first come gets its share first. Returns at once. */
    void shareAnew(Collection<StationId> sharing) {
        LATER.execute(() -> {
            sharingSites.lock();
            try {
                List<Due> due = store.scheduled(sharing).stream()
                        .filter(row -> planner.way(row.station()) != ChargingNeeds.OFF)
                        .flatMap(row -> due(row).stream())
                        .sorted(Comparator.comparing(
                                one -> one.transaction.publicId().toString()))
                        .toList();
                // Those that come after one do not count for it: they get what it leaves.
                Set<UUID> later = due.stream()
                        .map(one -> one.transaction.publicId())
                        .collect(Collectors.toCollection(HashSet::new));
                for (Due one : due) {
                    renew(one, open -> !later.contains(open.publicId()));
                    later.remove(one.transaction.publicId());
                }
            } catch (RuntimeException e) {
                log.error("event=charging-needs-not-shared stations={}", sharing.size(), e);
            } finally {
                sharingSites.unlock();
            }
        });
    }

    private Optional<Due> due(NeedsRow row) {
        ChargingProfile before = row.profile();
        if (before == null) return Optional.empty();
        return running(row.station(), row.evse())
                .filter(open -> open.wireId().equals(row.transaction()))
                .map(open -> new Due(row, before, open));
    }

    private void renew(Due due, Predicate<Transaction> counts) {
        ChargingProfile now = planned(due.row, due.transaction, counts);
        if (!NeedsPlan.same(due.before.schedule(), now.schedule())) deliver(due.row, now);
    }

    private void send(NeedsRow row) {
        Optional<Transaction> running = running(row.station(), row.evse());
        if (running.isEmpty()) {
            store.outcome(row.station(), row.evse(), "the transaction is over");
            return;
        }
        boolean late = row.sentAt() == null && row.receivedAt().plus(LATEST).isBefore(clock.instant());
        if (late) {
            store.outcome(row.station(), row.evse(), "the transaction came too late: perhaps it is another car's");
            return;
        }
        alone(row, () -> deliver(row, planned(row, running.get(), ALL)));
    }

    /** Two cars at one site must not both take what is left there. */
    private void alone(NeedsRow row, Runnable planning) {
        if (!planner.shares(row.station())) {
            planning.run();
            return;
        }
        sharingSites.lock();
        try {
            planning.run();
        } finally {
            sharingSites.unlock();
        }
    }

    private void deliver(NeedsRow row, ChargingProfile profile) {
        store.sent(row.station(), row.evse(), profile.transactionId(), profile, clock.instant());
        submit(row.station(), row.evse(), profile);
    }

    /** What an operator gave the transaction stays a limit; the database has it, too, for after a restart. */
    private ChargingProfile planned(NeedsRow row, Transaction transaction, Predicate<Transaction> counts) {
        ChargingProfile operator = operators.get(new Place(row.station(), row.evse()));
        return planner.profile(row, transaction, operator == null ? row.operatorProfile() : operator, counts);
    }

    private void submit(StationId station, int evse, ChargingProfile profile) {
        var command = new SetChargingProfile(evse, profile);
        ours.add(command);
        commands.submit(station, command, new CommandOrder(ACTOR, null, false, IN_TIME, CommandOrder.TIMEOUT));
    }

    /**
     * A car told how it means to charge; durable when this returns. One that exceeds its limits gets them once more.
     *
     * @param from when its schedule begins
     * @return why it is rejected; empty when it is accepted
     * @see "OCPP 2.0.1 part 2, K15.FR.11 to K15.FR.13"
     */
    public Optional<String> schedule(
            StationId station, int evse, Instant from, ChargingSchedule schedule, Instant receivedAt) {
        var place = new Place(station, evse);
        Optional<NeedsRow> row = store.find(station, evse);
        Optional<Transaction> running = running(station, evse);
        ChargingProfile last = left.get(place);
        if (last != null && !running.map(Transaction::wireId).equals(Optional.ofNullable(last.transactionId())))
            last = null;
        int phases = row.map(NeedsRow::needs).map(EvNeeds::phases).orElse(3);
        Optional<String> reason = planner.exceeded(station, evse, running.orElse(null), last, schedule, from, phases);
        boolean correct = reason.isPresent()
                && running.isPresent()
                && planner.way(station) != ChargingNeeds.OFF
                && row.filter(known ->
                                !known.corrected() && running.get().wireId().equals(known.transaction()))
                        .isPresent();
        ledger.commit(new EvScheduleTold(station, evse, schedule, from, reason.orElse(null), correct, receivedAt));
        if (correct) later(place);
        return reason;
    }

    @Override
    public void leaving(StationId station, StationCommand command) {
        if (meant(command) instanceof SetChargingProfile(int evse, ChargingProfile profile)
                && profile.purpose() == Purpose.TX) {
            var place = new Place(station, evse);
            left.put(place, profile);
            if (!ours.contains(command)) operators.put(place, profile);
        }
    }

    @Override
    public void ended(Ended command) {
        if (!(meant(command.command()) instanceof SetChargingProfile(int evse, ChargingProfile profile))
                || profile.purpose() != Purpose.TX) return;
        StationId station = command.station();
        boolean mine = ours.remove(command.command());
        if (mine) {
            String word = command.status() != null ? command.status() : command.reason();
            store.outcome(station, evse, word == null ? "no answer" : word);
        }
        if (command.positive()) {
            if (!mine) store.operators(station, evse, profile);
        } else if (command.how() != How.UNKNOWN) {
            var place = new Place(station, evse);
            left.remove(place, profile);
            operators.remove(place, profile);
        }
    }

    /** Needs are told by 2.x stations, which number nothing through. */
    private static StationCommand meant(StationCommand command) {
        return command instanceof StationCommand.Call raw ? RawCommands.meant(raw, ConnectorMap.PLAIN) : command;
    }
}

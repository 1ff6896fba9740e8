package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.settings.TariffSettings.RunningCost;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionCost;
import dev.stationmaster.transaction.TransactionHistories;
import dev.stationmaster.transaction.TransactionPricing;
import dev.stationmaster.transaction.TransactionStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What transactions cost: the running total from memory, the final one stored with the message that ends the transaction. Whatever goes wrong
 * here is logged and shown on the transaction, and the station gets its answer without a cost.
 *
 * @see "OCPP 2.x part 2, I02, I03 and I06"
 */
@Service
public class CostService implements TransactionPricing {
    private static final Logger log = LoggerFactory.getLogger(CostService.class);
    private static final Duration KEPT_AFTER_END = Duration.ofMinutes(10);

    private final TariffService tariffs;
    private final CostStore store;
    private final TransactionHistories histories;
    private final TariffTexts texts;
    private final CostTelling telling;
    private final InstantSource clock;
    private final Map<UUID, PricedSession> sessions = new ConcurrentHashMap<>();

    /** The tariffs of running transactions are in memory when this bean exists; what they used is read back a little later. */
    CostService(
            TariffService tariffs,
            CostStore store,
            TransactionHistories histories,
            TariffTexts texts,
            CostTelling telling,
            InstantSource clock) {
        this.tariffs = tariffs;
        this.store = store;
        this.histories = histories;
        this.texts = texts;
        this.telling = telling;
        this.clock = clock;
        for (CostSaved saved : store.running()) {
            sessions.put(saved.transaction(), restored(saved));
        }
    }

    private PricedSession restored(CostSaved saved) {
        Tariff tariff = tariffs.version(saved.tariff(), saved.version()).orElse(null);
        return PricedSession.restored(saved, tariff);
    }

    @Override
    public boolean wanted() {
        return tariffs.isAnyAssigned() || !sessions.isEmpty();
    }

    @Override
    public Planned beside(TransactionStep step) {
        UUID id = step.transaction().publicId();
        try {
            PricedSession before = sessions.get(id);
            if (before == null) before = step.first() ? PricedSession.NEW : late(step);
            if (before == null) return Planned.nothing();
            PricedSession after = after(before, step);
            if (after.tariff() == null && nothingMayChoose(step.transaction())) {
                return new Planned(List.of(), () -> sessions.remove(id));
            }
            List<Fact<?>> facts = new ArrayList<>(1);
            if (worthStoring(before, after)) facts.add(saved(after, step));
            return new Planned(facts, () -> sessions.put(id, after));
        } catch (RuntimeException bug) {
            log.error("event=cost-failed transaction={}", id, bug);
            Oddities.note(
                    "",
                    "cost-failed",
                    "the cost of transaction " + step.transaction().wireId() + " is not known");
            return new Planned(
                    List.of(),
                    () -> sessions.computeIfPresent(id, (_, one) -> one.failed("the price could not be made")));
        }
    }

    /** Place and token are known, so no other tariff can come. */
    private static boolean nothingMayChoose(Transaction transaction) {
        return transaction.token() != null && transaction.evse() != null;
    }

    /** A message about a transaction that is not in memory: one that never had a tariff, or one that ended long ago. */
    private @Nullable PricedSession late(TransactionStep step) {
        if (step.transaction().open()) return null;
        return store.find(List.of(step.transaction().publicId())).stream()
                .findFirst()
                .map(this::restored)
                .orElse(null);
    }

    private PricedSession after(PricedSession before, TransactionStep step) {
        PricedSession chosen = before;
        if (step.first() || before.knowsLessThan(step)) {
            chosen = chosen(before, step);
        }
        PricedSession after = chosen.with(step);
        if (after.open()) return after;
        if (!after.whole()) {
            PricedSession read = after;
            after = histories
                    .find(step.transaction().publicId())
                    .map(read::with)
                    .orElse(read);
        }
        if (after.tariff() == null) return after;
        return after.priced(
                after.price(tariffs.zone(step.transaction().station()), null).orElse(null));
    }

    private PricedSession chosen(PricedSession before, TransactionStep step) {
        Transaction transaction = step.transaction();
        Instant began = transaction.startedAt() == null ? step.receivedAt() : transaction.startedAt();
        String group = step.accepted() && step.group() != null ? step.group() : before.group();
        Integer evse = transaction.evse() != null ? transaction.evse() : before.evse();
        Optional<Tariff> choice = tariffs.choose(transaction.station(), evse, group, began, step.receivedAt());
        return before.with(choice.orElse(before.tariff()), evse, group);
    }

    private static boolean worthStoring(PricedSession before, PricedSession after) {
        if (after.tariff() == null) return false;
        boolean chosen = !after.tariff().equals(before.tariff())
                || !Objects.equals(before.evse(), after.evse())
                || !Objects.equals(before.group(), after.group());
        boolean ended = !after.open()
                && (before.open()
                        || !Objects.equals(before.cost(), after.cost())
                        || !Objects.equals(before.problem(), after.problem()));
        return chosen || ended || after.open() && !before.open();
    }

    private static CostSaved saved(PricedSession session, TransactionStep step) {
        Tariff tariff = Objects.requireNonNull(session.tariff());
        return new CostSaved(
                step.transaction().publicId(),
                step.transaction().station(),
                tariff.id(),
                tariff.version(),
                session.evse(),
                session.group(),
                tariff.currency(),
                session.open() ? null : session.cost(),
                session.open() ? null : session.problem(),
                session.open(),
                step.receivedAt());
    }

    /**
     * What to answer to a TransactionEvent that was committed. Never throws.
     *
     * @param transaction its public id
     * @param at station time of the event
     */
    public CostAnswer answer(StationId station, UUID transaction, Moment moment, Instant at) {
        PricedSession session = sessions.get(transaction);
        if (session == null || session.tariff() == null || moment == Moment.BEGIN) return CostAnswer.NOTHING;
        try {
            if (moment == Moment.END) {
                Cost total = session.cost();
                boolean told = total != null && !session.open() && telling.showsCost(station);
                return told ? new CostAnswer(total.total(), null) : CostAnswer.NOTHING;
            }
            boolean wanted = telling.tellsRunningCost(station, RunningCost.ANSWER);
            return new CostAnswer(
                    wanted ? running(session, null).map(Cost::total).orElse(null) : null,
                    texts.changed(session, at).orElse(null));
        } catch (RuntimeException bug) {
            log.error("event=cost-failed transaction={}", transaction, bug);
            return CostAnswer.NOTHING;
        }
    }

    /** When in its transaction an event is. */
    public enum Moment {
        /** Nothing was used yet. */
        BEGIN,
        BETWEEN,
        END
    }

    /** What a transaction in memory costs so far; empty when it is not known. @param now station time; null takes what was last heard */
    Optional<Cost> running(PricedSession session, @Nullable Instant now) {
        TransactionStep step = session.step();
        if (step == null) return Optional.empty();
        return session.price(tariffs.zone(step.transaction().station()), now);
    }

    /** Transactions with a tariff, or one that may still get one; running ones and those that have just ended. */
    Map<UUID, PricedSession> sessions() {
        return Map.copyOf(sessions);
    }

    Optional<PricedSession> find(StationId station, String wireId) {
        return sessions.values().stream()
                .filter(session -> session.step() != null
                        && session.step().transaction().station().equals(station)
                        && session.step().transaction().wireId().equalsIgnoreCase(wireId))
                .findFirst();
    }

    /** Reads back what running transactions used before the server started. */
    void readBack() {
        sessions.forEach((id, session) -> {
            if (session.whole()) return;
            histories
                    .find(id)
                    .ifPresent(history ->
                            sessions.computeIfPresent(id, (_, now) -> now.whole() ? now : now.with(history)));
        });
    }

    /** Frees the memory of what ended a while ago. */
    void forgetEnded() {
        Instant before = clock.instant().minus(KEPT_AFTER_END);
        sessions.forEach((id, session) -> {
            TransactionStep step = session.step();
            if (step == null || session.open() || !step.receivedAt().isBefore(before)) return;
            sessions.remove(id, session);
            texts.forget(id);
        });
    }

    @Override
    public Map<UUID, TransactionCost> costs(Collection<UUID> transactions) {
        Map<UUID, TransactionCost> costs = new HashMap<>();
        List<UUID> stored = new ArrayList<>();
        for (UUID id : transactions) {
            PricedSession session = sessions.get(id);
            if (session == null) stored.add(id);
            else if (session.tariff() != null) costs.put(id, shown(session, session.tariff()));
        }
        for (CostSaved saved : store.find(stored)) {
            costs.put(
                    saved.transaction(),
                    CostView.of(
                            saved.cost(),
                            saved.currency(),
                            saved.tariff(),
                            saved.version(),
                            saved.running(),
                            saved.problem()));
        }
        return costs;
    }

    private TransactionCost shown(PricedSession session, Tariff tariff) {
        Cost cost = session.cost();
        String problem = session.problem();
        if (session.open() && problem == null) {
            cost = running(session, null).orElse(null);
            if (cost == null) problem = session.whole() ? PricedSession.UNKNOWN : "it is being read back";
        }
        return CostView.of(
                cost, tariff.currency(), tariff.id(), tariff.version(), session.open(), cost == null ? problem : null);
    }
}

package dev.stationmaster.transaction;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.ReadingFact;
import dev.stationmaster.transaction.TransactionRow.Begin;
import dev.stationmaster.transaction.TransactionRow.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The durable step that all messages share: facts, then memory, then everybody else. Nothing in memory changes before the commit.
 */
@Component
class TransactionCommits {
    private final Ledger ledger;
    private final OpenTransactions open;
    private final Authorization authorization;
    private final TransactionFeed feed;
    private final ObjectProvider<TransactionPricing> pricing;
    /** Found with the first message: it depends on transactions itself. */
    private volatile @Nullable TransactionPricing prices;

    TransactionCommits(
            Ledger ledger,
            OpenTransactions open,
            Authorization authorization,
            TransactionFeed feed,
            ObjectProvider<TransactionPricing> pricing) {
        this.ledger = ledger;
        this.open = open;
        this.authorization = authorization;
        this.feed = feed;
        this.pricing = pricing;
    }

    /**
     * @param before as it stands in memory; null when the transaction is new
     * @param event the message, where it is one about a transaction
     * @param readings of the message, all of them
     */
    void commit(
            @Nullable TransactionState before,
            TransactionState after,
            @Nullable TransactionEventFact event,
            List<ReadingFact> readings,
            Instant now) {
        List<TransactionState> overtaken = overtaken(before, after);
        TransactionState stored = overtaken.contains(after) ? TransactionFold.overtaken(after, now) : after;
        List<Fact<?>> facts = new ArrayList<>(readings.size() + 4);
        add(facts, before, stored, now);
        for (TransactionState other : overtaken) {
            if (other != after) add(facts, other, TransactionFold.overtaken(other, startOf(after, now)), now);
        }
        if (event != null) facts.add(event);
        facts.addAll(readings);
        Planned priced = priced(before == null, stored, event, readings, now);
        facts.addAll(priced.facts());
        try {
            ledger.commit(facts);
        } catch (RuntimeException notStored) {
            if (before == null || before.row().holder() == null) authorization.release(use(after));
            throw notStored;
        }
        for (TransactionState other : overtaken) {
            if (other == after) continue;
            TransactionState flagged = TransactionFold.overtaken(other, startOf(after, now));
            open.put(flagged);
            noteFlags(other, flagged);
            authorization.release(use(other));
        }
        priced.afterwards().run();
        remember(before, stored);
        noteFlags(before, stored);
    }

    private Planned priced(
            boolean first,
            TransactionState after,
            @Nullable TransactionEventFact event,
            List<ReadingFact> readings,
            Instant now) {
        TransactionPricing known = prices;
        if (known == null) {
            known = pricing.getIfAvailable();
            if (known == null) return Planned.nothing();
            prices = known;
        }
        if (!known.wanted()) return Planned.nothing();
        List<MeterReading> told = readings.stream().map(ReadingFact::reading).toList();
        return known.beside(TransactionStep.of(first, after, event, told, now));
    }

    /** What the message made odd about the transaction is odd about the station too. */
    private static void noteFlags(@Nullable TransactionState before, TransactionState after) {
        Map<String, String> flags = after.flags();
        if (flags.isEmpty()) return;
        Map<String, String> known = before == null ? Map.of() : before.flags();
        flags.forEach((code, detail) -> {
            if (!known.containsKey(code))
                Oddities.note("", code, "transaction " + after.row().wireId() + ": " + detail);
        });
    }

    /** Readings that belong to no transaction. */
    void loose(List<ReadingFact> readings) {
        ledger.commit(readings);
    }

    private void remember(@Nullable TransactionState before, TransactionState after) {
        open.put(after);
        if (!after.row().open()) authorization.release(use(after));
        if (after.showsChangeAfter(before)) feed.tell(before, after);
    }

    /** The name of the use that the transaction makes of its token. */
    static String use(TransactionState state) {
        return state.row().publicId().toString();
    }

    private void add(List<Fact<?>> facts, @Nullable TransactionState before, TransactionState after, Instant now) {
        if (after.mustBeStoredAfter(before)) facts.add(new TransactionFact(after, before == null));
        if (!after.showsChangeAfter(before)) return;
        var end = after.row().end();
        facts.add(feed.change(after, end != null && end.presumed() ? "server" : "station", now));
    }

    /**
     * The open transactions at the place where one has just been seen for the first time, that began earlier: their stop was lost. A start whose
     * token is refused proves nothing against a running session.
     */
    private List<TransactionState> overtaken(@Nullable TransactionState before, TransactionState after) {
        Place place = after.row().place();
        boolean newHere = place != null && (before == null || before.row().place() == null);
        var holder = after.row().holder();
        if (!newHere || holder != null && !holder.verdict().accepted()) return List.of();
        List<TransactionState> older = new ArrayList<>();
        for (TransactionState other : open.open(after.row().station())) {
            if (other.row().id() == after.row().id()
                    || !samePlace(place, other.row().place())) continue;
            boolean otherFirst = beganBefore(other.row(), after.row());
            if (otherFirst && !other.row().flags().containsKey(TransactionFold.STOP_MISSING)) older.add(other);
            if (!otherFirst && after.row().open() && !older.contains(after)) older.add(after);
        }
        return older;
    }

    private static boolean samePlace(Place one, @Nullable Place other) {
        if (other == null || one.evse() != other.evse()) return false;
        Integer connector = one.connector();
        return connector == null || other.connector() == null || connector.equals(other.connector());
    }

    private static boolean beganBefore(TransactionRow one, TransactionRow other) {
        Begin first = one.begin();
        Begin second = other.begin();
        if (first == null || second == null) return one.id() < other.id();
        boolean clocked =
                Plausible.time(first.at(), first.receivedAt()) && Plausible.time(second.at(), second.receivedAt());
        return clocked && !first.at().equals(second.at()) ? first.at().isBefore(second.at()) : one.id() < other.id();
    }

    private static Instant startOf(TransactionState state, Instant now) {
        Begin begin = state.row().begin();
        return begin == null ? now : begin.at();
    }

    /** The readings of a message about that transaction. */
    static List<ReadingFact> facts(
            TransactionState state, List<MeterReading> readings, boolean inferred, Instant receivedAt) {
        TransactionRow row = state.row();
        Place place = row.place();
        Integer evse = place == null ? null : (Integer) place.evse();
        Integer connector = place == null ? null : place.connector();
        List<ReadingFact> facts = new ArrayList<>(readings.size());
        for (MeterReading reading : readings) {
            facts.add(new ReadingFact(
                    row.id(), row.day(), row.station(), evse, connector, inferred, reading, receivedAt));
        }
        return facts;
    }
}

package dev.stationmaster.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the facts of many entries in one transaction, one statement for each type of fact. */
final class GroupCommit {
    static final String UNIQUE_VIOLATION = "23505";
    /** COPY saves 2 to 4 µs a row and costs one more round trip, some 60 µs of both sides. */
    private static final int WORTH_TWO_ROUND_TRIPS = 24;

    private final Map<Class<?>, FactWriter<?, ?>> writers = new HashMap<>();

    GroupCommit(List<FactWriter<?, ?>> writers) {
        for (FactWriter<?, ?> writer : writers) {
            if (this.writers.put(writer.factType(), writer) != null)
                throw new IllegalStateException(
                        "two writers for " + writer.factType().getName());
        }
    }

    /** Refuses at the call what nobody could write, so that a mistake of ours never reaches a batch of others. */
    void check(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (!writers.containsKey(fact.getClass()))
                throw new IllegalArgumentException(
                        "no writer for " + fact.getClass().getName());
        }
    }

    /**
     * Writes and commits. On an exception nothing is stored, and the connection is to be rolled back by the caller.
     *
     * @param asNew in the cheaper way that is refused with {@link #UNIQUE_VIOLATION} when one of the facts is stored already
     */
    void write(Connection connection, List<Entry> entries, boolean asNew) throws SQLException {
        Map<FactWriter<?, ?>, Share> shares = new HashMap<>();
        for (Entry entry : entries) {
            boolean first = true;
            for (Fact<?> fact : entry.facts) {
                FactWriter<?, ?> writer = writers.get(fact.getClass());
                shares.computeIfAbsent(writer, _ -> new Share()).add(fact, first ? entry : null);
                first = false;
            }
        }
        List<Map.Entry<FactWriter<?, ?>, Share>> inOrder = new ArrayList<>(shares.entrySet());
        inOrder.sort(Comparator.comparingInt(share -> share.getKey().order()));
        for (Map.Entry<FactWriter<?, ?>, Share> share : inOrder)
            share.getValue().write(share.getKey(), connection, asNew);
        connection.commit();
    }

    /** The facts of one type, and for each the entry whose result it gives (null for the others of an entry). */
    private static final class Share {
        private final List<Fact<?>> facts = new ArrayList<>();
        private final List<@Nullable Entry> askers = new ArrayList<>();

        void add(Fact<?> fact, @Nullable Entry asker) {
            facts.add(fact);
            askers.add(asker);
        }

        @SuppressWarnings("unchecked") // the map gave this writer for the class of these facts
        void write(FactWriter<?, ?> writer, Connection connection, boolean asNew) throws SQLException {
            var typed = (FactWriter<Fact<Object>, Object>) writer;
            var typedFacts = (List<Fact<Object>>) (List<?>) facts;
            boolean cheaper = asNew && facts.size() >= WORTH_TWO_ROUND_TRIPS;
            List<?> results = cheaper ? typed.writeNew(connection, typedFacts) : typed.write(connection, typedFacts);
            if (results.size() != facts.size())
                throw new IllegalStateException(writer.getClass().getName() + " gave " + results.size()
                        + " results for " + facts.size() + " facts");
            for (int i = 0; i < results.size(); i++) {
                Entry asker = askers.get(i);
                if (asker != null) asker.firstResult(results.get(i));
            }
        }
    }
}

package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.RowShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages of transactions in the database. */
@Repository
class TransactionEventStore implements FactWriter<TransactionEventFact, Void> {
    private static final String COLUMNS = """
            day, transaction_id, content_hash, occurred_at, received_at, seq_no, evse, connector,
            remote_start_id, reservation_id, time_spent_charging_seconds, kind, offline, trigger,
            charging_state, stopped_reason, token, token_type, details""";

    private static final String COPY = "copy transaction_event (" + COLUMNS + ") from stdin (format binary)";

    private static final String INSERT =
            """
            insert into transaction_event (%s)
            select %s, transaction_id, content_hash, %s, %s, seq_no, evse, connector,
                   remote_start_id, reservation_id, time_spent, kind, offline, trigger,
                   charging_state, stopped_reason, token, token_type, details
            from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[],
                        ?::int[], ?::int[], ?::int[], ?::text[], ?::bool[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as new (day, transaction_id, content_hash, occurred, received, seq_no, evse, connector,
                         remote_start_id, reservation_id, time_spent, kind, offline, trigger,
                         charging_state, stopped_reason, token, token_type, details)
            on conflict do nothing
            """.formatted(COLUMNS, Columns.day("day"), Columns.time("occurred"), Columns.time("received"));

    private static final String LIST = """
            select * from transaction_event
            where day = :day and transaction_id = :transaction
              and (:at::timestamptz is null or (seq_no, occurred_at, content_hash) > (:seq, :at::timestamptz, :hash))
            order by seq_no, occurred_at, content_hash limit :limit
            """;

    private static final String SEEN = """
            select transaction_id,
                   range_agg(int4range(seq_no, seq_no, '[]')) filter (where seq_no < 2147483647)::text as seen,
                   max(seq_no) filter (where charging_state is not null) as charging_seq,
                   max(time_spent_charging_seconds) as time_spent
            from transaction_event
            where day = any(:days::date[]) and transaction_id = any(:transactions::bigint[]) and seq_no >= 0
            group by transaction_id
            """;

    private final RowShape<TransactionEventFact> shape = shape();
    private final JdbcClient jdbc;

    TransactionEventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<TransactionEventFact> factType() {
        return TransactionEventFact.class;
    }

    @Override
    public int order() {
        return 310;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<TransactionEventFact> facts) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            shape.bind(insert, facts);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    @Override
    public List<@Nullable Void> writeNew(Connection connection, List<TransactionEventFact> facts) throws SQLException {
        shape.copy(connection, COPY, facts);
        return Collections.nCopies(facts.size(), null);
    }

    private static RowShape<TransactionEventFact> shape() {
        return new RowShape<TransactionEventFact>()
                .days(TransactionEventFact::day)
                .longs(TransactionEventFact::transactionId)
                .longs(TransactionEventFact::contentHash)
                .times(TransactionEventFact::at)
                .times(TransactionEventFact::receivedAt)
                .ints(TransactionEventFact::seqNo)
                .ints(TransactionEventFact::evse)
                .ints(TransactionEventFact::connector)
                .ints(TransactionEventFact::remoteStartId)
                .ints(TransactionEventFact::reservationId)
                .ints(TransactionEventFact::timeSpentChargingSeconds)
                .texts(fact -> fact.kind().name())
                .flags(TransactionEventFact::offline)
                .texts(TransactionEventFact::trigger)
                .texts(TransactionEventFact::chargingState)
                .texts(TransactionEventFact::stoppedReason)
                .texts(token(IdToken::value))
                .texts(token(IdToken::type))
                .texts(TransactionEventFact::details);
    }

    private static Function<TransactionEventFact, @Nullable String> token(Function<IdToken, String> part) {
        return fact -> {
            IdToken token = fact.token();
            return token == null ? null : part.apply(token);
        };
    }

    /** By sequence number, then by the station's time; 1.6 has none, there the time decides. */
    List<TransactionEventFact> list(
            LocalDate day, long transactionId, @Nullable TransactionEventFact after, int limit) {
        return jdbc.sql(LIST)
                .param("day", day)
                .param("transaction", transactionId)
                .param("seq", after == null ? 0 : after.seqNo())
                .param("at", after == null ? null : after.at().toString(), Types.VARCHAR)
                .param("hash", after == null ? 0 : after.contentHash())
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    /**
     * What a transaction's events tell that its row need not.
     *
     * @param numbers their sequence numbers
     * @param chargingSeq of the last that told the charging state
     * @param timeSpentChargingSeconds the longest that one told
     */
    record Seen(
            SeqNumbers numbers,
            @Nullable Integer chargingSeq,
            @Nullable Integer timeSpentChargingSeconds) {
        static final Seen NOTHING = new Seen(SeqNumbers.NONE, null, null);
    }

    /** What was seen of each transaction of 2.x. */
    Map<Long, Seen> seen(Collection<LocalDate> days, Collection<Long> transactions) {
        Map<Long, Seen> seen = new HashMap<>();
        jdbc.sql(SEEN)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new), Types.ARRAY)
                .param("transactions", transactions.toArray(Long[]::new), Types.ARRAY)
                .query(row -> {
                    String numbers = row.getString("seen");
                    seen.put(
                            row.getLong("transaction_id"),
                            new Seen(
                                    numbers == null ? SeqNumbers.NONE : SeqNumbers.parse(numbers),
                                    TransactionColumns.number(row, "charging_seq"),
                                    TransactionColumns.number(row, "time_spent")));
                });
        return seen;
    }

    private static TransactionEventFact event(ResultSet row) throws SQLException {
        String token = row.getString("token");
        return new TransactionEventFact(
                row.getLong("transaction_id"),
                row.getObject("day", LocalDate.class),
                row.getLong("content_hash"),
                StationEvent.Kind.valueOf(row.getString("kind")),
                row.getInt("seq_no"),
                row.getString("trigger"),
                TransactionColumns.time(row, "occurred_at"),
                TransactionColumns.time(row, "received_at"),
                row.getBoolean("offline"),
                TransactionColumns.number(row, "evse"),
                TransactionColumns.number(row, "connector"),
                token == null ? null : new IdToken(token, row.getString("token_type")),
                row.getString("charging_state"),
                row.getString("stopped_reason"),
                TransactionColumns.number(row, "remote_start_id"),
                TransactionColumns.number(row, "reservation_id"),
                TransactionColumns.number(row, "time_spent_charging_seconds"),
                row.getString("details"));
    }
}

package dev.stationmaster.command;

import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes commands with the ledger's commits. */
@Component
class CommandRowStore implements FactWriter<CommandRow, Void> {
    private static final String UPSERT = """
            insert into command (id, station_id, type, state, actor, idempotency_key, body, force, timeout_seconds, created_at, sent_at,
                                 answered_at, expires_at, exchanges, status, reason)
            select * from unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::int[],
                                 ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
            on conflict (id) do update
            set state = excluded.state, sent_at = excluded.sent_at, answered_at = excluded.answered_at,
                exchanges = excluded.exchanges, status = excluded.status, reason = excluded.reason
            """;

    @Override
    public Class<CommandRow> factType() {
        return CommandRow.class;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<CommandRow> facts) throws SQLException {
        Map<UUID, Command> last = new LinkedHashMap<>();
        for (CommandRow fact : facts) last.put(fact.command().id(), fact.command());
        List<Command> rows = List.copyOf(last.values());
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            var columns = new Columns<>(statement, rows);
            columns.add("uuid", Command::id);
            columns.add("int4", command -> command.station().key());
            columns.add("text", Command::type);
            columns.add("text", command -> command.state().name().toLowerCase(Locale.ROOT));
            columns.add("text", Command::actor);
            columns.add("text", Command::idempotencyKey);
            columns.add("text", Command::body);
            columns.add("bool", Command::force);
            columns.add("int4", Command::timeoutSeconds);
            columns.add("timestamptz", command -> timestamp(command.createdAt()));
            columns.add("timestamptz", command -> timestamp(command.sentAt()));
            columns.add("timestamptz", command -> timestamp(command.answeredAt()));
            columns.add("timestamptz", command -> timestamp(command.expiresAt()));
            columns.add("text", command -> CommandJson.text(command.exchanges()));
            columns.add("text", Command::status);
            columns.add("text", Command::reason);
            statement.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /** The columns of many rows as arrays, in the order of the statement's marks. */
    static final class Columns<T> {
        private final PreparedStatement statement;
        private final List<T> rows;
        private int next = 1;

        Columns(PreparedStatement statement, List<T> rows) {
            this.statement = statement;
            this.rows = rows;
        }

        void add(String type, Function<T, @Nullable Object> value) throws SQLException {
            statement.setArray(
                    next++,
                    statement
                            .getConnection()
                            .createArrayOf(type, rows.stream().map(value).toArray()));
        }
    }
}

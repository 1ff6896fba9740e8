package dev.stationmaster.link;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps refused connection attempts over restarts. */
@Component
class ConnectionAttemptStore {
    private static final String WRITE = """
            insert into connection_attempt (identity, remote_address, reason, detail, subprotocols, count, first_seen_at, last_seen_at)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (identity, remote_address, reason) do update
            set detail = excluded.detail, subprotocols = excluded.subprotocols, count = excluded.count,
                first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at
            """;

    private static final String NEWEST = "select * from connection_attempt order by last_seen_at desc limit 10000";

    private static final String FORGET = """
            delete from connection_attempt
            where last_seen_at < (select last_seen_at from connection_attempt order by last_seen_at desc offset 10000 limit 1)
            """;

    private final JdbcClient jdbc;

    ConnectionAttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is worth remembering; older rows are deleted. */
    List<ConnectionAttempt> load() {
        jdbc.sql(FORGET).update();
        return jdbc.sql(NEWEST)
                .query((row, _) -> new ConnectionAttempt(
                        row.getString("identity"),
                        row.getString("remote_address"),
                        row.getString("reason"),
                        row.getString("detail"),
                        listed(row.getString("subprotocols")),
                        row.getLong("count"),
                        row.getTimestamp("first_seen_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()))
                .list();
    }

    private static List<String> listed(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    List<@Nullable Void> write(Connection connection, List<ConnectionAttempt> facts) throws SQLException {
        var rows = List.copyOf(facts.stream()
                .collect(Collectors.toMap(
                        one -> List.of(one.identity(), one.remoteAddress(), one.reason()),
                        Function.identity(),
                        (_, later) -> later,
                        LinkedHashMap::new))
                .values());
        try (var insert = connection.prepareStatement(WRITE)) {
            insert.setArray(1, array(connection, "text", rows, ConnectionAttempt::identity));
            insert.setArray(2, array(connection, "text", rows, ConnectionAttempt::remoteAddress));
            insert.setArray(3, array(connection, "text", rows, ConnectionAttempt::reason));
            insert.setArray(4, array(connection, "text", rows, ConnectionAttempt::detail));
            insert.setArray(5, array(connection, "text", rows, one -> String.join(",", one.subprotocols())));
            insert.setArray(6, array(connection, "int8", rows, ConnectionAttempt::count));
            insert.setArray(7, array(connection, "timestamptz", rows, one -> Timestamp.from(one.firstSeenAt())));
            insert.setArray(8, array(connection, "timestamptz", rows, one -> Timestamp.from(one.lastSeenAt())));
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static Array array(
            Connection connection, String type, List<ConnectionAttempt> rows, Function<ConnectionAttempt, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}

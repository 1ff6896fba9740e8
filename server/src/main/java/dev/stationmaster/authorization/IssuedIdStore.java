package dev.stationmaster.authorization;

import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ids made up for remote starts, in the database. Those long over go with the next one that comes. */
@Repository
class IssuedIdStore implements FactWriter<IssuedId, Void> {
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String SAVE = """
            insert into issued_id (value_folded, valid_until)
            select * from unnest(?::text[], ?::timestamptz[])
            on conflict (value_folded) do update set valid_until = excluded.valid_until
            """;

    private final JdbcClient jdbc;

    IssuedIdStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<IssuedId> since(Instant end) {
        return jdbc.sql("select value_folded, valid_until from issued_id where valid_until >= :end")
                .param("end", Timestamp.from(end))
                .query((row, _) -> new IssuedId(
                        row.getString("value_folded"),
                        row.getTimestamp("valid_until").toInstant()))
                .list();
    }

    @Override
    public Class<IssuedId> factType() {
        return IssuedId.class;
    }

    @Override
    public int order() {
        return 17;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<IssuedId> facts) throws SQLException {
        Map<String, Instant> last = new HashMap<>();
        for (IssuedId one : facts) last.put(one.valueFolded(), one.until());
        try (var save = connection.prepareStatement(SAVE)) {
            var values = last.keySet().toArray(String[]::new);
            Object[] ends = new Object[values.length];
            for (int i = 0; i < values.length; i++) ends[i] = String.valueOf(last.get(values[i]));
            save.setArray(1, connection.createArrayOf("text", values));
            save.setArray(2, connection.createArrayOf("timestamptz", ends));
            save.executeUpdate();
        }
        Instant oldest = Collections.max(last.values()).minus(KEPT);
        try (var forget = connection.prepareStatement("delete from issued_id where valid_until < ?")) {
            forget.setTimestamp(1, Timestamp.from(oldest));
            forget.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }
}

package dev.stationmaster.authorization;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attempts to authorize, in the database. */
@Repository
class AttemptStore implements FactWriter<AuthorizationAttempt, Void> {
    private static final String INSERT = """
            insert into authorization_attempt (recorded_at, at, station_id, value, type, purpose, status, rule, group_id)
            select * from unnest(?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            """;

    private static final int KEPT_DAYS = 90;

    private final JdbcClient jdbc;

    AttemptStore(JdbcClient jdbc, DayPartitions partitions) {
        this.jdbc = jdbc;
        partitions.keep(DayPartitioned.forDays("authorization_attempt", KEPT_DAYS));
    }

    /** An attempt as it is shown. */
    record Stored(
            long id,
            Instant at,
            StationId station,
            String idToken,
            String type,
            String purpose,
            String status,
            String rule,
            @Nullable String group) {}

    /** Newest first. */
    List<Stored> list(@Nullable StationId station, @Nullable String idToken, @Nullable Long before, int limit) {
        return jdbc.sql("""
                select id, at, station_id, value, type, purpose, status, rule, group_id from authorization_attempt
                where (:before::bigint is null or id < :before)
                  and (:station::int is null or station_id = :station)
                  and (:idToken::text is null or lower(value) = lower(:idToken))
                order by id desc limit :limit
                """)
                .param("before", before, Types.BIGINT)
                .param("station", station == null ? null : station.key(), Types.INTEGER)
                .param("idToken", idToken, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> new Stored(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new StationId(row.getInt("station_id")),
                        row.getString("value"),
                        row.getString("type"),
                        row.getString("purpose"),
                        row.getString("status"),
                        row.getString("rule"),
                        row.getString("group_id")))
                .list();
    }

    @Override
    public Class<AuthorizationAttempt> factType() {
        return AuthorizationAttempt.class;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<AuthorizationAttempt> facts) throws SQLException {
        Object[][] columns = new Object[9][facts.size()];
        for (int row = 0; row < facts.size(); row++) {
            var fact = facts.get(row);
            columns[0][row] = fact.recordedAt().toString();
            columns[1][row] = fact.at().toString();
            columns[2][row] = fact.station().key();
            columns[3][row] = storable(fact.token().value());
            columns[4][row] = storable(fact.token().type());
            columns[5][row] = TokenWords.of(fact.purpose());
            columns[6][row] = TokenWords.of(fact.status());
            columns[7][row] = fact.rule();
            columns[8][row] = fact.group();
        }
        var types = List.of("timestamptz", "timestamptz", "int4", "text", "text", "text", "text", "text", "text");
        try (var insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < columns.length; i++)
                insert.setArray(i + 1, connection.createArrayOf(types.get(i), columns[i]));
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** PostgreSQL has no character 0; a station's oddity must not cost the others their attempts. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}

package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.RowShape;
import dev.stationmaster.platform.partition.DayPartitioned;
import dev.stationmaster.platform.partition.DayPartitions;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attempts to authorize, in the database. */
@Repository
class AttemptStore implements FactWriter<AuthorizationAttempt, Void> {
    private static final String COLUMNS = "recorded_at, at, station_id, value, type, purpose, status, rule, group_id";
    private static final String COPY = "copy authorization_attempt (" + COLUMNS + ") from stdin (format binary)";
    private static final String INSERT = """
            insert into authorization_attempt (%s)
            select %s, %s, station, value, type, purpose, status, rule, group_id
            from unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as new (recorded, at, station, value, type, purpose, status, rule, group_id)
            """.formatted(COLUMNS, Columns.time("recorded"), Columns.time("at"));

    private static final int KEPT_DAYS = 90;

    private final RowShape<AuthorizationAttempt> shape = new RowShape<AuthorizationAttempt>()
            .times(AuthorizationAttempt::recordedAt)
            .times(AuthorizationAttempt::at)
            .ints(fact -> fact.station().key())
            .texts(fact -> fact.token().value())
            .texts(fact -> fact.token().type())
            .texts(fact -> TokenWords.of(fact.purpose()))
            .texts(fact -> TokenWords.of(fact.status()))
            .texts(AuthorizationAttempt::rule)
            .texts(AuthorizationAttempt::group);
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
        // Only what is asked for stands in the statement: a plan for all cases reads the whole past for a token that
        // never came.
        var sql = new StringBuilder(
                "select id, at, station_id, value, type, purpose, status, rule, group_id from authorization_attempt where true");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("limit", limit);
        if (before != null) {
            sql.append(" and id < :before");
            parameters.put("before", before);
        }
        if (station != null) {
            sql.append(" and station_id = :station");
            parameters.put("station", station.key());
        }
        if (idToken != null) {
            sql.append(" and lower(value) = lower(:idToken)");
            parameters.put("idToken", idToken);
        }
        return jdbc.sql(sql.append(" order by id desc limit :limit").toString())
                .params(parameters)
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
        try (var insert = connection.prepareStatement(INSERT)) {
            shape.bind(insert, facts);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    @Override
    public List<@Nullable Void> writeNew(Connection connection, List<AuthorizationAttempt> facts) throws SQLException {
        shape.copy(connection, COPY, facts);
        return Collections.nCopies(facts.size(), null);
    }
}

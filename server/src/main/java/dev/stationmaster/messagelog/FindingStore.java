package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Findings, one row for each place and rule of a station. */
@Repository
class FindingStore {
    private static final String COUNT = """
            insert into finding as f (station_id, action, path, rule, message, count, first_seen_at, last_seen_at)
            select * from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
            on conflict (station_id, action, path, rule) do update set
                message = excluded.message,
                count = f.count + excluded.count,
                first_seen_at = least(f.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(f.last_seen_at, excluded.last_seen_at)
            """;

    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcClient database;

    private final InstantSource clock;
    private Instant forgotten = Instant.EPOCH;

    FindingStore(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One, in a transaction of its own. */
    void count(Findings.Finding finding) {
        database.sql("""
                        insert into finding as f (station_id, action, path, rule, message, count, first_seen_at, last_seen_at)
                        values (:station, :action, :path, :rule, :message, :count, :at::timestamptz, :at::timestamptz)
                        on conflict (station_id, action, path, rule) do update set
                            message = excluded.message, count = f.count + excluded.count, last_seen_at = excluded.last_seen_at
                        """)
                .param("station", finding.station().key())
                .param("action", finding.action())
                .param("path", finding.path())
                .param("rule", finding.rule())
                .param("message", finding.message())
                .param("count", finding.count())
                .param("at", finding.last().toString())
                .update();
    }

    /** In the transaction of the log's writer. */
    void count(Connection connection, Findings findings) throws SQLException {
        List<Findings.Finding> all = new ArrayList<>(findings.all());
        if (all.isEmpty()) return;
        try (var statement = connection.prepareStatement(COUNT)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("int4", each(all, f -> f.station().key())));
            statement.setArray(2, connection.createArrayOf("text", each(all, Findings.Finding::action)));
            statement.setArray(3, connection.createArrayOf("text", each(all, Findings.Finding::path)));
            statement.setArray(4, connection.createArrayOf("text", each(all, Findings.Finding::rule)));
            statement.setArray(5, connection.createArrayOf("text", each(all, Findings.Finding::message)));
            statement.setArray(6, connection.createArrayOf("int8", each(all, Findings.Finding::count)));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "timestamptz", each(all, f -> f.first().toString())));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "timestamptz", each(all, f -> f.last().toString())));
            statement.executeUpdate();
        }
        forgetOld(connection);
    }

    /** Once a day: findings that were not seen again for long are mended, or nobody's any more. */
    private void forgetOld(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(forgotten.plus(Duration.ofDays(1)))) return;
        try (var statement = connection.prepareStatement("delete from finding where last_seen_at < ?")) {
            statement.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
        forgotten = now;
    }

    private static Object[] each(List<Findings.Finding> all, Function<Findings.Finding, Object> part) {
        return all.stream().map(part).toArray();
    }

    /** Newest first. */
    List<Findings.Finding> list(StationId station, int limit, @Nullable Instant seenBefore) {
        return database.sql("""
                        select action, path, rule, message, count, first_seen_at, last_seen_at from finding
                        where station_id = :station and last_seen_at < coalesce(:before::timestamptz, 'infinity')
                        order by last_seen_at desc limit :limit
                        """)
                .param("station", station.key())
                .param("before", seenBefore == null ? null : seenBefore.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> new Findings.Finding(
                        station,
                        row.getString("action"),
                        row.getString("path"),
                        row.getString("rule"),
                        row.getString("message"),
                        row.getLong("count"),
                        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Map<StationId, Integer> counts(Collection<StationId> stations) {
        var counts = new HashMap<StationId, Integer>();
        database.sql(
                        "select station_id, count(*)::int as findings from finding where station_id = any(:ids) group by 1")
                .param("ids", stations.stream().map(StationId::key).toArray(Integer[]::new))
                .query(row -> {
                    counts.put(new StationId(row.getInt("station_id")), row.getInt("findings"));
                });
        return counts;
    }

    Set<StationId> stations() {
        return Set.copyOf(database.sql("select distinct station_id from finding")
                .query((row, _) -> new StationId(row.getInt("station_id")))
                .list());
    }
}

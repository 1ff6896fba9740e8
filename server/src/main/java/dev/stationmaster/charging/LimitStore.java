package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Limits from elsewhere, in the database. A release keeps what the limit was. */
@Repository
class LimitStore implements FactWriter<ExternalLimit, Void> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PUT = """
            insert into charging_limit as known (station_id, evse, source, grid_critical, local_generation, schedules, notified_at, cleared_at)
            select station, evse, source, critical, local, schedules, %s, %s
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) as told (station, evse, source, critical, local, schedules, notified, cleared)
            on conflict (station_id, evse, source) do update
            set cleared_at = excluded.cleared_at,
                grid_critical = case when excluded.cleared_at is null then excluded.grid_critical else known.grid_critical end,
                local_generation = case when excluded.cleared_at is null then excluded.local_generation else known.local_generation end,
                schedules = case when excluded.cleared_at is null then excluded.schedules else known.schedules end,
                notified_at = case when excluded.cleared_at is null then excluded.notified_at else known.notified_at end
            """.formatted(Columns.time("notified"), Columns.time("cleared"));

    private final JdbcClient jdbc;

    LimitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(int station, int evse, String source, boolean cleared) {}

    @Override
    public Class<ExternalLimit> factType() {
        return ExternalLimit.class;
    }

    @Override
    public int order() {
        return 731;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ExternalLimit> facts) throws SQLException {
        for (List<ExternalLimit> limits : runs(facts)) write(connection, limits, PUT);
        return Collections.nCopies(facts.size(), null);
    }

    /** A limit and its release in one commit are two statements, in their order. */
    private static List<List<ExternalLimit>> runs(List<ExternalLimit> facts) {
        Map<Key, ExternalLimit> last = new LinkedHashMap<>();
        for (ExternalLimit fact : facts) {
            var key = new Key(fact.station().key(), fact.evse(), fact.source(), fact.clearedAt() != null);
            last.remove(key);
            last.put(key, fact);
        }
        return last.values().stream().map(List::of).toList();
    }

    private static void write(Connection connection, List<ExternalLimit> limits, String sql) throws SQLException {
        try (var put = connection.prepareStatement(sql)) {
            new Columns<>(put, limits)
                    .ints(limit -> limit.station().key())
                    .ints(ExternalLimit::evse)
                    .texts(ExternalLimit::source)
                    .flags(ExternalLimit::gridCritical)
                    .flags(ExternalLimit::localGeneration)
                    .texts(limit -> JSON.writeValueAsString(limit.schedules().stream()
                            .map(ChargingProfileJson::view)
                            .toList()))
                    .times(ExternalLimit::notifiedAt)
                    .times(ExternalLimit::clearedAt);
            put.executeUpdate();
        }
    }

    /** @param released also those that hold no more */
    List<ExternalLimit> of(StationId station, boolean released) {
        return jdbc.sql("""
                        select evse, source, grid_critical, local_generation, schedules, notified_at, cleared_at from charging_limit
                        where station_id = :station and (:released or cleared_at is null) order by evse, source
                        """)
                .param("station", station.key())
                .param("released", released)
                .query((row, _) -> {
                    Timestamp cleared = row.getTimestamp("cleared_at");
                    return new ExternalLimit(
                            station,
                            row.getInt("evse"),
                            row.getString("source"),
                            row.getObject("grid_critical", Boolean.class),
                            row.getObject("local_generation", Boolean.class),
                            ChargingProfileJson.storedSchedules(row.getString("schedules")),
                            row.getTimestamp("notified_at").toInstant(),
                            cleared == null ? null : cleared.toInstant());
                })
                .list();
    }
}

package dev.stationmaster.monitoring;

import dev.stationmaster.command.Monitor;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Monitors in the database: told by stations, and wanted. */
@Repository
class MonitorStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    MonitorStore(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** @param source set or report */
    record Told(ReportedMonitor monitor, String source, Instant at) {}

    /** The monitor's id is the station's number; null before it gave one. */
    record Wanted(Monitor monitor, Instant at) {}

    record Severity(StationId station, int monitor, int severity) {}

    /** What was accepted last; null where nothing ever was. */
    record Setting(
            @Nullable String base,
            @Nullable Instant baseAt,
            @Nullable Integer level,
            @Nullable Instant levelAt) {
        static final Setting UNKNOWN = new Setting(null, null, null, null);
    }

    List<Told> told(StationId station) {
        return jdbc.sql("select * from station_monitor where station_id = :station order by monitor_id")
                .param("station", station.key())
                .query((row, _) -> told(row))
                .list();
    }

    List<Severity> severities() {
        return jdbc.sql("select station_id, monitor_id, severity from station_monitor")
                .query((row, _) -> new Severity(
                        new StationId(row.getInt("station_id")), row.getInt("monitor_id"), row.getInt("severity")))
                .list();
    }

    List<Wanted> wanted(StationId station) {
        return jdbc.sql(
                        "select * from wanted_monitor where station_id = :station order by variable_key, type, severity")
                .param("station", station.key())
                .query((row, _) -> new Wanted(
                        new Monitor(
                                variable(row),
                                row.getString("type"),
                                row.getBigDecimal("value").stripTrailingZeros(),
                                row.getInt("severity"),
                                row.getBoolean("transaction"),
                                row.getObject("monitor_id", Integer.class)),
                        row.getTimestamp("wanted_at").toInstant()))
                .list();
    }

    /** What the station has now instead of those with these numbers. */
    void replace(StationId station, Collection<Integer> gone, List<ReportedMonitor> there, String source, Instant at) {
        transactions.executeWithoutResult(_ -> {
            forget(station, gone);
            for (ReportedMonitor monitor : there) put(station, monitor, source, at);
        });
    }

    void forget(StationId station, Collection<Integer> gone) {
        if (gone.isEmpty()) return;
        jdbc.sql("delete from station_monitor where station_id = :station and monitor_id in (:gone)")
                .param("station", station.key())
                .param("gone", gone)
                .update();
    }

    private void put(StationId station, ReportedMonitor monitor, String source, Instant at) {
        jdbc.sql("""
                insert into station_monitor (station_id, monitor_id, variable_key, variable, type, value, severity, transaction, kind, told, told_at)
                values (:station, :id, :key, :variable, :type, :value, :severity, :transaction, :kind, :told, :at)
                on conflict (station_id, monitor_id) do update
                set variable_key = excluded.variable_key, variable = excluded.variable, type = excluded.type, value = excluded.value,
                    severity = excluded.severity, transaction = excluded.transaction, kind = excluded.kind, told = excluded.told,
                    told_at = excluded.told_at
                """)
                .param("station", station.key())
                .param("id", monitor.id())
                .param("key", monitor.variable().key())
                .param("variable", JSON.writeValueAsString(monitor.variable()))
                .param("type", monitor.type())
                .param("value", monitor.value())
                // Beyond 0 to 9 breaks the schema; the nearest is meant.
                .param("severity", Math.clamp(monitor.severity(), 0, 9))
                .param("transaction", monitor.transaction())
                .param("kind", monitor.kind(), Types.VARCHAR)
                .param("told", source)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The one of its type and severity on that variable. @param monitor its id is the station's number, null while there is none */
    void want(StationId station, Monitor monitor, Instant at) {
        transactions.executeWithoutResult(_ -> {
            if (monitor.id() != null) unwant(station, List.of(monitor.id()));
            jdbc.sql("""
                    insert into wanted_monitor (station_id, variable_key, type, severity, variable, value, transaction, monitor_id, wanted_at)
                    values (:station, :key, :type, :severity, :variable, :value, :transaction, :id, :at)
                    on conflict (station_id, variable_key, type, severity) do update
                    set variable = excluded.variable, value = excluded.value, transaction = excluded.transaction,
                        monitor_id = excluded.monitor_id, wanted_at = excluded.wanted_at
                    """)
                    .param("station", station.key())
                    .param("key", monitor.variable().key())
                    .param("type", monitor.type())
                    .param("severity", monitor.severity())
                    .param("variable", JSON.writeValueAsString(monitor.variable()))
                    .param("value", monitor.value())
                    .param("transaction", monitor.transaction())
                    .param("id", monitor.id(), Types.INTEGER)
                    .param("at", Timestamp.from(at))
                    .update();
        });
    }

    void unwant(StationId station, Collection<Integer> ids) {
        if (ids.isEmpty()) return;
        jdbc.sql("delete from wanted_monitor where station_id = :station and monitor_id in (:ids)")
                .param("station", station.key())
                .param("ids", ids)
                .update();
    }

    /** The station's numbers of wanted monitors: those it has now, null for those it has not. */
    void number(StationId station, List<Monitor> wanted) {
        transactions.executeWithoutResult(_ -> {
            for (Monitor monitor : wanted) {
                jdbc.sql("""
                        update wanted_monitor set monitor_id = :id
                        where station_id = :station and variable_key = :key and type = :type and severity = :severity
                        """)
                        .param("station", station.key())
                        .param("key", monitor.variable().key())
                        .param("type", monitor.type())
                        .param("severity", monitor.severity())
                        .param("id", monitor.id(), Types.INTEGER)
                        .update();
            }
        });
    }

    /** Stations of which monitors are wanted. */
    List<StationId> wanting() {
        return jdbc.sql("select distinct station_id from wanted_monitor")
                .query((row, _) -> new StationId(row.getInt("station_id")))
                .list();
    }

    void unwantAll(StationId station) {
        jdbc.sql("delete from wanted_monitor where station_id = :station")
                .param("station", station.key())
                .update();
    }

    void base(StationId station, String base, Instant at) {
        jdbc.sql("""
                insert into monitoring_setting (station_id, base, base_at) values (:station, :base, :at)
                on conflict (station_id) do update set base = excluded.base, base_at = excluded.base_at
                """)
                .param("station", station.key())
                .param("base", base)
                .param("at", Timestamp.from(at))
                .update();
    }

    void level(StationId station, int level, Instant at) {
        jdbc.sql("""
                insert into monitoring_setting (station_id, level, level_at) values (:station, :level, :at)
                on conflict (station_id) do update set level = excluded.level, level_at = excluded.level_at
                """)
                .param("station", station.key())
                .param("level", level)
                .param("at", Timestamp.from(at))
                .update();
    }

    Setting setting(StationId station) {
        Optional<Setting> known = jdbc.sql("select * from monitoring_setting where station_id = :station")
                .param("station", station.key())
                .query((row, _) -> new Setting(
                        row.getString("base"),
                        instant(row, "base_at"),
                        row.getObject("level", Integer.class),
                        instant(row, "level_at")))
                .optional();
        return known.orElse(Setting.UNKNOWN);
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                new ReportedMonitor(
                        row.getInt("monitor_id"),
                        variable(row),
                        row.getString("type"),
                        row.getBigDecimal("value").stripTrailingZeros(),
                        row.getInt("severity"),
                        row.getBoolean("transaction"),
                        row.getString("kind")),
                row.getString("told"),
                row.getTimestamp("told_at").toInstant());
    }

    private static Variable variable(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("variable"), Variable.class);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

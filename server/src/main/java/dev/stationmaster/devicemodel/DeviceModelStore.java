package dev.stationmaster.devicemodel;

import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the device model, and swaps in whole reports. */
@Component
class DeviceModelStore {
    private static final String VARIABLES = """
            select station_id, component, component_instance, evse, connector, variable, variable_instance, attribute, value, mutability,
                   data_type, unit, min_limit, max_limit, values_list, persistent, constant, reported_at, source
            from device_variable
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;

    DeviceModelStore(JdbcClient jdbc, JdbcTemplate template, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.transactions = transactions;
    }

    record StoredLimit(StationId station, String key, String value) {}

    record StoredName(StationId station, String component, String variable) {}

    record StoredPart(int seqNo, boolean toContinue, Instant generatedAt, String content) {}

    /** @param state receiving, complete, incomplete or empty */
    record StoredReport(
            int requestId,
            @Nullable String kind,
            String state,
            Instant askedAt,
            @Nullable Instant completedAt,
            int parts) {}

    record OpenReport(StationId station, int requestId) {}

    List<StoredLimit> limits() {
        return jdbc.sql("""
                select station_id, variable_key, value from device_variable
                where lower(variable) in ('itemspermessage', 'bytespermessage', 'getconfigurationmaxkeys', 'activenetworkprofile', 'connectiontimeout',
                                          'evconnectiontimeout')
                  and attribute = 'Actual' and value is not null
                """)
                .query((row, _) -> new StoredLimit(
                        new StationId(row.getInt("station_id")), row.getString("variable_key"), row.getString("value")))
                .list();
    }

    List<StoredLimit> priceSwitches() {
        return jdbc.sql("""
                select station_id, variable_key, value from device_variable
                where lower(component) = 'tariffcostctrlr' and lower(variable) in ('available', 'enabled')
                  and attribute = 'Actual' and lower(value) = 'false'
                """)
                .query((row, _) -> new StoredLimit(
                        new StationId(row.getInt("station_id")), row.getString("variable_key"), row.getString("value")))
                .list();
    }

    List<StoredName> writeOnly() {
        return jdbc.sql("select station_id, component, variable from device_variable where mutability = 'WriteOnly'")
                .query((row, _) -> new StoredName(
                        new StationId(row.getInt("station_id")), row.getString("component"), row.getString("variable")))
                .list();
    }

    /** In the order of component and variable; after the given key and attribute. */
    List<VariableRow> list(StationId station, Filter filter, @Nullable String after, int limit) {
        return jdbc.sql(VARIABLES + """
                where station_id = :station
                  and (:component::text is null or lower(component) = lower(:component))
                  and (:pattern::text is null or component || '.' || variable || coalesce(variable_instance, '') ilike :pattern)
                  and (:after::text is null or variable_key || ' ' || attribute > :after)
                order by variable_key || ' ' || attribute
                limit :limit
                """)
                .param("station", station.key())
                .param("component", filter.component())
                .param("pattern", pattern(filter.text()))
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /** @param text part of a name; @param component a whole name; null for any */
    record Filter(@Nullable String text, @Nullable String component) {}

    private static @Nullable String pattern(@Nullable String text) {
        if (text == null) return null;
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    Optional<VariableRow> find(StationId station, Variable variable, String attribute) {
        return jdbc.sql(VARIABLES + "where station_id = :station and variable_key = :key and attribute = :attribute")
                .param("station", station.key())
                .param("key", variable.key())
                .param("attribute", attribute)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Begins a report; what came under this number before is gone. */
    void asked(StationId station, int requestId, @Nullable String kind, Instant at) {
        dropParts(station, requestId);
        jdbc.sql("""
                insert into device_report (station_id, request_id, kind, state, asked_at)
                values (:station, :request, :kind, 'receiving', :at)
                on conflict (station_id, request_id) do update
                set kind = excluded.kind, state = excluded.state, asked_at = excluded.asked_at, completed_at = null
                """)
                .param("station", station.key())
                .param("request", requestId)
                .param("kind", kind)
                .param("at", Timestamp.from(at))
                .update();
    }

    private void dropParts(StationId station, int requestId) {
        jdbc.sql("delete from device_report_part where station_id = :station and request_id = :request")
                .param("station", station.key())
                .param("request", requestId)
                .update();
    }

    void state(StationId station, int requestId, String state, Instant at) {
        jdbc.sql("""
                update device_report set state = :state, completed_at = :at
                where station_id = :station and request_id = :request
                """)
                .param("state", state)
                .param("at", Timestamp.from(at))
                .param("station", station.key())
                .param("request", requestId)
                .update();
    }

    void forget(StationId station, int requestId) {
        jdbc.sql("delete from device_report where station_id = :station and request_id = :request")
                .param("station", station.key())
                .param("request", requestId)
                .update();
    }

    List<OpenReport> receiving() {
        return jdbc.sql("select station_id, request_id from device_report where state = 'receiving'")
                .query((row, _) -> new OpenReport(new StationId(row.getInt("station_id")), row.getInt("request_id")))
                .list();
    }

    DeviceModelService.Read read(StationId station) {
        return jdbc.sql("""
                select count(*) as count, max(reported_at) as newest from device_variable
                where station_id = :station and attribute = 'Actual' and source in ('get', 'report')
                """)
                .param("station", station.key())
                .query((row, _) -> new DeviceModelService.Read(row.getInt("count"), instant(row, "newest")))
                .single();
    }

    List<StoredReport> reports(StationId station, @Nullable Integer only) {
        return jdbc.sql("""
                select request_id, kind, state, asked_at, completed_at,
                       (select count(*) from device_report_part part
                        where part.station_id = report.station_id and part.request_id = report.request_id) as parts
                from device_report report
                where station_id = :station and (:only::int is null or request_id = :only)
                order by asked_at desc, request_id desc
                limit 500
                """)
                .param("station", station.key())
                .param("only", only)
                .query((row, _) -> new StoredReport(
                        row.getInt("request_id"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getTimestamp("asked_at").toInstant(),
                        instant(row, "completed_at"),
                        row.getInt("parts")))
                .list();
    }

    List<StoredPart> parts(StationId station, int requestId) {
        return jdbc.sql("""
                select seq_no, to_continue, generated_at, content from device_report_part
                where station_id = :station and request_id = :request order by seq_no
                """)
                .param("station", station.key())
                .param("request", requestId)
                .query((row, _) -> new StoredPart(
                        row.getInt("seq_no"),
                        row.getBoolean("to_continue"),
                        row.getTimestamp("generated_at").toInstant(),
                        row.getString("content")))
                .list();
    }

    /** Takes over a complete report in one step. @param whole it is all the station has: what it does not name is gone */
    void apply(StationId station, int requestId, List<VariableRow> rows, boolean whole, Instant at) {
        transactions.executeWithoutResult(_ -> {
            template.execute((ConnectionCallback<Object>) connection -> {
                Collection<VariableRow> distinct = VariableRowStore.distinct(rows);
                VariableChangeStore.write(connection, distinct);
                if (whole) clear(connection, station);
                VariableRowStore.upsert(connection, distinct);
                return Boolean.TRUE;
            });
            state(station, requestId, "complete", at);
        });
    }

    private static void clear(Connection connection, StationId station) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from device_variable where station_id = ?")) {
            statement.setInt(1, station.key());
            statement.executeUpdate();
        }
    }

    private static VariableRow read(ResultSet row) throws SQLException {
        String dataType = row.getString("data_type");
        return new VariableRow(
                new StationId(row.getInt("station_id")),
                new Variable(
                        row.getString("component"),
                        row.getString("component_instance"),
                        row.getObject("evse", Integer.class),
                        row.getObject("connector", Integer.class),
                        row.getString("variable"),
                        row.getString("variable_instance")),
                row.getString("attribute"),
                row.getString("value"),
                row.getString("mutability"),
                dataType == null
                        ? null
                        : new Characteristics(
                                dataType,
                                row.getString("unit"),
                                row.getBigDecimal("min_limit"),
                                row.getBigDecimal("max_limit"),
                                row.getString("values_list"),
                                false),
                row.getObject("persistent", Boolean.class),
                row.getObject("constant", Boolean.class),
                row.getTimestamp("reported_at").toInstant(),
                Origin.of(row.getString("source")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

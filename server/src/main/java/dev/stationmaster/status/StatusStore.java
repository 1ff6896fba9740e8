package dev.stationmaster.status;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.RowShape;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What connectors say, in the database: the present state and the history. */
@Repository
class StatusStore implements FactWriter<ConnectorStatusFact, Void> {
    private static final String PRESENT =
            """
            insert into connector_status (station_id, evse, connector, wire_connector, status, error_code, info, vendor_id,
                                          vendor_error_code, reported_at, effective_at, received_at)
            select station, evse, connector, wire_connector, status, error_code, info, vendor_id, vendor_error_code, %s, %s, %s
            from unnest(?::int[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::bigint[])
                 as new (station, evse, connector, wire_connector, status, error_code, info, vendor_id, vendor_error_code,
                         reported, received, effective)
            on conflict (station_id, evse, connector) do update set
                wire_connector = excluded.wire_connector, status = excluded.status, error_code = excluded.error_code,
                info = excluded.info, vendor_id = excluded.vendor_id, vendor_error_code = excluded.vendor_error_code,
                reported_at = excluded.reported_at, effective_at = excluded.effective_at, received_at = excluded.received_at
            where excluded.effective_at >= connector_status.effective_at
            """.formatted(Columns.time("reported"), Columns.time("effective"), Columns.time("received"));

    private static final String HISTORY_COLUMNS = """
            station_id, evse, connector, wire_connector, status, error_code, info,
            vendor_id, vendor_error_code, reported_at, received_at""";

    private static final String HISTORY_COPY =
            "copy connector_status_history (" + HISTORY_COLUMNS + ") from stdin (format binary)";

    private static final String HISTORY =
            """
            insert into connector_status_history (%s)
            select station, evse, connector, wire_connector, status, error_code, info, vendor_id, vendor_error_code, %s, %s
            from unnest(?::int[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[])
                 as new (station, evse, connector, wire_connector, status, error_code, info, vendor_id, vendor_error_code,
                         reported, received)
            on conflict do nothing
            """.formatted(HISTORY_COLUMNS, Columns.time("reported"), Columns.time("received"));

    private final RowShape<ConnectorStatusFact> history = report();
    private final RowShape<ConnectorStatusFact> present =
            report().times(fact -> fact.report().effectiveAt());
    private final JdbcClient jdbc;

    StatusStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<ConnectorStatusFact> factType() {
        return ConnectorStatusFact.class;
    }

    @Override
    public int order() {
        return 330;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ConnectorStatusFact> facts) throws SQLException {
        insert(connection, PRESENT, present, newest(facts));
        insert(connection, HISTORY, history, facts);
        return Collections.nCopies(facts.size(), null);
    }

    @Override
    public List<@Nullable Void> writeNew(Connection connection, List<ConnectorStatusFact> facts) throws SQLException {
        insert(connection, PRESENT, present, newest(facts));
        history.copy(connection, HISTORY_COPY, facts);
        return Collections.nCopies(facts.size(), null);
    }

    private static List<ConnectorStatusFact> newest(List<ConnectorStatusFact> facts) {
        Map<ConnectorStatusFact.Place, ConnectorStatusFact> newest = LinkedHashMap.newLinkedHashMap(facts.size());
        for (ConnectorStatusFact fact : facts) newest.merge(fact.place(), fact, StatusStore::newer);
        return List.copyOf(newest.values());
    }

    private static ConnectorStatusFact newer(ConnectorStatusFact known, ConnectorStatusFact arrived) {
        return arrived.report().effectiveAt().isBefore(known.report().effectiveAt()) ? known : arrived;
    }

    private static void insert(
            Connection connection, String sql, RowShape<ConnectorStatusFact> shape, List<ConnectorStatusFact> facts)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            shape.bind(statement, facts);
            statement.executeUpdate();
        }
    }

    private static RowShape<ConnectorStatusFact> report() {
        return new RowShape<ConnectorStatusFact>()
                .ints(fact -> fact.station().key())
                .ints(fact -> fact.report().evse())
                .ints(fact -> fact.report().connector())
                .ints(fact -> fact.report().wireConnector())
                .texts(fact -> fact.report().status())
                .texts(fact -> fact.report().errorCode())
                .texts(fact -> fact.report().info())
                .texts(fact -> fact.report().vendorId())
                .texts(fact -> fact.report().vendorErrorCode())
                .times(fact -> fact.report().at())
                .times(fact -> fact.report().receivedAt());
    }

    /** The present state of every connector of every station. */
    List<ConnectorStatusFact> loadAll() {
        return jdbc.sql("select * from connector_status")
                .withFetchSize(10_000)
                .query((row, _) -> fact(row))
                .list();
    }

    private static ConnectorStatusFact fact(ResultSet row) throws SQLException {
        var report = new ConnectorReport(
                row.getInt("evse"),
                row.getInt("connector"),
                row.getObject("wire_connector", Integer.class),
                row.getString("status"),
                row.getString("error_code"),
                row.getString("info"),
                row.getString("vendor_id"),
                row.getString("vendor_error_code"),
                time(row, "reported_at"),
                Objects.requireNonNull(time(row, "received_at")),
                Objects.requireNonNull(time(row, "effective_at")));
        return new ConnectorStatusFact(new StationId(row.getInt("station_id")), report);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

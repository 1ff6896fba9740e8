package dev.stationmaster.diagnostics;

import dev.stationmaster.diagnostics.DeviceEvent.Place;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Device and security events in the database. */
@Repository
class DeviceEventStore implements FactWriter<DeviceEvent, Void> {
    private static final String INSERT = """
            insert into device_event (station_id, kind, occurred_at, received_at, event_id, component, component_instance, evse, connector,
                                      variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content)
            select station_id, kind, %s, %s, event_id, component, component_instance, evse, connector,
                   variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as told (station_id, kind, occurred, received, event_id, component, component_instance, evse, connector,
                         variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content)
            on conflict (station_id, occurred_at, content) do nothing
            """.formatted(Columns.time("occurred"), Columns.time("received"));

    private final JdbcClient jdbc;

    DeviceEventStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event as the API shows it. */
    record Row(long id, DeviceEvent event) {}

    @Override
    public Class<DeviceEvent> factType() {
        return DeviceEvent.class;
    }

    @Override
    public int order() {
        return 600;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<DeviceEvent> facts) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, facts)
                    .ints(event -> event.station().key())
                    .texts(event -> event.kind().word())
                    .times(DeviceEvent::occurredAt)
                    .times(DeviceEvent::receivedAt)
                    .ints(DeviceEvent::eventId)
                    .texts(place(Place::component))
                    .texts(place(Place::componentInstance))
                    .ints(place(Place::evse))
                    .ints(place(Place::connector))
                    .texts(place(Place::variable))
                    .texts(place(Place::variableInstance))
                    .texts(DeviceEvent::value)
                    .texts(DeviceEvent::trigger)
                    .ints(DeviceEvent::severity)
                    .flags(DeviceEvent::cleared)
                    .texts(DeviceEvent::type)
                    .texts(DeviceEvent::techCode)
                    .texts(DeviceEvent::techInfo)
                    .uuids(DeviceEvent::content);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static <T> Function<DeviceEvent, @Nullable T> place(Function<Place, @Nullable T> part) {
        return event -> event.place() == null ? null : part.apply(event.place());
    }

    /** A station's events, the newest first. */
    List<Row> find(StationId station, @Nullable String kind, Paging paging) {
        return jdbc.sql("""
                        select * from device_event
                        where station_id = :station and (:kind::text is null or kind = :kind)
                          and (:after::bigint is null or id < :after)
                        order by id desc limit :limit
                        """)
                .param("station", station.key())
                .param("kind", kind)
                .param("after", paging.afterNumber())
                .param("limit", paging.fetch())
                .query((row, _) -> new Row(row.getLong("id"), event(station, row)))
                .list();
    }

    private static DeviceEvent event(StationId station, ResultSet row) throws SQLException {
        String component = row.getString("component");
        Place place = component == null
                ? null
                : new Place(
                        component,
                        row.getString("component_instance"),
                        row.getObject("evse", Integer.class),
                        row.getObject("connector", Integer.class),
                        row.getString("variable"),
                        row.getString("variable_instance"));
        boolean security = DeviceEvent.Kind.SECURITY.word().equals(row.getString("kind"));
        return new DeviceEvent(
                station,
                security ? DeviceEvent.Kind.SECURITY : DeviceEvent.Kind.DEVICE,
                instant(row, "occurred_at"),
                instant(row, "received_at"),
                row.getObject("event_id", Integer.class),
                place,
                row.getString("value"),
                row.getString("trigger"),
                row.getObject("severity", Integer.class),
                row.getObject("cleared", Boolean.class),
                row.getString("type"),
                row.getString("tech_code"),
                row.getString("tech_info"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

package dev.stationmaster.diagnostics;

import dev.stationmaster.diagnostics.DeviceEvent.Origin;
import dev.stationmaster.diagnostics.DeviceEvent.Place;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Device and security events in the database. */
@Repository
class DeviceEventStore implements FactWriter<DeviceEvent, Void> {
    private static final String INSERT = """
            insert into device_event (station_id, kind, occurred_at, received_at, event_id, component, component_instance, evse, connector,
                                      variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content,
                                      monitor_id, cause, notification, transaction_id)
            select station_id, kind, %s, %s, event_id, component, component_instance, evse, connector,
                   variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content,
                   monitor_id, cause, notification, transaction_id
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as told (station_id, kind, occurred, received, event_id, component, component_instance, evse, connector,
                         variable, variable_instance, value, trigger, severity, cleared, type, tech_code, tech_info, content,
                         monitor_id, cause, notification, transaction_id)
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
                    .uuids(DeviceEvent::content)
                    .ints(origin(Origin::monitor))
                    .ints(origin(Origin::cause))
                    .texts(origin(Origin::notification))
                    .texts(origin(Origin::transaction));
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static <T> Function<DeviceEvent, @Nullable T> origin(Function<Origin, @Nullable T> part) {
        return event -> event.origin() == null ? null : part.apply(event.origin());
    }

    private static <T> Function<DeviceEvent, @Nullable T> place(Function<Place, @Nullable T> part) {
        return event -> event.place() == null ? null : part.apply(event.place());
    }

    /**
     * Which events are wanted; null asks for any.
     *
     * @param severity at least so severe: this number or a smaller one
     * @param since by the server's clock
     */
    record Filter(
            @Nullable StationId station,
            @Nullable String kind,
            @Nullable String component,
            @Nullable String variable,
            @Nullable Integer severity,
            @Nullable String trigger,
            @Nullable Boolean cleared,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** The newest first. */
    List<Row> find(Filter filter, Paging paging) {
        return jdbc.sql("""
                        select * from device_event
                        where (:station::int is null or station_id = :station) and (:kind::text is null or kind = :kind)
                          and (:component::text is null or lower(component) = lower(:component))
                          and (:variable::text is null or lower(variable) = lower(:variable))
                          and (:severity::int is null or severity <= :severity) and (:trigger::text is null or trigger = :trigger)
                          and (:cleared::bool is null or coalesce(cleared, false) = :cleared)
                          and (:since::timestamptz is null or received_at >= :since)
                          and (:until::timestamptz is null or received_at < :until)
                          and (:after::bigint is null or id < :after)
                        order by id desc limit :limit
                        """)
                .param(
                        "station",
                        filter.station() == null ? null : filter.station().key(),
                        Types.INTEGER)
                .param("kind", filter.kind(), Types.VARCHAR)
                .param("component", filter.component(), Types.VARCHAR)
                .param("variable", filter.variable(), Types.VARCHAR)
                .param("severity", filter.severity(), Types.INTEGER)
                .param("trigger", filter.trigger(), Types.VARCHAR)
                .param("cleared", filter.cleared(), Types.BOOLEAN)
                .param("since", timestamp(filter.since()), Types.TIMESTAMP)
                .param("until", timestamp(filter.until()), Types.TIMESTAMP)
                .param("after", paging.afterNumber(), Types.BIGINT)
                .param("limit", paging.fetch())
                .query((row, _) -> new Row(row.getLong("id"), event(row)))
                .list();
    }

    Optional<Row> find(StationId station, long id) {
        return jdbc.sql("select * from device_event where station_id = :station and id = :id")
                .param("station", station.key())
                .param("id", id)
                .query((row, _) -> new Row(row.getLong("id"), event(row)))
                .optional();
    }

    /** The event that led to this one, and what led to that, the nearest first: a station numbers its events anew after a reboot. */
    List<Row> causes(StationId station, Row effect) {
        return jdbc.sql("""
                        with recursive chain as (
                            select :id::bigint as id, :cause::int as cause, 0 as depth
                            union all
                            select found.id, found.cause, chain.depth + 1
                            from chain cross join lateral (
                                select id, cause from device_event
                                where station_id = :station and event_id = chain.cause and received_at <= :received and id <> :id
                                order by id desc limit 1) found
                            where chain.depth < 20)
                        select event.* from chain join device_event event using (id) where chain.depth > 0 order by chain.depth
                        """)
                .param("station", station.key())
                .param("id", effect.id())
                .param(
                        "cause",
                        effect.event().origin() == null
                                ? null
                                : effect.event().origin().cause(),
                        Types.INTEGER)
                .param("received", Timestamp.from(effect.event().receivedAt()))
                .query((row, _) -> new Row(row.getLong("id"), event(row)))
                .list();
    }

    /** Alarms that nothing has closed: of each monitored variable the last event that raised or cleared one, when it raised it. */
    List<Row> alerts(@Nullable StationId station, int limit) {
        return jdbc.sql("""
                        select * from (
                            select distinct on (station_id, component, component_instance, evse, connector, variable, variable_instance, monitor_id) *
                            from device_event
                            where kind = 'deviceEvent' and (trigger = 'Alerting' or cleared) and (:station::int is null or station_id = :station)
                            order by station_id, component, component_instance, evse, connector, variable, variable_instance, monitor_id,
                                     occurred_at desc, id desc) last
                        where not coalesce(cleared, false) and not (lower(variable) = 'problem' and lower(coalesce(value, '')) = 'false')
                        order by severity nulls last, id desc limit :limit
                        """)
                .param("station", station == null ? null : station.key(), Types.INTEGER)
                .param("limit", limit)
                .query((row, _) -> new Row(row.getLong("id"), event(row)))
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static DeviceEvent event(ResultSet row) throws SQLException {
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
                new StationId(row.getInt("station_id")),
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
                row.getString("tech_info"),
                origin(row));
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        String notification = row.getString("notification");
        if (notification == null) return null;
        return new Origin(
                row.getObject("monitor_id", Integer.class),
                row.getObject("cause", Integer.class),
                notification,
                row.getString("transaction_id"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}

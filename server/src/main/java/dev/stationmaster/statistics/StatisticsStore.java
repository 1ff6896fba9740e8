package dev.stationmaster.statistics;

import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums over what happened in a period. */
@Repository
class StatisticsStore {
    private final JdbcClient jdbc;

    StatisticsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param energyWh what plausibly flowed, so far
     * @param seconds from start to stop, of those that told both
     */
    record Sessions(long count, BigDecimal energyWh, double seconds) {
        static final Sessions NONE = new Sessions(0, BigDecimal.ZERO, 0);
    }

    /** Of transactions that began in the period, by station. */
    Map<StationId, Sessions> sessions(Span period) {
        Map<StationId, Sessions> found = new HashMap<>();
        jdbc.sql("""
                        select station_id, count(*) as sessions, coalesce(sum(energy_wh), 0) as energy,
                               coalesce(sum(extract(epoch from stopped_at - started_at)) filter (where stopped_at > started_at), 0) as seconds
                        from transaction
                        where first_received_at >= :heard and coalesce(started_at, first_received_at) >= :from and coalesce(started_at, first_received_at) < :to
                        group by 1""")
                .param("heard", heard(period))
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query((row, _) -> found.put(
                        new StationId(row.getInt("station_id")),
                        new Sessions(row.getLong("sessions"), row.getBigDecimal("energy"), row.getDouble("seconds"))))
                .list();
        return found;
    }

    /** @param energyWh what plausibly flowed, so far */
    record Day(LocalDate day, long sessions, BigDecimal energyWh) {}

    /** Days with sessions, by the station's key given. */
    List<Day> days(Span period, ZoneId zone, List<StationId> stations) {
        return jdbc.sql("""
                        select (coalesce(started_at, first_received_at) at time zone :zone)::date as day, count(*) as sessions,
                               coalesce(sum(energy_wh), 0) as energy
                        from transaction
                        where first_received_at >= :heard and coalesce(started_at, first_received_at) >= :from and coalesce(started_at, first_received_at) < :to
                          and station_id = any(:stations)
                        group by 1 order by 1""")
                .param("zone", zone.getId())
                .param("heard", heard(period))
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("stations", stations.stream().map(StationId::key).toArray(Integer[]::new))
                .query((row, _) -> new Day(
                        row.getObject("day", LocalDate.class), row.getLong("sessions"), row.getBigDecimal("energy")))
                .list();
    }

    /** A connector of a station. */
    record Place(StationId station, int evse, int connector) {}

    /** When each connector was first heard of, as far as that is kept: one that has said nothing new for long has its present state only. */
    Map<Place, Instant> firstHeard() {
        Map<Place, Instant> found = new HashMap<>();
        jdbc.sql("""
                        select station_id, evse, connector, min(received_at) as at from (
                            select station_id, evse, connector, received_at from connector_status_history
                            union all
                            select station_id, evse, connector, received_at from connector_status) as said
                        where connector > 0 group by 1, 2, 3""")
                .query((row, _) -> found.put(
                        new Place(new StationId(row.getInt("station_id")), row.getInt("evse"), row.getInt("connector")),
                        row.getTimestamp("at").toInstant()))
                .list();
        return found;
    }

    /** A time in which a connector said Faulted or Unavailable. */
    record Outage(Place place, Span span) {}

    /** By the times of receipt; those that last go to the end of the period. */
    List<Outage> outages(Span period) {
        return jdbc.sql("""
                        select * from (
                            select station_id, evse, connector, status, received_at as at,
                                   lead(received_at) over (partition by station_id, evse, connector order by received_at) as until
                            from (
                                select station_id, evse, connector, status, received_at from connector_status_history
                                union
                                select station_id, evse, connector, status, received_at from connector_status) as every
                            where connector > 0 and received_at < :to) as said
                        where status in ('Faulted', 'Unavailable') and (until is null or until > :from)""")
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    Timestamp until = row.getTimestamp("until");
                    return new Outage(
                            new Place(
                                    new StationId(row.getInt("station_id")),
                                    row.getInt("evse"),
                                    row.getInt("connector")),
                            new Span(
                                    row.getTimestamp("at").toInstant(),
                                    until == null ? period.to() : until.toInstant()));
                })
                .list();
    }

    /**
     * When stations were connected, from their first connection that is kept to the end of the period. A connection whose end a crash swallowed ends
     * with the next one.
     */
    Map<StationId, List<Span>> connections(Span period) {
        Map<StationId, List<Span>> found = new HashMap<>();
        jdbc.sql("""
                        select station_id, connected_at,
                               coalesce(disconnected_at, lead(connected_at) over (partition by station_id order by epoch)) as until
                        from (
                            select station_id, epoch, connected_at, max(disconnected_at) as disconnected_at from (
                                select station_id, epoch, connected_at, disconnected_at from link_history
                                union all
                                select station_id, epoch, connected_at, disconnected_at from station_link) as links
                            group by 1, 2, 3) as connections
                        where connected_at < :to order by station_id, epoch""")
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    Timestamp until = row.getTimestamp("until");
                    var span = new Span(
                            row.getTimestamp("connected_at").toInstant(),
                            until == null ? period.to() : until.toInstant());
                    return found.computeIfAbsent(new StationId(row.getInt("station_id")), _ -> new ArrayList<>())
                            .add(span);
                })
                .list();
        return found;
    }

    /** Nothing that began in the period was heard of before; a station's clock may be ahead by less than a day. */
    private static OffsetDateTime heard(Span period) {
        return period.from().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC);
    }
}

package dev.stationmaster.overview;

import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums over transactions. */
@Repository
class OverviewStore {
    private final JdbcClient jdbc;

    OverviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One day of a calendar.
     *
     * @param sessions transactions that began on that day, by the station's clock
     * @param energyWh what they plausibly took, so far; null when none has a known energy
     */
    record Day(LocalDate day, long sessions, @Nullable BigDecimal energyWh) {}

    /**
     * Days with sessions, the oldest first.
     *
     * @param stations keys of those that count; null for all
     */
    List<Day> days(Instant since, ZoneId zone, @Nullable List<Integer> stations) {
        return jdbc.sql("""
                        select (begun at time zone :zone)::date as day, count(*) as sessions, sum(energy_wh) as energy
                        from (select case when started_at > '2020-01-01Z' and started_at < first_received_at + interval '1 day'
                                          then started_at else first_received_at end as begun, energy_wh, station_id
                              from transaction where first_received_at >= :since) as heard
                        where begun >= :since and (:every or station_id = any(:stations))
                        group by 1 order by 1""")
                .param("every", stations == null)
                .param("stations", keys(stations))
                .param("zone", zone.getId())
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query((row, _) -> new Day(
                        row.getObject("day", LocalDate.class), row.getLong("sessions"), row.getBigDecimal("energy")))
                .list();
    }

    /** What each station said when it booted last. */
    void boots(BiConsumer<StationId, BootReport> take) {
        jdbc.sql("""
                        select id, vendor, model, reported_serial_number, firmware_version from station
                        where deleted_at is null and vendor is not null""").withFetchSize(5_000).query(row -> {
            take.accept(
                    new StationId(row.getInt("id")),
                    new BootReport(
                            row.getString("vendor"),
                            row.getString("model"),
                            row.getString("reported_serial_number"),
                            row.getString("firmware_version"),
                            null,
                            null,
                            null,
                            null,
                            null));
        });
    }

    /** Transactions of a station that touch that time, the oldest first; of very many the latest. */
    List<TimelineResource.Charge> charges(StationId station, Instant since, Instant until, int limit) {
        return jdbc.sql("""
                        select public_id, evse, connector, coalesce(started_at, first_received_at) as begun, stopped_at, energy_wh, token
                        from transaction
                        where station_id = :station and coalesce(started_at, first_received_at) < :until
                          and (stopped_at is null or stopped_at >= :since)
                        order by begun desc limit :limit""")
                .param("station", station.key())
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> {
                    OffsetDateTime stopped = row.getObject("stopped_at", OffsetDateTime.class);
                    return new TimelineResource.Charge(
                            row.getObject("public_id", UUID.class),
                            row.getObject("evse", Integer.class),
                            row.getObject("connector", Integer.class),
                            row.getObject("begun", OffsetDateTime.class).toInstant(),
                            stopped == null ? null : stopped.toInstant(),
                            row.getBigDecimal("energy_wh"),
                            row.getString("token"));
                })
                .list()
                .reversed();
    }

    private static Integer[] keys(@Nullable List<Integer> stations) {
        return stations == null ? new Integer[0] : stations.toArray(Integer[]::new);
    }
}

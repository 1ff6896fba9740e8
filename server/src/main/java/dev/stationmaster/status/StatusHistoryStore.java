package dev.stationmaster.status;

import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and shortens the history of connectors. */
@Repository
class StatusHistoryStore {
    private final JdbcClient jdbc;

    StatusHistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was told in that time, in the order of arrival; of very much the latest. */
    List<ConnectorReport> within(StationId station, Instant since, Instant until, int limit) {
        return jdbc.sql("""
                        select evse, connector, status, error_code, info, reported_at, received_at from connector_status_history
                        where station_id = :station and received_at >= :since and received_at < :until
                        order by received_at desc limit :limit
                        """)
                .param("station", station.key())
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, _) -> report(row))
                .list()
                .reversed();
    }

    /** What each connector had told last before that time. */
    List<ConnectorReport> before(StationId station, Instant since) {
        return jdbc.sql("""
                        select last.* from connector_status known cross join lateral (
                            select evse, connector, status, error_code, info, reported_at, received_at
                            from connector_status_history
                            where station_id = known.station_id and received_at < :since
                              and evse = known.evse and connector = known.connector
                            order by received_at desc limit 1) as last
                        where known.station_id = :station
                        """)
                .param("station", station.key())
                .param("since", Timestamp.from(since))
                .query((row, _) -> report(row))
                .list();
    }

    int deleteBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from connector_status_history where ctid = any(array(
                            select ctid from connector_status_history where received_at < :time limit :limit))
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static ConnectorReport report(ResultSet row) throws SQLException {
        Timestamp reported = row.getTimestamp("reported_at");
        return new ConnectorReport(
                row.getInt("evse"),
                row.getInt("connector"),
                null,
                row.getString("status"),
                row.getString("error_code"),
                row.getString("info"),
                null,
                null,
                reported == null ? null : reported.toInstant(),
                row.getTimestamp("received_at").toInstant());
    }
}

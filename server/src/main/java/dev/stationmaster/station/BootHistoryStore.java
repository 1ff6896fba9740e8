package dev.stationmaster.station;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and shortens the history of boots. */
@Repository
class BootHistoryStore {
    private final JdbcClient jdbc;

    BootHistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<BootHistory.Boot> of(StationId station, Instant since, Instant until, int limit) {
        return jdbc.sql("""
                        select received_at, reason, firmware_version, registration from boot_history
                        where station_id = :station and received_at >= :since and received_at < :until
                        order by received_at desc limit :limit
                        """)
                .param("station", station.key())
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, _) -> new BootHistory.Boot(
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("reason"),
                        row.getString("firmware_version"),
                        row.getString("registration")))
                .list()
                .reversed();
    }

    int deleteBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from boot_history where ctid = any(array(
                            select ctid from boot_history where received_at < :time limit :limit))
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }
}

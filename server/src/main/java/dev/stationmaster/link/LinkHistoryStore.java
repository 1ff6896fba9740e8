package dev.stationmaster.link;

import dev.stationmaster.station.StationId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every link that there was. */
@Component
class LinkHistoryStore {
    private static final String OPENED = """
            insert into link_history (station_id, epoch, connected_at, version, remote_address)
            select * from unnest(?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String CLOSED = """
            update link_history h set disconnected_at = closed.at, closed_because = closed.reason
            from unnest(?, ?, ?, ?) as closed (station_id, epoch, at, reason)
            where h.station_id = closed.station_id and h.epoch = closed.epoch
            """;

    private static final String ABANDONED = """
            update link_history h set disconnected_at = l.last_seen_at, closed_because = 'the server ended'
            from station_link l
            where h.station_id = l.station_id and h.epoch = l.epoch and h.disconnected_at is null
            """;

    private final JdbcClient jdbc;

    LinkHistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void opened(Connection connection, List<LinkOpened> facts, List<@Nullable Long> epochs) throws SQLException {
        List<Integer> rows = IntStream.range(0, facts.size()).boxed().toList();
        try (var insert = connection.prepareStatement(OPENED)) {
            insert.setArray(
                    1,
                    array(connection, "int4", rows, i -> facts.get(i).station().key()));
            insert.setArray(2, array(connection, "int8", rows, epochs::get));
            insert.setArray(
                    3,
                    array(
                            connection,
                            "timestamptz",
                            rows,
                            i -> Timestamp.from(facts.get(i).at())));
            insert.setArray(
                    4,
                    array(connection, "text", rows, i -> facts.get(i).version().subprotocol()));
            insert.setArray(5, array(connection, "text", rows, i -> facts.get(i).remoteAddress()));
            insert.executeUpdate();
        }
    }

    void closed(Connection connection, List<LinkClosed> facts) throws SQLException {
        try (var update = connection.prepareStatement(CLOSED)) {
            update.setArray(
                    1, array(connection, "int4", facts, fact -> fact.station().key()));
            update.setArray(2, array(connection, "int8", facts, LinkClosed::epoch));
            update.setArray(3, array(connection, "timestamptz", facts, fact -> Timestamp.from(fact.at())));
            update.setArray(4, array(connection, "text", facts, LinkClosed::reason));
            update.executeUpdate();
        }
    }

    void abandoned() {
        jdbc.sql(ABANDONED).update();
    }

    /** Links that touch that time, the oldest first. */
    List<LinkHistory.Period> of(StationId station, Instant since, Instant until, int limit) {
        return jdbc.sql("""
                        select * from (
                            select connected_at,
                                   coalesce(disconnected_at, lead(connected_at) over (order by epoch)) as disconnected_at,
                                   version, remote_address, closed_because
                            from link_history where station_id = :station) as link
                        where connected_at < :until and (disconnected_at is null or disconnected_at >= :since)
                        order by connected_at desc limit :limit
                        """)
                .param("station", station.key())
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, _) -> {
                    Timestamp end = row.getTimestamp("disconnected_at");
                    return new LinkHistory.Period(
                            row.getTimestamp("connected_at").toInstant(),
                            end == null ? null : end.toInstant(),
                            row.getString("version"),
                            row.getString("remote_address"),
                            row.getString("closed_because"));
                })
                .list()
                .reversed();
    }

    /** @return how many were deleted; fewer than the limit when no older ones are left */
    int deleteBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from link_history where ctid = any(array(
                            select ctid from link_history where connected_at < :time and disconnected_at < :time limit :limit))
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static <F> Array array(Connection connection, String type, List<F> rows, Function<F, ?> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}

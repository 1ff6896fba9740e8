package dev.stationmaster.diagnostics;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices in the database. */
@Repository
class StationNoticeStore implements FactWriter<StationNotice, Void> {
    private static final String INSERT = """
            insert into station_notice (station_id, action, message_id, payload, received_at, content)
            select station_id, action, message_id, payload, %s, content
            from unnest(?, ?, ?, ?, ?, ?) as told (station_id, action, message_id, payload, received, content)
            on conflict (station_id, action, message_id, content) do nothing
            """.formatted(Columns.time("received"));

    private final JdbcClient jdbc;

    StationNoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice as it is stored. */
    record Row(long id, String action, String messageId, String payload, Instant receivedAt) {}

    @Override
    public Class<StationNotice> factType() {
        return StationNotice.class;
    }

    @Override
    public int order() {
        return 610;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<StationNotice> facts) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, facts)
                    .ints(notice -> notice.station().key())
                    .texts(StationNotice::action)
                    .texts(StationNotice::messageId)
                    .texts(StationNotice::payload)
                    .times(StationNotice::receivedAt)
                    .uuids(StationNotice::content);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** A station's notices, the newest first. */
    List<Row> find(StationId station, @Nullable String action, Paging paging) {
        return jdbc.sql("""
                        select id, action, message_id, payload, received_at from station_notice
                        where station_id = :station and (:action::text is null or action = :action)
                          and (:after::bigint is null or id < :after)
                        order by id desc limit :limit
                        """)
                .param("station", station.key())
                .param("action", action)
                .param("after", paging.afterNumber())
                .param("limit", paging.fetch())
                .query((row, _) -> new Row(
                        row.getLong("id"),
                        row.getString("action"),
                        row.getString("message_id"),
                        row.getString("payload"),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }
}

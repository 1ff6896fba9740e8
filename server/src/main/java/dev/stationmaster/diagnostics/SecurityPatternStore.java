package dev.stationmaster.diagnostics;

import dev.stationmaster.station.StationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Security events by kind and station, and which of them somebody has seen. */
@Repository
class SecurityPatternStore {
    private static final String PATTERNS = """
            select coalesce(event.type, '') as type, event.station_id, count(*) as told,
                   count(*) filter (where ack.through_at is null or event.received_at > ack.through_at) as fresh,
                   min(event.received_at) as first_at, max(event.received_at) as last_at
            from device_event event left join security_event_ack ack on ack.type = coalesce(event.type, '')
            where event.kind = 'securityEvent' and event.received_at >= :since
            group by 1, 2
            """;

    private final JdbcClient jdbc;

    SecurityPatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param fresh how many of them nobody has acknowledged */
    record AtStation(String type, StationId station, long count, long fresh, Instant firstAt, Instant lastAt) {}

    /** @param throughAt events received until then are seen */
    record Ack(String type, Instant throughAt, @Nullable String note, String actor, Instant ackedAt) {}

    List<AtStation> patterns(Instant since) {
        return jdbc.sql(PATTERNS)
                .param("since", Timestamp.from(since))
                .query((row, _) -> new AtStation(
                        row.getString("type"),
                        new StationId(row.getInt("station_id")),
                        row.getLong("told"),
                        row.getLong("fresh"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Ack> acks() {
        return jdbc.sql("select * from security_event_ack")
                .query((row, _) -> new Ack(
                        row.getString("type"),
                        row.getObject("through_at", OffsetDateTime.class).toInstant(),
                        row.getString("note"),
                        row.getString("actor"),
                        row.getObject("acked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What was seen already stays seen. */
    void save(Ack ack) {
        jdbc.sql("""
                        insert into security_event_ack (type, through_at, note, actor, acked_at) values (:type, :through, :note, :actor, :at)
                        on conflict (type) do update set through_at = greatest(security_event_ack.through_at, excluded.through_at),
                            note = excluded.note, actor = excluded.actor, acked_at = excluded.acked_at
                        """)
                .param("type", ack.type())
                .param("through", Timestamp.from(ack.throughAt()))
                .param("note", ack.note())
                .param("actor", ack.actor())
                .param("at", Timestamp.from(ack.ackedAt()))
                .update();
    }
}

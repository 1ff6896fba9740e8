package dev.stationmaster.charging;

import dev.stationmaster.station.StationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The last composite schedules that stations answered, in the database. */
@Repository
class CompositeStore {
    private final JdbcClient jdbc;

    CompositeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param periods JSON list
     * @param differences from ours as it was then; JSON list
     */
    record Answer(
            int evse,
            Instant answeredAt,
            Instant start,
            int durationSeconds,
            String unit,
            String periods,
            String differences) {}

    void put(StationId station, Answer answer) {
        jdbc.sql("""
                insert into composite_answer (station_id, evse, answered_at, starts_at, duration_seconds, unit, periods, differences)
                values (:station, :evse, :answeredAt, :start, :duration, :unit, :periods, :differences)
                on conflict (station_id, evse) do update
                set answered_at = excluded.answered_at, starts_at = excluded.starts_at, duration_seconds = excluded.duration_seconds,
                    unit = excluded.unit, periods = excluded.periods, differences = excluded.differences
                """)
                .param("station", station.key())
                .param("evse", answer.evse)
                .param("answeredAt", Timestamp.from(answer.answeredAt))
                .param("start", Timestamp.from(answer.start))
                .param("duration", answer.durationSeconds)
                .param("unit", answer.unit)
                .param("periods", answer.periods)
                .param("differences", answer.differences)
                .update();
    }

    Optional<Answer> find(StationId station, int evse) {
        return jdbc.sql("""
                        select answered_at, starts_at, duration_seconds, unit, periods, differences from composite_answer
                        where station_id = :station and evse = :evse
                        """)
                .param("station", station.key())
                .param("evse", evse)
                .query((row, _) -> new Answer(
                        evse,
                        row.getTimestamp("answered_at").toInstant(),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getInt("duration_seconds"),
                        row.getString("unit"),
                        row.getString("periods"),
                        row.getString("differences")))
                .optional();
    }
}

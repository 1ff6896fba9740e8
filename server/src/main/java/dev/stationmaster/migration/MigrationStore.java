package dev.stationmaster.migration;

import dev.stationmaster.migration.Migration.Step;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves of stations, in the database. */
@Component
class MigrationStore {
    private static final String SELECT = """
            select id, station_id, slot, priority, reset, inoperative, step, command_id, next_at, drained_until, failure, actor, began_at, ended_at
            from network_migration
            """;

    private final JdbcClient jdbc;

    MigrationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(Migration one) {
        jdbc.sql("""
                insert into network_migration (id, station_id, slot, priority, reset, inoperative, step, command_id, next_at, drained_until, failure,
                                               actor, began_at, ended_at)
                values (:id, :station, :slot, :priority, :reset, :inoperative, :step, :command, :next, :drained, :failure, :actor, :began, :ended)
                on conflict (id) do update
                set step = excluded.step, command_id = excluded.command_id, next_at = excluded.next_at, failure = excluded.failure,
                    ended_at = excluded.ended_at
                """)
                .param("id", one.id())
                .param("station", one.station().key())
                .param("slot", one.slot())
                .param("priority", one.priority())
                .param("reset", one.reset())
                .param("inoperative", one.inoperative())
                .param("step", one.step().name().toLowerCase(Locale.ROOT))
                .param("command", one.command())
                .param("next", Timestamp.from(one.nextAt()))
                .param("drained", Timestamp.from(one.drainedUntil()))
                .param("failure", one.failure())
                .param("actor", one.actor())
                .param("began", Timestamp.from(one.beganAt()))
                .param("ended", time(one.endedAt()))
                .update();
    }

    Optional<Migration> find(StationId station, UUID id) {
        return jdbc.sql(SELECT + "where id = :id and station_id = :station")
                .param("id", id)
                .param("station", station.key())
                .query((row, _) -> read(row))
                .optional();
    }

    /** Newest first; few. */
    List<Migration> of(StationId station) {
        return jdbc.sql(SELECT + "where station_id = :station order by id desc limit 100")
                .param("station", station.key())
                .query((row, _) -> read(row))
                .list();
    }

    List<Migration> open() {
        return jdbc.sql(SELECT + "where ended_at is null order by id")
                .query((row, _) -> read(row))
                .list();
    }

    private static Migration read(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Migration(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getInt("slot"),
                row.getString("priority"),
                row.getString("reset"),
                row.getBoolean("inoperative"),
                Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
                row.getObject("command_id", UUID.class),
                row.getTimestamp("next_at").toInstant(),
                row.getTimestamp("drained_until").toInstant(),
                row.getString("failure"),
                row.getString("actor"),
                row.getTimestamp("began_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}

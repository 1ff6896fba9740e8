package dev.stationmaster.command;

import dev.stationmaster.command.Command.Effect;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.command.Command.State;
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

/** Reads commands; they are written through the ledger. */
@Component
class CommandStore {
    private static final String COLUMNS = """
            select id, station_id, type, state, actor, idempotency_key, body, force, timeout_seconds, created_at, sent_at, answered_at,
                   expires_at, exchanges, status, reason, effect_state, effect_what, effect_at
            from command
            """;

    private final JdbcClient jdbc;

    CommandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Command> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<Command> find(StationId station, String actor, String idempotencyKey) {
        return jdbc.sql(COLUMNS + "where station_id = :station and actor = :actor and idempotency_key = :key")
                .param("station", station.key())
                .param("actor", actor)
                .param("key", idempotencyKey)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<Command> list(StationId station, @Nullable UUID before, int limit) {
        return jdbc.sql(COLUMNS + "where station_id = :station and id < :before order by id desc limit :limit")
                .param("station", station.key())
                .param("before", before == null ? new UUID(-1, -1) : before)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /** Oldest first. */
    List<Command> queued() {
        return jdbc.sql(COLUMNS + "where state = 'queued' order by id")
                .query((row, _) -> read(row))
                .list();
    }

    /** Changes of the security profile that were under way, or whose end was waited for: the station may arrive at any time. */
    List<Command> profileChanges() {
        return jdbc.sql(
                        COLUMNS
                                + "where type = 'RaiseSecurityProfile' and (state = 'sent' or effect_state = 'awaited') order by id")
                .query((row, _) -> read(row))
                .list();
    }

    /** What was under way when the server stopped: nobody knows whether the station did it, so it is never sent again. Profiles are watched on. */
    int failUnfinished(String reason, Instant at) {
        int failed = jdbc.sql("""
                        update command set state = 'failed', reason = :reason where state = 'sent'
                        """).param("reason", reason).update();
        jdbc.sql("""
                update command set effect_state = 'missed', effect_at = :at,
                                   effect_what = coalesce(effect_what, '') || ' (not watched: ' || :reason || ')'
                where effect_state = 'awaited' and type <> 'RaiseSecurityProfile'
                """).param("reason", reason).param("at", Timestamp.from(at)).update();
        return failed;
    }

    /** The first of {@code size} numbers that are ours from now on; from 1 on, and from 1 again after 2^31 - 1. */
    int requestIds(StationId station, int size) {
        return jdbc.sql("""
                insert into station_request_id as known (station_id, next_id) values (:station, 1 + :size)
                on conflict (station_id) do update
                set next_id = case when known.next_id > 2147483647 - 2 * :size then 1 + :size else known.next_id + :size end
                returning next_id - :size
                """)
                .param("station", station.key())
                .param("size", size)
                .query(Integer.class)
                .single();
    }

    private static Command read(ResultSet row) throws SQLException {
        return new Command(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getString("type"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("actor"),
                row.getString("idempotency_key"),
                row.getString("body"),
                row.getBoolean("force"),
                row.getInt("timeout_seconds"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"),
                instant(row, "answered_at"),
                instant(row, "expires_at"),
                CommandJson.exchanges(row.getString("exchanges")),
                row.getString("status"),
                row.getString("reason"),
                new Effect(
                        EffectState.valueOf(row.getString("effect_state").toUpperCase(Locale.ROOT)),
                        row.getString("effect_what"),
                        instant(row, "effect_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

package dev.stationmaster.commissioning;

import dev.stationmaster.commissioning.Commissioning.End;
import dev.stationmaster.commissioning.Commissioning.State;
import dev.stationmaster.commissioning.Commissioning.Terms;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Commissionings in the database. */
@Repository
class CommissioningStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<CheckStep>> STEPS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    CommissioningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(Commissioning one) {
        End end = one.end();
        jdbc.sql("""
                insert into commissioning (id, station_id, state, security_profile, energy_wh, clock_limit_s, token, notes, steps,
                                           started_by, started_at, signed_name, ended_by, ended_at)
                values (:id, :station, :state, :profile, :energy, :clock, :token, :notes, :steps, :startedBy, :startedAt,
                        :signedName, :endedBy, :endedAt)
                on conflict (id) do update set
                    state = excluded.state, security_profile = excluded.security_profile, energy_wh = excluded.energy_wh,
                    clock_limit_s = excluded.clock_limit_s, token = excluded.token, notes = excluded.notes, steps = excluded.steps,
                    signed_name = excluded.signed_name, ended_by = excluded.ended_by, ended_at = excluded.ended_at
                """)
                .param("id", one.id())
                .param("station", one.station().key())
                .param("state", word(one.state()))
                .param("profile", one.terms().securityProfile())
                .param("energy", one.terms().energyWh())
                .param("clock", one.terms().clockLimitSeconds())
                .param("token", one.terms().token())
                .param("notes", one.notes())
                .param("steps", JSON.writeValueAsString(one.steps()))
                .param("startedBy", one.startedBy())
                .param("startedAt", Timestamp.from(one.startedAt()))
                .param("signedName", end == null ? null : end.signedName(), Types.VARCHAR)
                .param("endedBy", end == null ? null : end.by(), Types.VARCHAR)
                .param("endedAt", end == null ? null : Timestamp.from(end.at()), Types.TIMESTAMP)
                .update();
    }

    /** All that are not over. */
    List<Commissioning> open() {
        return jdbc.sql("select * from commissioning where state = 'open' order by id")
                .query((row, _) -> commissioning(row))
                .list();
    }

    Optional<Commissioning> find(UUID id) {
        return jdbc.sql("select * from commissioning where id = :id")
                .param("id", id)
                .query((row, _) -> commissioning(row))
                .optional();
    }

    /** Newest first. Null asks for any. @param before older than this one */
    List<Commissioning> list(@Nullable StationId station, @Nullable State state, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                select * from commissioning
                where (:station::int is null or station_id = :station) and (:state::text is null or state = :state)
                  and (:before::uuid is null or id < :before)
                order by id desc limit :limit
                """)
                .param("station", station == null ? null : station.key(), Types.INTEGER)
                .param("state", state == null ? null : word(state), Types.VARCHAR)
                .param("before", before, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> commissioning(row))
                .list();
    }

    /** As the API and the database write it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Commissioning commissioning(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Commissioning(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Terms(
                        row.getInt("security_profile"),
                        row.getInt("energy_wh"),
                        row.getInt("clock_limit_s"),
                        row.getString("token")),
                row.getString("notes"),
                JSON.readValue(row.getString("steps"), STEPS),
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                ended == null
                        ? null
                        : new End(row.getString("signed_name"), row.getString("ended_by"), ended.toInstant()));
    }
}

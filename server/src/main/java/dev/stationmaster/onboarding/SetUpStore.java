package dev.stationmaster.onboarding;

import dev.stationmaster.onboarding.SetUp.State;
import dev.stationmaster.station.StationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Set-up phases and inventories that were taken. */
@Component
class SetUpStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<SetUpStep>> STEPS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    SetUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SetUp> find(StationId station) {
        return jdbc.sql("select state, steps, began_at, ended_at, released_by from set_up where station_id = :station")
                .param("station", station.key())
                .query((row, _) -> {
                    Timestamp ended = row.getTimestamp("ended_at");
                    return new SetUp(
                            station,
                            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            JSON.readValue(row.getString("steps"), STEPS),
                            row.getTimestamp("began_at").toInstant(),
                            ended == null ? null : ended.toInstant(),
                            row.getString("released_by"));
                })
                .optional();
    }

    void save(SetUp run) {
        jdbc.sql("""
                insert into set_up (station_id, state, steps, began_at, ended_at, released_by)
                values (:station, :state, :steps, :began, :ended, :by)
                on conflict (station_id) do update
                set state = excluded.state, steps = excluded.steps, began_at = excluded.began_at, ended_at = excluded.ended_at,
                    released_by = excluded.released_by
                """)
                .param("station", run.station().key())
                .param("state", run.state().name().toLowerCase(Locale.ROOT))
                .param("steps", JSON.writeValueAsString(run.steps()))
                .param("began", Timestamp.from(run.beganAt()))
                .param("ended", run.endedAt() == null ? null : Timestamp.from(run.endedAt()))
                .param("by", run.releasedBy())
                .update();
    }

    /** The firmware whose variables were asked for last; empty text when it had no name. */
    Optional<String> inventoried(StationId station) {
        return jdbc.sql("select firmware_version from inventory_taken where station_id = :station")
                .param("station", station.key())
                .query(String.class)
                .optional();
    }

    void inventoried(StationId station, String firmware, Instant at) {
        jdbc.sql("""
                insert into inventory_taken (station_id, firmware_version, taken_at) values (:station, :firmware, :at)
                on conflict (station_id) do update set firmware_version = excluded.firmware_version, taken_at = excluded.taken_at
                """)
                .param("station", station.key())
                .param("firmware", firmware)
                .param("at", Timestamp.from(at))
                .update();
    }
}

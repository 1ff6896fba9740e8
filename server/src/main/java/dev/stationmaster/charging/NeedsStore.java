package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The needs of cars in the database. */
@Repository
class NeedsStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    NeedsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(StationId station, int evse) {}

    /** An operator's profile outlives new needs of the same transaction. */
    List<@Nullable Void> needs(Connection connection, List<NeedsTold> facts) throws SQLException {
        Map<Key, NeedsTold> last = new LinkedHashMap<>();
        for (NeedsTold fact : facts) last.put(new Key(fact.station(), fact.evse()), fact);
        String sql = """
                insert into ev_needs as known (station_id, evse, transaction_id, needs, answer, received_at)
                select station, evse, transaction, needs, answer, %s
                from unnest(?, ?, ?, ?, ?, ?) as told (station, evse, transaction, needs, answer, received)
                on conflict (station_id, evse) do update
                set transaction_id = excluded.transaction_id, needs = excluded.needs, answer = excluded.answer,
                    received_at = excluded.received_at, profile = null, sent_at = null, outcome = null,
                    operator_profile = case when known.transaction_id = excluded.transaction_id then known.operator_profile end,
                    corrected = false, ev_schedule = null, ev_schedule_from = null, ev_schedule_at = null,
                    verdict = null, verdict_reason = null
                """.formatted(Columns.time("received"));
        try (var put = connection.prepareStatement(sql)) {
            new Columns<>(put, List.copyOf(last.values()))
                    .ints(fact -> fact.station().key())
                    .ints(NeedsTold::evse)
                    .texts(NeedsTold::transaction)
                    .texts(fact -> JSON.writeValueAsString(fact.needs()))
                    .texts(NeedsTold::answer)
                    .times(NeedsTold::receivedAt);
            put.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** Of cars whose needs nobody knows there is nothing to keep. */
    List<@Nullable Void> schedules(Connection connection, List<EvScheduleTold> facts) throws SQLException {
        Map<Key, EvScheduleTold> last = new LinkedHashMap<>();
        for (EvScheduleTold fact : facts) last.put(new Key(fact.station(), fact.evse()), fact);
        String sql = """
                update ev_needs known
                set ev_schedule = told.schedule, ev_schedule_from = %s, ev_schedule_at = %s,
                    verdict = case when told.reason is null then 'accepted' else 'rejected' end,
                    verdict_reason = told.reason, corrected = known.corrected or told.correct
                from unnest(?, ?, ?, ?, ?, ?, ?) as told (station, evse, schedule, begin, reason, correct, received)
                where known.station_id = told.station and known.evse = told.evse
                """.formatted(Columns.time("told.begin"), Columns.time("told.received"));
        try (var put = connection.prepareStatement(sql)) {
            new Columns<>(put, List.copyOf(last.values()))
                    .ints(fact -> fact.station().key())
                    .ints(EvScheduleTold::evse)
                    .texts(fact -> JSON.writeValueAsString(List.of(ChargingProfileJson.view(fact.schedule()))))
                    .times(EvScheduleTold::from)
                    .texts(EvScheduleTold::reason)
                    .flags(EvScheduleTold::correct)
                    .times(EvScheduleTold::receivedAt);
            put.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    Optional<NeedsRow> find(StationId station, int evse) {
        return jdbc.sql("select * from ev_needs where station_id = :station and evse = :evse")
                .param("station", station.key())
                .param("evse", evse)
                .query((row, _) -> row(row))
                .optional();
    }

    List<NeedsRow> of(StationId station) {
        return jdbc.sql("select * from ev_needs where station_id = :station order by evse")
                .param("station", station.key())
                .query((row, _) -> row(row))
                .list();
    }

    /** Of these stations those that got a schedule from us. */
    List<NeedsRow> scheduled(Collection<StationId> stations) {
        return jdbc.sql("select * from ev_needs where station_id = any(:stations) and profile is not null")
                .param("stations", stations.stream().map(StationId::key).toArray(Integer[]::new), Types.ARRAY)
                .query((row, _) -> row(row))
                .list();
    }

    /** Cars that wait for their transaction. */
    List<NeedsRow> waiting(Instant since) {
        return jdbc.sql(
                        "select * from ev_needs where answer = 'processing' and transaction_id is null and received_at > :since")
                .param("since", Timestamp.from(since))
                .query((row, _) -> row(row))
                .list();
    }

    void sent(StationId station, int evse, @Nullable String transaction, ChargingProfile profile, Instant at) {
        jdbc.sql("""
                        update ev_needs set transaction_id = :transaction, profile = :profile, sent_at = :at, outcome = null
                        where station_id = :station and evse = :evse
                        """)
                .param("transaction", transaction)
                .param("profile", JSON.writeValueAsString(ChargingProfileJson.view(profile)))
                .param("at", Timestamp.from(at))
                .param("station", station.key())
                .param("evse", evse)
                .update();
    }

    void outcome(StationId station, int evse, String outcome) {
        jdbc.sql("update ev_needs set outcome = :outcome where station_id = :station and evse = :evse")
                .param("outcome", outcome)
                .param("station", station.key())
                .param("evse", evse)
                .update();
    }

    void operators(StationId station, int evse, ChargingProfile profile) {
        jdbc.sql("""
                        update ev_needs set operator_profile = :profile
                        where station_id = :station and evse = :evse and transaction_id = :transaction
                        """)
                .param("profile", JSON.writeValueAsString(ChargingProfileJson.view(profile)))
                .param("station", station.key())
                .param("evse", evse)
                .param("transaction", profile.transactionId())
                .update();
    }

    private static NeedsRow row(ResultSet row) throws SQLException {
        String schedule = row.getString("ev_schedule");
        return new NeedsRow(
                new StationId(row.getInt("station_id")),
                row.getInt("evse"),
                row.getString("transaction_id"),
                JSON.readValue(row.getString("needs"), EvNeeds.class),
                row.getString("answer"),
                row.getTimestamp("received_at").toInstant(),
                profile(row.getString("profile")),
                time(row.getTimestamp("sent_at")),
                row.getString("outcome"),
                profile(row.getString("operator_profile")),
                row.getBoolean("corrected"),
                schedule == null
                        ? null
                        : ChargingProfileJson.storedSchedules(schedule).getFirst(),
                time(row.getTimestamp("ev_schedule_from")),
                time(row.getTimestamp("ev_schedule_at")),
                row.getString("verdict"),
                row.getString("verdict_reason"));
    }

    private static @Nullable ChargingProfile profile(@Nullable String json) {
        return json == null ? null : ChargingProfileJson.stored(json);
    }

    private static @Nullable Instant time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}

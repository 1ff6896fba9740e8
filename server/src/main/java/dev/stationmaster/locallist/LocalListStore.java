package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stations' lists in the database, and the tasks to bring them up to date. */
@Repository
class LocalListStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    LocalListStore(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    record Task(StationId station, Instant dueAt, int attempts) {}

    /** A token as a station confirmed to hold it. @param version of that station's list */
    record Held(
            StationId station,
            String status,
            @Nullable Instant validUntil,
            @Nullable String group,
            @Nullable Integer version) {}

    /** On which stations' lists the token stands; at most 1,000. @param keys as {@link Entries#key} makes them for the versions */
    List<Held> holding(Collection<String> keys) {
        return jdbc.sql("""
                        select entry.station_id, status, valid_until, group_id, confirmed_version
                        from local_list_entry entry left join local_list list on list.station_id = entry.station_id
                        where token_key in (:keys) order by entry.station_id limit 1000
                        """)
                .param("keys", keys)
                .query((row, _) -> {
                    OffsetDateTime until = row.getObject("valid_until", OffsetDateTime.class);
                    return new Held(
                            new StationId(row.getInt("station_id")),
                            row.getString("status"),
                            until == null ? null : until.toInstant(),
                            row.getString("group_id"),
                            row.getObject("confirmed_version", Integer.class));
                })
                .list();
    }

    HeldList find(StationId station) {
        return jdbc.sql("select * from local_list where station_id = :station")
                .param("station", station.key())
                .query((row, _) -> held(row))
                .optional()
                .orElse(HeldList.UNKNOWN);
    }

    /** Of those that have none, nothing. */
    Map<StationId, HeldList> held(Collection<StationId> stations) {
        Map<StationId, HeldList> all = new HashMap<>();
        jdbc.sql("select * from local_list where station_id = any(:stations::int[])")
                .param("stations", keys(stations))
                .query(row -> {
                    all.put(new StationId(row.getInt("station_id")), held(row));
                });
        return all;
    }

    private static Integer[] keys(Collection<StationId> stations) {
        return stations.stream().map(StationId::key).toArray(Integer[]::new);
    }

    void save(StationId station, HeldList list) {
        ListUpdate pending = list.pending();
        jdbc.sql("""
                        insert into local_list (station_id, state, confirmed_version, reported_version, last_version, pending,
                                                reported_at, changed_at)
                        values (:station, :state, :confirmed, :reported, :last, :pending, :reportedAt, :changedAt)
                        on conflict (station_id) do update set
                            state = excluded.state, confirmed_version = excluded.confirmed_version,
                            reported_version = excluded.reported_version, last_version = excluded.last_version,
                            pending = excluded.pending, reported_at = excluded.reported_at, changed_at = excluded.changed_at
                        """)
                .param("station", station.key())
                .param("state", list.state().word())
                .param("confirmed", list.confirmedVersion(), Types.INTEGER)
                .param("reported", list.reportedVersion(), Types.INTEGER)
                .param("last", list.lastVersion())
                .param("pending", pending == null ? null : JSON.writeValueAsString(pending), Types.VARCHAR)
                .param("reportedAt", utc(list.reportedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("changedAt", utc(list.changedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** The list together with what an accepted update makes of its entries. */
    void save(StationId station, HeldList list, ListUpdate accepted, Version version) {
        transactions.executeWithoutResult(_ -> {
            save(station, list);
            if (accepted.full()) clear(station);
            apply(station, accepted.entries(), version);
        });
    }

    /** The list, of which no entry is left. */
    void saveEmpty(StationId station, HeldList list) {
        transactions.executeWithoutResult(_ -> {
            save(station, list);
            clear(station);
        });
    }

    private void clear(StationId station) {
        jdbc.sql("delete from local_list_entry where station_id = :station")
                .param("station", station.key())
                .update();
    }

    private void apply(StationId station, List<LocalListEntry> entries, Version version) {
        Map<String, LocalListEntry> distinct = Entries.byKey(entries, version);
        List<String> gone = distinct.entrySet().stream()
                .filter(entry -> entry.getValue().info() == null)
                .map(Map.Entry::getKey)
                .toList();
        List<Map<String, @Nullable Object>> rows = distinct.entrySet().stream()
                .filter(entry -> entry.getValue().info() != null)
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        jdbc.sql("""
                        delete from local_list_entry where station_id = :station
                            and token_key in (select jsonb_array_elements_text(:gone::jsonb))
                        """)
                .param("station", station.key())
                .param("gone", JSON.writeValueAsString(gone))
                .update();
        jdbc.sql("""
                        insert into local_list_entry (station_id, token_key, token, token_type, status, valid_until, group_id)
                        select :station, key, token, type, status, until, groupid
                        from jsonb_to_recordset(:rows::jsonb)
                             as entry (key text, token text, type text, status text, until timestamptz, groupid text)
                        on conflict (station_id, token_key) do update set
                            token = excluded.token, token_type = excluded.token_type, status = excluded.status,
                            valid_until = excluded.valid_until, group_id = excluded.group_id
                        """)
                .param("station", station.key())
                .param("rows", JSON.writeValueAsString(rows))
                .update();
    }

    private static Map<String, @Nullable Object> row(String key, LocalListEntry entry) {
        Info info = entry.info();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("key", key);
        row.put("token", entry.idToken().value());
        row.put("type", entry.idToken().type());
        row.put("status", info == null ? null : info.status().name());
        row.put(
                "until",
                info == null || info.validUntil() == null
                        ? null
                        : info.validUntil().toString());
        row.put("groupid", info == null ? null : info.group());
        return row;
    }

    /** By key. */
    void erased(StationId station, String token, Instant at) {
        jdbc.sql("""
                insert into local_list_erased (station_id, token, erased_at) values (:station, lower(:token), :at)
                on conflict (station_id, token) do update set erased_at = excluded.erased_at
                """)
                .param("station", station.key())
                .param("token", token)
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Tokens that stay off the station's list, in lower case. */
    Set<String> erased(StationId station) {
        return Set.copyOf(jdbc.sql("select token from local_list_erased where station_id = :station")
                .param("station", station.key())
                .query(String.class)
                .list());
    }

    /** As the other, of several stations; nothing of those where none was erased. */
    Map<StationId, Set<String>> erased(Collection<StationId> stations) {
        Map<StationId, Set<String>> all = new HashMap<>();
        jdbc.sql("select station_id, token from local_list_erased where station_id = any(:stations::int[])")
                .param("stations", keys(stations))
                .query(row -> {
                    all.computeIfAbsent(new StationId(row.getInt("station_id")), _ -> new HashSet<>())
                            .add(row.getString("token"));
                });
        return all;
    }

    /** A token that was saved again may stand on every list again. */
    void savedAgain(String token, Instant at) {
        jdbc.sql("delete from local_list_erased where token = lower(:token) and erased_at < :at")
                .param("token", token)
                .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    Map<String, LocalListEntry> entries(StationId station) {
        return entries(List.of(station)).getOrDefault(station, Map.of());
    }

    /** By station and key, in the order of the keys; nothing of stations without entries. */
    Map<StationId, Map<String, LocalListEntry>> entries(Collection<StationId> stations) {
        Map<StationId, Map<String, LocalListEntry>> all = new HashMap<>();
        jdbc.sql(
                        "select * from local_list_entry where station_id = any(:stations::int[]) order by station_id, token_key")
                .param("stations", keys(stations))
                .query(row -> {
                    all.computeIfAbsent(new StationId(row.getInt("station_id")), _ -> new LinkedHashMap<>())
                            .put(
                                    row.getString("token_key"),
                                    new LocalListEntry(
                                            new IdToken(row.getString("token"), row.getString("token_type")),
                                            new Info(
                                                    Verdict.Status.valueOf(row.getString("status")),
                                                    instant(row, "valid_until"),
                                                    row.getString("group_id"))));
                });
        return all;
    }

    /** The task of a station; a later time replaces an earlier one. */
    void schedule(List<StationId> stations, Instant dueAt, int attempts) {
        jdbc.sql("""
                        insert into local_list_task (station_id, due_at, attempts)
                        select value::int, :due, :attempts from jsonb_array_elements_text(:stations::jsonb)
                        on conflict (station_id) do update set due_at = excluded.due_at, attempts = excluded.attempts
                        """)
                .param("due", utc(dueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("attempts", attempts)
                .param(
                        "stations",
                        JSON.writeValueAsString(
                                stations.stream().map(StationId::key).toList()))
                .update();
    }

    void done(StationId station) {
        jdbc.sql("delete from local_list_task where station_id = :station")
                .param("station", station.key())
                .update();
    }

    List<Task> tasks() {
        return jdbc.sql("select station_id, due_at, attempts from local_list_task")
                .query((row, _) -> new Task(
                        new StationId(row.getInt("station_id")),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    private static HeldList held(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String pending = row.getString("pending");
        return new HeldList(
                Arrays.stream(HeldList.State.values())
                        .filter(one -> one.word().equals(state))
                        .findFirst()
                        .orElse(HeldList.State.UNKNOWN),
                row.getObject("confirmed_version", Integer.class),
                row.getObject("reported_version", Integer.class),
                row.getInt("last_version"),
                pending == null ? null : JSON.readValue(pending, ListUpdate.class),
                instant(row, "reported_at"),
                instant(row, "changed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}

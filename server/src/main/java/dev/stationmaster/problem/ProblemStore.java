package dev.stationmaster.problem;

import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.problem.Problem.Care;
import dev.stationmaster.problem.Problem.Device;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Problems and what happened to them, in the database. */
@Repository
class ProblemStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private static final String SAVE = """
            insert into problem select * from jsonb_populate_recordset(null::problem, :rows::jsonb)
            on conflict (id) do update
            set evse = excluded.evse, connector = excluded.connector, severity = excluded.severity, code = excluded.code, facts = excluded.facts,
                started_at = excluded.started_at, opened_at = excluded.opened_at, closed_at = excluded.closed_at, reopened = excluded.reopened,
                acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by, assignee = excluded.assignee,
                snoozed_until = excluded.snoozed_until, changed_at = excluded.changed_at
            """;

    private static final String EPISODE = """
            insert into problem_episode select * from jsonb_populate_recordset(null::problem_episode, :rows::jsonb)
            on conflict (problem_id, number) do update set closed_at = excluded.closed_at
            """;

    private static final String EVENT = """
            insert into problem_event (problem_id, at, what, actor, detail)
            select problem_id, at, what, actor, detail from jsonb_populate_recordset(null::problem_event, :rows::jsonb)
            """;

    private final JdbcClient jdbc;

    ProblemStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of it or nothing. */
    @Transactional
    public void save(List<Problem> problems, List<ProblemEvent> events) {
        if (!problems.isEmpty()) {
            jdbc.sql(SAVE)
                    .param("rows", json(problems.stream().map(ProblemStore::row).toList()))
                    .update();
            jdbc.sql(EPISODE)
                    .param(
                            "rows",
                            json(problems.stream().map(ProblemStore::episode).toList()))
                    .update();
        }
        if (!events.isEmpty())
            jdbc.sql(EVENT)
                    .param("rows", json(events.stream().map(ProblemStore::row).toList()))
                    .update();
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    private static Map<String, @Nullable Object> row(Problem one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        StationId station = one.station();
        row.put("id", one.id().toString());
        row.put("kind", one.kind().word());
        row.put("object", one.object());
        row.put("station_id", station == null ? null : station.key());
        row.put("site_id", one.siteId());
        row.put("evse", one.evse());
        row.put("connector", one.connector());
        row.put("severity", one.severity().word());
        row.put("code", one.code());
        row.put("facts", json(one.facts()));
        row.put("vendor", one.device().vendor());
        row.put("model", one.device().model());
        row.put("firmware_version", one.device().firmwareVersion());
        row.put("started_at", one.startedAt().toString());
        row.put("opened_at", one.openedAt().toString());
        row.put("closed_at", text(one.closedAt()));
        row.put("reopened", one.reopened());
        row.put("acknowledged_at", text(one.care().acknowledgedAt()));
        row.put("acknowledged_by", one.care().acknowledgedBy());
        row.put("assignee", one.care().assignee());
        row.put("snoozed_until", text(one.care().snoozedUntil()));
        row.put("changed_at", one.changedAt().toString());
        return row;
    }

    private static Map<String, @Nullable Object> episode(Problem one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("problem_id", one.id().toString());
        row.put("number", one.reopened());
        row.put("started_at", one.startedAt().toString());
        row.put("opened_at", one.openedAt().toString());
        row.put("closed_at", text(one.closedAt()));
        return row;
    }

    private static Map<String, @Nullable Object> row(ProblemEvent event) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("problem_id", event.problem().toString());
        row.put("at", event.at().toString());
        row.put("what", event.what());
        row.put("actor", event.actor());
        row.put("detail", event.detail());
        return row;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    List<Problem> open() {
        return jdbc.sql("select * from problem where closed_at is null")
                .query((row, _) -> problem(row))
                .list();
    }

    List<Problem> closedSince(Instant since) {
        return jdbc.sql("select * from problem where closed_at > :since order by closed_at")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> problem(row))
                .list();
    }

    Optional<Problem> find(UUID id) {
        return jdbc.sql("select * from problem where id = :id")
                .param("id", id)
                .query((row, _) -> problem(row))
                .optional();
    }

    /** The last closed first. @param before the moment of closing and id of the last one seen; null begins */
    List<Problem> closed(@Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql("""
                        select * from problem
                        where closed_at is not null
                          and (:before::timestamptz is null or (closed_at, id) < (:before::timestamptz, :id::uuid))
                        order by closed_at desc, id desc limit :limit""")
                .param("before", before == null ? null : before.toString())
                .param("id", beforeId == null ? null : beforeId.toString())
                .param("limit", limit)
                .query((row, _) -> problem(row))
                .list();
    }

    /** The oldest first. */
    List<ProblemEvent> events(UUID problem) {
        return jdbc.sql("select * from problem_event where problem_id = :id order by id")
                .param("id", problem)
                .query((row, _) -> new ProblemEvent(
                        problem,
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("actor"),
                        row.getString("detail")))
                .list();
    }

    /** What was open at some time after that, by the time it was noticed. */
    List<Episode> episodes(Instant since) {
        return jdbc.sql("""
                        select problem.*, episode.number as episode_number, episode.started_at as episode_started,
                               episode.opened_at as episode_opened, episode.closed_at as episode_closed
                        from problem_episode as episode join problem on problem.id = episode.problem_id
                        where episode.closed_at is null or episode.closed_at > :since
                        order by episode.opened_at""")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Episode(
                        problem(row),
                        row.getInt("episode_number"),
                        row.getTimestamp("episode_started").toInstant(),
                        row.getTimestamp("episode_opened").toInstant(),
                        instant(row, "episode_closed")))
                .list();
    }

    /** What those stations are, as they said when they booted. */
    Map<StationId, Device> devices(List<StationId> stations) {
        Map<StationId, Device> found = new HashMap<>();
        if (stations.isEmpty()) return found;
        jdbc.sql("select id, vendor, model, firmware_version from station where id = any(:ids)")
                .param("ids", stations.stream().map(StationId::key).toArray(Integer[]::new))
                .query((row, _) -> found.put(
                        new StationId(row.getInt("id")),
                        new Device(row.getString("vendor"), row.getString("model"), row.getString("firmware_version"))))
                .list();
        return found;
    }

    /** How many transactions began since then, by station. */
    Map<StationId, Long> sessions(Instant since) {
        Map<StationId, Long> found = new HashMap<>();
        jdbc.sql(
                        "select station_id, count(*) as sessions from transaction where first_received_at >= :since group by 1")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> found.put(new StationId(row.getInt("station_id")), row.getLong("sessions")))
                .list();
        return found;
    }

    /** Problems that were cured before that are forgotten. */
    @Transactional
    public void forget(Instant before) {
        var at = before.atOffset(ZoneOffset.UTC);
        for (String table : List.of("problem_event", "problem_episode")) {
            jdbc.sql("delete from " + table + " where problem_id in (select id from problem where closed_at < :at)")
                    .param("at", at)
                    .update();
        }
        jdbc.sql("delete from problem where closed_at < :at").param("at", at).update();
    }

    private static Problem problem(ResultSet row) throws SQLException {
        int station = row.getInt("station_id");
        return new Problem(
                row.getObject("id", UUID.class),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("object"),
                station == 0 ? null : new StationId(station),
                row.getObject("site_id", Integer.class),
                row.getObject("evse", Integer.class),
                row.getObject("connector", Integer.class),
                Severity.of(row.getString("severity")).orElseThrow(),
                row.getString("code"),
                JSON.readValue(row.getString("facts"), FACTS),
                new Device(row.getString("vendor"), row.getString("model"), row.getString("firmware_version")),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "closed_at"),
                row.getInt("reopened"),
                new Care(
                        instant(row, "acknowledged_at"),
                        row.getString("acknowledged_by"),
                        row.getString("assignee"),
                        instant(row, "snoozed_until")),
                row.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

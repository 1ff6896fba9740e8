package dev.stationmaster.fleetjob;

import dev.stationmaster.fleetjob.FleetJob.Choice;
import dev.stationmaster.fleetjob.Target.ValueResult;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Jobs over many stations in the database. */
@Repository
class FleetJobStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ValueResult>> RESULTS = new TypeReference<>() {};
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;

    FleetJobStore(JdbcClient jdbc, JdbcTemplate template, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.transactions = transactions;
    }

    /** A job with its progress as it stood when it was stored last. */
    record Stored(FleetJob job, Progress progress) {}

    /** A new one with all its stations, or nothing of it. */
    void create(FleetJob job, Progress progress, List<Target> targets) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("""
                            insert into fleet_job (id, name, kind, task, choice, pace, template_id, state, reason, actor, sites, stations, wave,
                                                   wave_ended_at, judged_since, progress, created_at, changed_at, ended_at)
                            values (:id, :name, :kind, :task, :choice, :pace, :template, :state, :reason, :actor, :sites, :stations, :wave,
                                    :waveEnded, :judged, :progress, :created, :changed, :ended)
                            """)
                    .param("id", job.id())
                    .param("name", job.name())
                    .param("kind", job.kind().word())
                    .param("task", JSON.writeValueAsString(job.task()))
                    .param("choice", JSON.writeValueAsString(job.choice()))
                    .param("pace", JSON.writeValueAsString(job.pace()))
                    .param("template", job.template(), Types.OTHER)
                    .param("state", word(job.state()))
                    .param("reason", job.reason())
                    .param("actor", job.actor())
                    .param("sites", job.sites().toArray(Integer[]::new), Types.ARRAY)
                    .param("stations", job.stations())
                    .param("wave", job.wave())
                    .param("waveEnded", time(job.waveEndedAt()))
                    .param("judged", time(job.judgedSince()))
                    .param("progress", JSON.writeValueAsString(progress))
                    .param("created", time(job.createdAt()))
                    .param("changed", time(job.changedAt()))
                    .param("ended", time(job.endedAt()))
                    .update();
            insert(targets);
        });
    }

    private void insert(List<Target> targets) {
        template.batchUpdate("""
                insert into fleet_job_station (job_id, station_id, number, wave, state, attempt, status, reason, results, changed_at, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?)
                """, targets, AT_ONCE, (row, one) -> {
            row.setObject(1, one.job());
            row.setInt(2, one.station().key());
            row.setInt(3, one.number());
            row.setInt(4, one.wave());
            row.setString(5, one.state().word());
            row.setInt(6, one.attempt());
            row.setString(7, one.status());
            row.setString(8, one.reason());
            row.setTimestamp(9, time(one.changedAt()));
            row.setTimestamp(10, time(one.endedAt()));
        });
    }

    void save(FleetJob job, Progress progress) {
        jdbc.sql("""
                        update fleet_job set state = :state, reason = :reason, wave = :wave, wave_ended_at = :waveEnded,
                               judged_since = :judged, progress = :progress, changed_at = :changed, ended_at = :ended
                        where id = :id
                        """)
                .param("id", job.id())
                .param("state", word(job.state()))
                .param("reason", job.reason())
                .param("wave", job.wave())
                .param("waveEnded", time(job.waveEndedAt()))
                .param("judged", time(job.judgedSince()))
                .param("progress", JSON.writeValueAsString(progress))
                .param("changed", time(job.changedAt()))
                .param("ended", time(job.endedAt()))
                .update();
    }

    /** All of them at once, or none. */
    void save(List<Target> targets) {
        if (targets.isEmpty()) return;
        transactions.executeWithoutResult(_ -> template.batchUpdate("""
                update fleet_job_station
                set state = ?, step = ?, attempt = ?, status = ?, reason = ?, body = ?, command_id = ?, work_id = ?, results = ?,
                    version_before = ?, version_after = ?, started_at = ?, changed_at = ?, ended_at = ?
                where job_id = ? and station_id = ?
                """, targets, AT_ONCE, (row, one) -> {
            Target.Step step = one.step();
            row.setString(1, one.state().word());
            row.setString(2, step == null ? null : step.name().toLowerCase(Locale.ROOT));
            row.setInt(3, one.attempt());
            row.setString(4, one.status());
            row.setString(5, one.reason());
            row.setString(6, one.body());
            row.setObject(7, one.command(), Types.OTHER);
            row.setObject(8, one.work(), Types.OTHER);
            row.setString(9, JSON.writeValueAsString(one.results()));
            row.setString(10, one.versionBefore());
            row.setString(11, one.versionAfter());
            row.setTimestamp(12, time(one.startedAt()));
            row.setTimestamp(13, time(one.changedAt()));
            row.setTimestamp(14, time(one.endedAt()));
            row.setObject(15, one.job());
            row.setInt(16, one.station().key());
        }));
    }

    /** Those that are not over, or still at work somewhere. */
    List<FleetJob> open() {
        return jdbc.sql("""
                        select * from fleet_job job
                        where ended_at is null
                           or exists (select from fleet_job_station one where one.job_id = job.id and one.state = 'running')
                        order by id
                        """).query((row, _) -> stored(row).job()).list();
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql("select * from fleet_job where id = :id")
                .param("id", id)
                .query((row, _) -> stored(row))
                .optional();
    }

    /** The newest first. @param among keys of sites that hold all stations of the jobs wanted; null for all jobs */
    List<Stored> list(
            @Nullable String kind,
            @Nullable String state,
            Integer @Nullable [] among,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("""
                        select * from fleet_job
                        where (:kind::text is null or kind = :kind)
                          and (:state::text is null or state = :state)
                          and (:among::int[] is null or sites <@ :among::int[])
                          and (:before::uuid is null or id < :before::uuid)
                        order by id desc limit :limit
                        """)
                .param("kind", kind, Types.VARCHAR)
                .param("state", state, Types.VARCHAR)
                .param("among", among, Types.ARRAY)
                .param("before", before == null ? null : before.toString(), Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /** In the order of their turns. */
    List<Target> targets(UUID job) {
        return jdbc.sql("select * from fleet_job_station where job_id = :job order by number")
                .param("job", job)
                .query((row, _) -> target(row))
                .list();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Integer[] sites = (Integer[]) row.getArray("sites").getArray();
        var job = new FleetJob(
                row.getObject("id", UUID.class),
                row.getString("name"),
                FleetJob.Kind.of(row.getString("kind")),
                JSON.readValue(row.getString("task"), Task.class),
                JSON.readValue(row.getString("choice"), Choice.class),
                JSON.readValue(row.getString("pace"), Pace.class),
                row.getObject("template_id", UUID.class),
                FleetJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("actor"),
                new ArrayList<>(Arrays.asList(sites)),
                row.getInt("stations"),
                row.getInt("wave"),
                instant(row, "wave_ended_at"),
                row.getTimestamp("judged_since").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                instant(row, "ended_at"));
        return new Stored(job, JSON.readValue(row.getString("progress"), Progress.class));
    }

    private static Target target(ResultSet row) throws SQLException {
        String step = row.getString("step");
        return new Target(
                row.getObject("job_id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getInt("number"),
                row.getInt("wave"),
                Target.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                step == null ? null : Target.Step.valueOf(step.toUpperCase(Locale.ROOT)),
                row.getInt("attempt"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("body"),
                row.getObject("command_id", UUID.class),
                row.getObject("work_id", UUID.class),
                JSON.readValue(row.getString("results"), RESULTS),
                row.getString("version_before"),
                row.getString("version_after"),
                instant(row, "started_at"),
                instant(row, "changed_at"),
                instant(row, "ended_at"));
    }

    static String word(FleetJob.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

package dev.stationmaster.job;

import dev.stationmaster.job.Job.Kind;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs and their statuses in the database. */
@Repository
class JobStore {
    private static final String SAVE = """
            insert into job (id, station_id, kind, type, command_id, request_id, actor, state, status, reason, terms, findings, file_id, statuses,
                             version, created_at, changed_at, deadline_at, ended_at)
            select id::uuid, station, kind, type, command::uuid, request, actor, state, status, reason, terms, findings, file::uuid, statuses,
                   version, %s, %s, %s, %s
            from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::int[], ?::int[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
                 as new (id, station, kind, type, command, request, actor, state, status, reason, terms, findings, file, statuses, version,
                         created, changed, deadline, ended)
            on conflict (id) do update
            set state = excluded.state, status = excluded.status, reason = excluded.reason, findings = excluded.findings,
                file_id = excluded.file_id, statuses = excluded.statuses, version = excluded.version, changed_at = excluded.changed_at,
                deadline_at = excluded.deadline_at, ended_at = excluded.ended_at
            where job.version < excluded.version
            """.formatted(
                    Columns.time("created"), Columns.time("changed"), Columns.time("deadline"), Columns.time("ended"));
    private static final String STATUS = """
            insert into job_status (job_id, number, status, info, received_at, last_at, times)
            select job, number, status, info, %s, %s, times
            from unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int[])
                 as new (job, number, status, info, received, last, times)
            on conflict (job_id, number) do update
            set last_at = excluded.last_at, times = excluded.times where job_status.times < excluded.times
            """.formatted(Columns.time("received"), Columns.time("last"));

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<@Nullable Void> save(Connection connection, List<JobSaved> facts) throws SQLException {
        Map<UUID, Job> newest = new LinkedHashMap<>();
        for (JobSaved fact : facts)
            newest.merge(fact.job().id(), fact.job(), (a, b) -> a.version() > b.version() ? a : b);
        try (var statement = connection.prepareStatement(SAVE)) {
            new Columns<>(statement, List.copyOf(newest.values()))
                    .texts(job -> job.id().toString())
                    .ints(job -> job.station().key())
                    .texts(job -> JobJson.word(job.kind()))
                    .texts(Job::type)
                    .texts(job -> job.command() == null ? null : job.command().toString())
                    .ints(Job::requestId)
                    .texts(Job::actor)
                    .texts(job -> JobJson.word(job.state()))
                    .texts(Job::status)
                    .texts(Job::reason)
                    .texts(job -> JobJson.text(job.terms()))
                    .texts(job -> JobJson.text(job.findings()))
                    .texts(job -> job.file() == null ? null : job.file().toString())
                    .ints(Job::statuses)
                    .ints(Job::version)
                    .times(Job::createdAt)
                    .times(Job::changedAt)
                    .times(Job::deadlineAt)
                    .times(Job::endedAt);
            statement.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> statuses(Connection connection, List<JobStatus> facts) throws SQLException {
        record Key(UUID job, int number) {}
        Map<Key, JobStatus> newest = new LinkedHashMap<>();
        for (JobStatus fact : facts)
            newest.merge(new Key(fact.job(), fact.number()), fact, (a, b) -> a.times() > b.times() ? a : b);
        Collection<JobStatus> rows = newest.values();
        try (var statement = connection.prepareStatement(STATUS)) {
            new Columns<>(statement, List.copyOf(rows))
                    .uuids(JobStatus::job)
                    .ints(JobStatus::number)
                    .texts(JobStatus::status)
                    .texts(JobStatus::info)
                    .times(JobStatus::receivedAt)
                    .times(JobStatus::lastAt)
                    .ints(JobStatus::times);
            statement.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<Job> open() {
        return jdbc.sql("select * from job where ended_at is null order by id")
                .query((row, _) -> job(row))
                .list();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql("select * from job where id = :id")
                .param("id", id)
                .query((row, _) -> job(row))
                .optional();
    }

    List<Job> all(Collection<UUID> ids) {
        return jdbc.sql("select * from job where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> job(row))
                .list();
    }

    Optional<Job> begunBy(UUID command) {
        return jdbc.sql("select * from job where command_id = :command order by id desc limit 1")
                .param("command", command)
                .query((row, _) -> job(row))
                .optional();
    }

    /** The newest of that number. */
    Optional<Job> find(StationId station, int requestId) {
        return jdbc.sql(
                        "select * from job where station_id = :station and request_id = :request order by id desc limit 1")
                .param("station", station.key())
                .param("request", requestId)
                .query((row, _) -> job(row))
                .optional();
    }

    /** The newest of a kind, when it has failed since then, or was given up. */
    Optional<Job> failed(StationId station, Kind kind, Instant since) {
        return jdbc.sql("""
                        select * from (select * from job where station_id = :station and kind = :kind order by id desc limit 1) as newest
                        where state in ('failed', 'unknown') and ended_at > :since
                        """)
                .param("station", station.key())
                .param("kind", JobJson.word(kind))
                .param("since", Timestamp.from(since))
                .query((row, _) -> job(row))
                .optional();
    }

    /** The newest first. */
    List<Job> list(StationId station, List<Kind> kinds, Paging paging) {
        return jdbc.sql("""
                        select * from job
                        where station_id = :station and kind in (:kinds) and (:after::uuid is null or id < :after::uuid)
                        order by id desc limit :limit
                        """)
                .param("station", station.key())
                .param("kinds", kinds.stream().map(JobJson::word).toList())
                .param("after", paging.after(), java.sql.Types.VARCHAR)
                .param("limit", paging.fetch())
                .query((row, _) -> job(row))
                .list();
    }

    /** In their order. */
    List<JobStatus> statuses(UUID job) {
        return jdbc.sql("select * from job_status where job_id = :job order by number")
                .param("job", job)
                .query((row, _) -> new JobStatus(
                        job,
                        row.getInt("number"),
                        row.getString("status"),
                        row.getString("info"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("last_at").toInstant(),
                        row.getInt("times")))
                .list();
    }

    static Job job(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        Instant endedAt = ended == null ? null : ended.toInstant();
        return new Job(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("type"),
                row.getObject("command_id", UUID.class),
                row.getInt("request_id"),
                row.getString("actor"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("status"),
                row.getString("reason"),
                JobJson.terms(row.getString("terms")),
                JobJson.findings(row.getString("findings")),
                row.getObject("file_id", UUID.class),
                row.getInt("statuses"),
                row.getInt("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getTimestamp("deadline_at").toInstant(),
                endedAt);
    }
}

package dev.stationmaster.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The firmware updates of all stations. Only the newest of each station counts: it is the one that it is at. */
@Repository
class FirmwareJobStore {
    /**
     * Since when something new is due: a station that waits for the time to begin, or to install, as it was told, is not late.
     */
    private static final String NEWEST = """
            with newest as (
                select job.*, coalesce(word.received_at, job.created_at) as status_since,
                       greatest(coalesce(word.received_at, job.created_at),
                                case when job.status is null or job.status in ('Idle', 'DownloadScheduled')
                                     then (job.terms::json ->> 'notBefore')::timestamptz end,
                                case when job.status in ('Downloaded', 'SignatureVerified', 'InstallScheduled')
                                     then (job.terms::json ->> 'installAt')::timestamptz end) as due_since,
                       job.terms::json ->> 'expectedVersion' as expected, job.findings::json ->> 'versionAfter' as runs
                from job left join job_status as word on word.job_id = job.id and word.number = job.statuses
                where job.kind = 'firmware' and (job.ended_at is null or job.created_at >= :since)
                  and (:stations::int[] is null or job.station_id = any(:stations::int[]))
                  and not exists (select 1 from job as later
                                  where later.station_id = job.station_id and later.kind = 'firmware' and later.id > job.id))
            """;

    private final JdbcClient jdbc;

    FirmwareJobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which ones are looked for.
     *
     * @param since begun since then, or not over
     * @param stations keys; null is all
     * @param state of the job; null is any
     * @param status the station's last word, or the state of one that told none; null is any
     * @param stuck only those that are not over and have told nothing new since {@code lateBefore}
     */
    record Filter(
            Instant since,
            @Nullable List<Integer> stations,
            @Nullable String state,
            @Nullable String status,
            boolean stuck,
            Instant lateBefore) {}

    /** @param statusSince when the station said that for the first time */
    record Update(Job job, Instant statusSince, boolean stuck) {}

    /** @param word the station's last one, or the state of those that told none */
    record Step(String word, String state, int stations, int stuck, int otherVersion) {}

    List<Update> list(Filter filter, @Nullable UUID before, int limit) {
        return query(NEWEST + """
                        select newest.*, ended_at is null and due_since < :late as stuck from newest
                        where (:state::text is null or state = :state)
                          and (:status::text is null or coalesce(status, state) = :status)
                          and (not :onlyStuck or (ended_at is null and due_since < :late))
                          and (:before::uuid is null or id < :before)
                        order by id desc limit :limit
                        """, filter)
                .param("state", filter.state, Types.VARCHAR)
                .param("status", filter.status, Types.VARCHAR)
                .param("onlyStuck", filter.stuck)
                .param("before", before, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> update(row))
                .list();
    }

    List<Step> steps(Filter filter) {
        return query(NEWEST + """
                        select coalesce(status, state) as word, state, count(*)::int as stations,
                               (count(*) filter (where ended_at is null and due_since < :late))::int as stuck,
                               (count(*) filter (where expected <> runs))::int as other_version
                        from newest group by 1, 2
                        """, filter)
                .query((row, _) -> new Step(
                        row.getString("word"),
                        row.getString("state"),
                        row.getInt("stations"),
                        row.getInt("stuck"),
                        row.getInt("other_version")))
                .list();
    }

    private JdbcClient.StatementSpec query(String sql, Filter filter) {
        List<Integer> stations = filter.stations;
        return jdbc.sql(sql)
                .param("since", Timestamp.from(filter.since))
                .param("stations", stations == null ? null : stations.toArray(Integer[]::new), Types.ARRAY)
                .param("late", Timestamp.from(filter.lateBefore));
    }

    private static Update update(ResultSet row) throws SQLException {
        return new Update(JobStore.job(row), row.getTimestamp("status_since").toInstant(), row.getBoolean("stuck"));
    }
}

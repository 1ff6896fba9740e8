package dev.stationmaster.report;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reports and their parts in the database. */
@Repository
class ReportStore implements FactWriter<ReportPart, Void> {
    private static final String PARTS = """
            insert into part_report_part (station_id, kind, request_id, seq_no, to_continue, generated_at, received_at, content)
            select station, kind, request, seq, tbc, %s, %s, content
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) as part (station, kind, request, seq, tbc, generated, received, content)
            on conflict (station_id, kind, request_id, seq_no) do update
            set to_continue = excluded.to_continue, generated_at = excluded.generated_at, received_at = excluded.received_at,
                content = excluded.content
            """.formatted(Columns.time("generated"), Columns.time("received"));
    private static final String HEADS = """
            insert into part_report as head (station_id, kind, request_id, state, asked_at, touched_at)
            select distinct on (station, kind, request) station, kind, request, 'receiving', %1$s, %1$s
            from unnest(?, ?, ?, ?) as part (station, kind, request, received)
            on conflict (station_id, kind, request_id) do update
            set touched_at = excluded.touched_at, state = case when head.state = 'complete' then 'complete' else 'receiving' end
            """.formatted(Columns.time("received"));
    private static final String ONE = " station_id = :station and kind = :kind and request_id = :request ";

    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record StoredPart(int seqNo, boolean toContinue, Instant generatedAt, String content) {}

    @Override
    public Class<ReportPart> factType() {
        return ReportPart.class;
    }

    @Override
    public int order() {
        return 415;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ReportPart> facts) throws SQLException {
        Map<List<Object>, ReportPart> last = new LinkedHashMap<>();
        for (ReportPart part : facts) last.put(List.of(part.report(), part.seqNo()), part);
        List<ReportPart> parts = List.copyOf(last.values());
        try (var insert = connection.prepareStatement(PARTS)) {
            keys(new Columns<>(insert, parts))
                    .ints(ReportPart::seqNo)
                    .flags(ReportPart::toContinue)
                    .times(ReportPart::generatedAt)
                    .times(ReportPart::receivedAt)
                    .texts(ReportPart::content);
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement(HEADS)) {
            keys(new Columns<>(insert, parts)).times(ReportPart::receivedAt);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static Columns<ReportPart> keys(Columns<ReportPart> columns) throws SQLException {
        return columns.ints(part -> part.report().station().key())
                .texts(part -> part.report().kind().word())
                .ints(part -> part.report().requestId());
    }

    void begin(ReportKey report, @Nullable UUID command, String asked, Instant at) {
        dropParts(report);
        of(report, """
                insert into part_report (station_id, kind, request_id, command_id, asked, state, asked_at, touched_at)
                values (:station, :kind, :request, :command, :asked, 'awaited', :at, :at)
                on conflict (station_id, kind, request_id) do update
                set command_id = excluded.command_id, asked = excluded.asked, state = excluded.state, asked_at = excluded.asked_at,
                    touched_at = excluded.touched_at, answer = null, completed_at = null
                """)
                .param("command", command, Types.OTHER)
                .param("asked", asked)
                .param("at", Timestamp.from(at))
                .update();
    }

    void answered(ReportKey report, Report.@Nullable State state, @Nullable String answer, Instant at) {
        of(report, """
                update part_report
                set answer = :answer, state = coalesce(:state, state), touched_at = greatest(touched_at, :at),
                    completed_at = case when :state::text is null then completed_at else :at end
                where""" + ONE)
                .param("state", state == null ? null : state.word(), Types.VARCHAR)
                .param("answer", answer, Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .update();
    }

    void state(ReportKey report, Report.State state, Instant at) {
        of(report, "update part_report set state = :state, completed_at = :at where" + ONE)
                .param("state", state.word())
                .param("at", Timestamp.from(at))
                .update();
    }

    void dropParts(ReportKey report) {
        of(report, "delete from part_report_part where" + ONE).update();
    }

    boolean forget(ReportKey report) {
        dropParts(report);
        return of(report, "delete from part_report where" + ONE).update() > 0;
    }

    List<StoredPart> parts(ReportKey report) {
        return of(report, "select * from part_report_part where" + ONE + "order by seq_no")
                .query((row, _) -> part(row))
                .list();
    }

    Optional<StoredPart> part(ReportKey report, int seqNo) {
        return of(report, "select * from part_report_part where" + ONE + "and seq_no = :seq")
                .param("seq", seqNo)
                .query((row, _) -> part(row))
                .optional();
    }

    List<Report> list(StationId station, ReportKind kind, @Nullable Integer only, int limit) {
        return jdbc.sql("""
                select *, (select count(*) from part_report_part part
                           where part.station_id = head.station_id and part.kind = head.kind and part.request_id = head.request_id) as parts
                from part_report head
                where station_id = :station and kind = :kind and (:only::int is null or request_id = :only)
                order by asked_at desc, request_id desc limit :limit
                """)
                .param("station", station.key())
                .param("kind", kind.word())
                .param("only", only, Types.INTEGER)
                .param("limit", limit)
                .query((row, _) -> report(station, kind, row))
                .list();
    }

    /** Those that nothing came for since that time are incomplete from now on. */
    List<ReportKey> giveUp(Instant untouchedSince, Instant at) {
        return jdbc.sql("""
                update part_report set state = 'incomplete', completed_at = :at
                where state in ('awaited', 'receiving') and touched_at < :since
                returning station_id, kind, request_id
                """)
                .param("at", Timestamp.from(at))
                .param("since", Timestamp.from(untouchedSince))
                .query((row, _) -> {
                    String kind = row.getString("kind");
                    return new ReportKey(
                            new StationId(row.getInt("station_id")),
                            ReportKind.MONITORING.word().equals(kind) ? ReportKind.MONITORING : ReportKind.CUSTOMER,
                            row.getInt("request_id"));
                })
                .list();
    }

    private StatementSpec of(ReportKey report, String sql) {
        return jdbc.sql(sql)
                .param("station", report.station().key())
                .param("kind", report.kind().word())
                .param("request", report.requestId());
    }

    private static StoredPart part(ResultSet row) throws SQLException {
        return new StoredPart(
                row.getInt("seq_no"),
                row.getBoolean("to_continue"),
                row.getTimestamp("generated_at").toInstant(),
                row.getString("content"));
    }

    private static Report report(StationId station, ReportKind kind, ResultSet row) throws SQLException {
        Timestamp completed = row.getTimestamp("completed_at");
        return new Report(
                new ReportKey(station, kind, row.getInt("request_id")),
                row.getObject("command_id", UUID.class),
                row.getString("asked"),
                Report.State.of(row.getString("state")),
                row.getString("answer"),
                row.getTimestamp("asked_at").toInstant(),
                completed == null ? null : completed.toInstant(),
                row.getInt("parts"));
    }
}

package dev.stationmaster.problem;

import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.station.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is wrong as tables tell it; one question for each kind and round, never one for each message. */
@Repository
class EvidenceStore {
    private static final Duration COMMANDS_MATTER = Duration.ofHours(24);
    private static final Duration ANSWER_DUE = Duration.ofMinutes(2);
    private static final Duration FINDINGS_MATTER = Duration.ofHours(24);
    private static final Duration REFUSALS_MATTER = Duration.ofHours(1);
    private static final int REFUSALS_COUNT = 3;
    private static final int MOST_STRANGERS = 200;

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stations whose newest command that left was not answered. */
    List<Symptom> unanswered(Instant now) {
        return jdbc.sql("""
                        select * from (
                            select distinct on (station_id) station_id, id, type, state, reason, sent_at, answered_at from command
                            where id >= :since and sent_at is not null
                            order by station_id, id desc) as newest
                        where answered_at is null and (state = 'failed' or state = 'sent' and sent_at < :due)""")
                .param("since", firstId(now.minus(COMMANDS_MATTER)))
                .param("due", now.minus(ANSWER_DUE).atOffset(ZoneOffset.UTC))
                .query((row, _) -> ofStation(
                        Kind.COMMAND_UNANSWERED,
                        row,
                        Severity.MINOR,
                        row.getString("type"),
                        facts(
                                "command",
                                row.getString("type"),
                                "commandId",
                                row.getString("id"),
                                "reason",
                                row.getString("reason")),
                        instant(row, "sent_at")))
                .list();
    }

    /** Remote starts that the station accepted and that no transaction followed, unless the station began one since. */
    List<Symptom> lostStarts(Instant now) {
        return jdbc.sql("""
                        select * from (
                            select distinct on (station_id) station_id, id, effect_state, effect_at from command
                            where id >= :since and type = 'RemoteStart' and effect_state in ('seen', 'missed')
                            order by station_id, id desc) as newest
                        where effect_state = 'missed' and not exists (
                            select 1 from transaction
                            where transaction.station_id = newest.station_id and transaction.first_received_at > newest.effect_at)""")
                .param("since", firstId(now.minus(COMMANDS_MATTER)))
                .query((row, _) -> ofStation(
                        Kind.REMOTE_START_LOST,
                        row,
                        Severity.MINOR,
                        "",
                        facts("commandId", row.getString("id")),
                        instant(row, "effect_at")))
                .list();
    }

    /** Stations with protocol violations of the last day; the most frequent place stands for all. Wrong clocks are a kind of their own. */
    List<Symptom> findings(Instant now) {
        return jdbc.sql("""
                        select distinct on (station_id) station_id, action, path, rule, message, first_seen_at from finding
                        where last_seen_at > :since and rule <> 'clock'
                        order by station_id, count desc, action, path, rule""")
                .param("since", now.minus(FINDINGS_MATTER).atOffset(ZoneOffset.UTC))
                .query((row, _) -> ofStation(
                        Kind.FINDING,
                        row,
                        Severity.MINOR,
                        row.getString("action") + " " + row.getString("rule"),
                        facts(
                                "action",
                                row.getString("action"),
                                "path",
                                row.getString("path"),
                                "rule",
                                row.getString("rule"),
                                "message",
                                row.getString("message")),
                        instant(row, "first_seen_at")))
                .list();
    }

    /** The certificate of each kind that a station uses now, or was installed with our knowledge, when it ends within the horizon. */
    List<Symptom> certificates(Instant now, int warningDays) {
        var horizon = now.plus(Duration.ofDays(warningDays));
        return jdbc.sql("""
                        select * from (
                            select distinct on (station_id, certificate_type) station_id, certificate_type as type, subject, not_after
                            from issued_certificate where state = 'inUse'
                            order by station_id, certificate_type, issued_at desc) as used
                        where not_after < :horizon
                        union
                        select installed.station_id, installed.certificate_type, known.subject, known.not_after
                        from installed_certificate as installed join known_certificate as known on known.fingerprint = installed.fingerprint
                        where known.not_after < :horizon
                        union
                        select installed.station_id, installed.certificate_type, known.subject, known.not_after
                        from installed_certificate as installed
                             join known_certificate as known
                             on upper(ltrim(installed.serial_number, '0')) = upper(ltrim(known.serial_number, '0'))
                        where known.not_after < :horizon
                        order by station_id""")
                .param("horizon", horizon.atOffset(ZoneOffset.UTC))
                .query((row, _) -> certificate(row, now, warningDays))
                .list();
    }

    private static Symptom certificate(ResultSet row, Instant now, int warningDays) throws SQLException {
        var station = new StationId(row.getInt("station_id"));
        String type = row.getString("type");
        Instant end = row.getTimestamp("not_after").toInstant();
        boolean over = end.isBefore(now);
        return new Symptom(
                Kind.CERTIFICATE_ENDS,
                station.key() + "/" + type + "/" + row.getString("subject"),
                station,
                null,
                null,
                over ? Severity.CRITICAL : Severity.MAJOR,
                over ? "ended" : "endsSoon",
                facts("certificateType", type, "subject", row.getString("subject"), "notAfter", end.toString()),
                over ? end : end.minus(Duration.ofDays(warningDays)));
    }

    /** Who was refused. @param identity as it was sent */
    record Refusal(String identity, String remoteAddress, String reason, String detail, Instant firstSeenAt) {}

    /** The newest of each, of those who tried again and again lately. */
    List<Refusal> refusals(Instant now) {
        return jdbc.sql("""
                        select identity, remote_address, reason, detail, first_seen_at from connection_attempt
                        where last_seen_at > :since and count >= :count
                        order by last_seen_at desc limit :limit""")
                .param("since", now.minus(REFUSALS_MATTER).atOffset(ZoneOffset.UTC))
                .param("count", REFUSALS_COUNT)
                .param("limit", MOST_STRANGERS)
                .query((row, _) -> new Refusal(
                        row.getString("identity"),
                        row.getString("remote_address"),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getTimestamp("first_seen_at").toInstant()))
                .list();
    }

    private static Symptom ofStation(
            Kind kind,
            ResultSet row,
            Severity severity,
            String code,
            Map<String, String> facts,
            @Nullable Instant since)
            throws SQLException {
        var station = new StationId(row.getInt("station_id"));
        return new Symptom(kind, String.valueOf(station.key()), station, null, null, severity, code, facts, since);
    }

    /** Names and values in turns; what is null is left out. */
    private static Map<String, String> facts(@Nullable String... namesAndValues) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value != null) facts.put(String.valueOf(namesAndValues[i]), value);
        }
        return facts;
    }

    /** No UUIDv7 of that time or later is smaller. */
    private static UUID firstId(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

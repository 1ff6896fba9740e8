package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages on their way, and those that arrived or were given up, in the database. */
@Repository
class DeliveryStore {
    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Delivery one) {
        jdbc.sql("""
                        insert into alert_delivery (id, rule_id, rule_name, route_id, route_name, kind, type, subject, body, state, attempts,
                                                    next_try_at, created_at)
                        values (:id, :rule::uuid, :ruleName, :route, :routeName, :kind, :type, :subject, :body, :state, :attempts, :next::timestamptz,
                                :created)""")
                .param("id", one.id())
                .param("rule", one.ruleId() == null ? null : one.ruleId().toString())
                .param("ruleName", one.ruleName())
                .param("route", one.routeId())
                .param("routeName", one.routeName())
                .param("kind", one.kind().word())
                .param("type", one.type())
                .param("subject", one.subject())
                .param("body", one.body())
                .param("state", one.state())
                .param("attempts", one.attempts())
                .param("next", text(one.nextTryAt()))
                .param("created", one.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void update(Delivery one) {
        jdbc.sql("""
                        update alert_delivery
                        set state = :state, attempts = :attempts, next_try_at = :next::timestamptz, answer = :answer, ended_at = :ended::timestamptz
                        where id = :id""")
                .param("id", one.id())
                .param("state", one.state())
                .param("attempts", one.attempts())
                .param("next", text(one.nextTryAt()))
                .param("answer", one.answer())
                .param("ended", text(one.endedAt()))
                .update();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /** What is to be tried by now, the longest due first. */
    List<Delivery> due(Instant now, int limit) {
        return jdbc.sql(
                        "select * from alert_delivery where state = 'waiting' and next_try_at <= :now order by next_try_at limit :limit")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> delivery(row))
                .list();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql("select * from alert_delivery where id = :id")
                .param("id", id)
                .query((row, _) -> delivery(row))
                .optional();
    }

    /** Newest first. @param state null for all @param before the last one seen */
    List<Delivery> list(@Nullable String state, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select * from alert_delivery
                        where (:state::text is null or state = :state) and (:before::uuid is null or id < :before::uuid)
                        order by id desc limit :limit""")
                .param("state", state)
                .param("before", before == null ? null : before.toString())
                .param("limit", limit)
                .query((row, _) -> delivery(row))
                .list();
    }

    void forget(Instant before) {
        jdbc.sql("delete from alert_delivery where ended_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getString("rule_name"),
                row.getObject("route_id", UUID.class),
                row.getString("route_name"),
                Way.of(row.getString("kind")).orElseThrow(),
                row.getString("type"),
                row.getString("subject"),
                row.getString("body"),
                row.getString("state"),
                row.getInt("attempts"),
                instant(row, "next_try_at"),
                row.getString("answer"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}

package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import dev.stationmaster.alert.AlertRule.Terms;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Rules, routes, the mail server, and what was told, in the database. */
@Repository
class AlertStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AlertRule> rules() {
        return jdbc.sql("select * from alert_rule order by lower(name)")
                .query((row, _) -> new AlertRule(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getBoolean("enabled"),
                        JSON.readValue(row.getString("terms"), Terms.class),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    void save(AlertRule rule) {
        jdbc.sql("""
                        insert into alert_rule (id, name, enabled, terms, created_at, created_by, changed_at)
                        values (:id, :name, :enabled, :terms, :created, :by, :changed)
                        on conflict (id) do update
                        set name = excluded.name, enabled = excluded.enabled, terms = excluded.terms, changed_at = excluded.changed_at""")
                .param("id", rule.id())
                .param("name", rule.name())
                .param("enabled", rule.enabled())
                .param("terms", JSON.writeValueAsString(rule.terms()))
                .param("created", rule.createdAt().atOffset(ZoneOffset.UTC))
                .param("by", rule.createdBy())
                .param("changed", rule.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void deleteRule(UUID id) {
        jdbc.sql("delete from alert_firing where rule_id = :id").param("id", id).update();
        jdbc.sql("delete from alert_rule where id = :id").param("id", id).update();
    }

    List<AlertRoute> routes() {
        return jdbc.sql("select * from alert_route order by lower(name)")
                .query((row, _) -> new AlertRoute(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Way.of(row.getString("kind")).orElseThrow(),
                        row.getString("target"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    /** @param wrappedSecret null keeps the one that is there */
    void save(AlertRoute route, byte @Nullable [] wrappedSecret) {
        jdbc.sql("""
                        insert into alert_route (id, name, kind, target, secret, created_at, changed_at)
                        values (:id, :name, :kind, :target, :secret::bytea, :created, :changed)
                        on conflict (id) do update
                        set name = excluded.name, target = excluded.target, secret = coalesce(excluded.secret, alert_route.secret),
                            changed_at = excluded.changed_at""")
                .param("id", route.id())
                .param("name", route.name())
                .param("kind", route.kind().word())
                .param("target", route.target())
                .param("secret", wrappedSecret)
                .param("created", route.createdAt().atOffset(ZoneOffset.UTC))
                .param("changed", route.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<byte[]> secretOf(UUID route) {
        return jdbc.sql("select secret from alert_route where id = :id and secret is not null")
                .param("id", route)
                .query((row, _) -> row.getBytes("secret"))
                .optional();
    }

    void deleteRoute(UUID id) {
        jdbc.sql("delete from alert_route where id = :id").param("id", id).update();
    }

    /** What rules have told of and is not over. */
    Map<UUID, Set<String>> firings() {
        Map<UUID, Set<String>> found = new HashMap<>();
        jdbc.sql("select rule_id, key from alert_firing")
                .query((row, _) -> found.computeIfAbsent(row.getObject("rule_id", UUID.class), _ -> new HashSet<>())
                        .add(row.getString("key")))
                .list();
        return found;
    }

    void fired(UUID rule, Collection<String> keys, Instant at) {
        jdbc.sql("""
                        insert into alert_firing (rule_id, key, fired_at) select :rule, unnest(:keys::text[]), :at
                        on conflict do nothing""")
                .param("rule", rule)
                .param("keys", keys.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void over(UUID rule, Collection<String> keys) {
        jdbc.sql("delete from alert_firing where rule_id = :rule and key = any(:keys::text[])")
                .param("rule", rule)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    /** @param wrappedPassword null when there is none */
    record StoredMailServer(MailServer server, byte @Nullable [] wrappedPassword) {}

    Optional<StoredMailServer> mailServer() {
        return jdbc.sql("select * from mail_server")
                .query((row, _) -> new StoredMailServer(
                        new MailServer(
                                row.getString("host"),
                                row.getInt("port"),
                                row.getString("security"),
                                row.getString("username"),
                                null,
                                row.getString("sender")),
                        row.getBytes("password")))
                .optional();
    }

    void save(MailServer server, byte @Nullable [] wrappedPassword, Instant at) {
        jdbc.sql("""
                        insert into mail_server (host, port, security, username, password, sender, changed_at)
                        values (:host, :port, :security, :username::text, :password::bytea, :sender, :at)
                        on conflict (only_one) do update
                        set host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username,
                            password = excluded.password, sender = excluded.sender, changed_at = excluded.changed_at""")
                .param("host", server.host())
                .param("port", server.port())
                .param("security", server.security())
                .param("username", server.username())
                .param("password", wrappedPassword)
                .param("sender", server.sender())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void deleteMailServer() {
        jdbc.sql("delete from mail_server").update();
    }
}

package dev.stationmaster.operator;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** API tokens and the set-up code in the database, as hashes. */
@Repository
class ApiTokenStore {
    private final JdbcClient jdbc;

    ApiTokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Loaded(ApiToken token, byte[] hash, @Nullable Instant usedAt) {}

    List<Loaded> loadAll() {
        return jdbc.sql(
                        "select id, name, role, site_ids, token_hash, expires_at, origin, created_at, last_used_at from api_token")
                .query((row, _) -> {
                    var expires = row.getObject("expires_at", OffsetDateTime.class);
                    var token = new ApiToken(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            Role.of(row.getString("role")).orElse(Role.VIEWER),
                            OperatorStore.sites(row.getArray("site_ids")),
                            expires == null ? null : expires.toInstant(),
                            row.getString("origin"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant());
                    var used = row.getObject("last_used_at", OffsetDateTime.class);
                    return new Loaded(token, row.getBytes("token_hash"), used == null ? null : used.toInstant());
                })
                .list();
    }

    byte @Nullable [] setupCodeHash() {
        return jdbc.sql("select code_hash from setup_code")
                .query((row, _) -> row.getBytes("code_hash"))
                .optional()
                .orElse(null);
    }

    List<@Nullable Void> save(Connection connection, List<ApiTokenSaved> facts) throws SQLException {
        try (var save = connection.prepareStatement("""
                insert into api_token (id, name, role, token_hash, expires_at, origin, created_at, site_ids)
                values (?, ?, ?, ?, ?, ?, ?, ?::int[])
                on conflict (tenant_id, lower(name)) do update set
                    id = excluded.id, name = excluded.name, role = excluded.role, token_hash = excluded.token_hash,
                    expires_at = excluded.expires_at, origin = excluded.origin, created_at = excluded.created_at, site_ids = excluded.site_ids,
                    last_used_at = null
                """)) {
            for (var fact : facts) {
                var token = fact.token();
                save.setObject(1, token.id());
                save.setString(2, token.name());
                save.setString(3, token.role().word());
                save.setBytes(4, fact.hash());
                var expires = token.expiresAt();
                if (expires == null) save.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
                else save.setObject(5, expires.atOffset(ZoneOffset.UTC));
                save.setString(6, token.origin());
                save.setObject(7, token.createdAt().atOffset(ZoneOffset.UTC));
                save.setString(8, SiteKeys.text(token.sites()));
                save.addBatch();
            }
            save.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> delete(Connection connection, List<ApiTokenDeleted> facts) throws SQLException {
        try (var delete = connection.prepareStatement("delete from api_token where id = any(?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", facts.stream().map(ApiTokenDeleted::id).toArray()));
            delete.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> used(Connection connection, List<ApiTokenUsed> facts) throws SQLException {
        try (var update = connection.prepareStatement("update api_token set last_used_at = ? where id = ?")) {
            for (var fact : facts) {
                update.setObject(1, fact.at().atOffset(ZoneOffset.UTC));
                update.setObject(2, fact.id());
                update.addBatch();
            }
            update.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> setupCode(Connection connection, List<SetupCodeSet> facts) throws SQLException {
        var last = facts.getLast();
        try (var delete = connection.prepareStatement("delete from setup_code")) {
            delete.executeUpdate();
        }
        if (last.hash() != null) {
            try (var insert =
                    connection.prepareStatement("insert into setup_code (code_hash, created_at) values (?, ?)")) {
                insert.setBytes(1, last.hash());
                insert.setObject(2, last.at().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
        }
        return Collections.nCopies(facts.size(), null);
    }
}

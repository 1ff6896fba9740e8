package dev.stationmaster.operator;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People in the database. */
@Repository
class OperatorStore {
    private final JdbcClient jdbc;

    OperatorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Operator> all() {
        return jdbc.sql("select * from operator order by lower(name)")
                .query((row, _) -> operator(row))
                .list();
    }

    void save(Operator operator) {
        jdbc.sql("""
                insert into operator (id, name, display_name, email, role, site_ids, disabled, password_hash, subject, language,
                                      last_login_at, created_at)
                values (:id, :name, :displayName, :email, :role, :sites::int[], :disabled, :password, :subject, :language,
                        :lastLogin, :created)
                on conflict (id) do update
                set name = excluded.name, display_name = excluded.display_name, email = excluded.email, role = excluded.role,
                    site_ids = excluded.site_ids, disabled = excluded.disabled, password_hash = excluded.password_hash,
                    subject = excluded.subject, language = excluded.language, last_login_at = excluded.last_login_at
                """)
                .param("id", operator.id())
                .param("name", operator.name())
                .param("displayName", operator.displayName(), Types.VARCHAR)
                .param("email", operator.email(), Types.VARCHAR)
                .param("role", operator.role().word())
                .param("sites", SiteKeys.text(operator.sites()), Types.VARCHAR)
                .param("disabled", operator.disabled())
                .param("password", operator.passwordHash(), Types.VARCHAR)
                .param("subject", operator.subject(), Types.VARCHAR)
                .param("language", operator.language(), Types.VARCHAR)
                .param("lastLogin", timestamp(operator.lastLoginAt()), Types.TIMESTAMP)
                .param("created", Timestamp.from(operator.createdAt()))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from operator where id = :id").param("id", id).update();
    }

    /** @param hash null takes an invitation back */
    void invite(UUID id, byte @Nullable [] hash, @Nullable Instant until) {
        jdbc.sql("update operator set invitation = :hash, invited_until = :until where id = :id")
                .param("hash", hash, Types.BINARY)
                .param("until", timestamp(until), Types.TIMESTAMP)
                .param("id", id)
                .update();
    }

    /** Who is invited by that code, which is used up by asking. */
    Optional<UUID> redeem(byte[] hash, Instant now) {
        return jdbc.sql("""
                update operator set invitation = null, invited_until = null
                where invitation = :hash and invited_until > :now returning id
                """)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .optional();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Operator operator(ResultSet row) throws SQLException {
        Timestamp login = row.getTimestamp("last_login_at");
        return new Operator(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("email"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                sites(row.getArray("site_ids")),
                row.getBoolean("disabled"),
                row.getString("password_hash"),
                row.getString("subject"),
                row.getString("language"),
                login == null ? null : login.toInstant(),
                row.getTimestamp("created_at").toInstant());
    }

    static @Nullable List<Integer> sites(@Nullable Array array) throws SQLException {
        return array == null
                ? null
                : Stream.of((Object[]) array.getArray())
                        .map(Integer.class::cast)
                        .toList();
    }
}

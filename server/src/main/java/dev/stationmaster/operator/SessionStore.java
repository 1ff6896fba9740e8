package dev.stationmaster.operator;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sessions in the database, so that a restart logs nobody out. */
@Repository
class SessionStore {
    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Loaded(Session session, byte[] hash) {}

    List<Loaded> all() {
        return jdbc.sql("select * from operator_session")
                .query((row, _) -> new Loaded(
                        new Session(
                                row.getObject("id", UUID.class),
                                row.getObject("operator_id", UUID.class),
                                row.getString("via"),
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("seen_at").toInstant(),
                                row.getTimestamp("ends_at").toInstant(),
                                row.getString("remote_address"),
                                row.getString("user_agent")),
                        row.getBytes("secret_hash")))
                .list();
    }

    void insert(Session session, byte[] hash) {
        jdbc.sql("""
                insert into operator_session (id, operator_id, secret_hash, via, created_at, seen_at, ends_at, remote_address, user_agent)
                values (:id, :operator, :hash, :via, :created, :seen, :ends, :address, :agent)
                """)
                .param("id", session.id())
                .param("operator", session.operator())
                .param("hash", hash)
                .param("via", session.via())
                .param("created", Timestamp.from(session.createdAt()))
                .param("seen", Timestamp.from(session.seenAt()))
                .param("ends", Timestamp.from(session.endsAt()))
                .param("address", session.remoteAddress(), Types.VARCHAR)
                .param("agent", session.userAgent(), Types.VARCHAR)
                .update();
    }

    void seen(UUID id, Instant at) {
        jdbc.sql("update operator_session set seen_at = :at where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from operator_session where id = :id").param("id", id).update();
    }
}

package dev.stationmaster.certificate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The wrapped keys of the built-in authority in the database. */
@Repository
class AuthorityStore {
    private final JdbcClient jdbc;

    AuthorityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(byte[] certificate, byte[] wrappedKey) {}

    Optional<Row> find(String name) {
        return jdbc.sql("select certificate, wrapped_key from authority_key where name = :name")
                .param("name", name)
                .query((row, _) -> new Row(row.getBytes("certificate"), row.getBytes("wrapped_key")))
                .optional();
    }

    /** The first one stays, when two servers make it at the same time. */
    void insert(String name, Row row, Instant at) {
        jdbc.sql("""
                        insert into authority_key (name, certificate, wrapped_key, created_at)
                        values (:name, :certificate, :key, :at) on conflict (name) do nothing
                        """)
                .param("name", name)
                .param("certificate", row.certificate())
                .param("key", row.wrappedKey())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}

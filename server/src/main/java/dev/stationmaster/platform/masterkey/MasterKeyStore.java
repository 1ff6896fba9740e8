package dev.stationmaster.platform.masterkey;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which master key the secrets of this database were made with. */
@Repository
class MasterKeyStore {
    private final JdbcClient database;

    MasterKeyStore(JdbcClient database) {
        this.database = database;
    }

    Optional<byte[]> fingerprint() {
        return database.sql("select fingerprint from master_key")
                .query(byte[].class)
                .optional();
    }

    void insert(byte[] fingerprint, Instant at) {
        database.sql("insert into master_key (fingerprint, created_at) values (:fingerprint, :at)")
                .param("fingerprint", fingerprint)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}

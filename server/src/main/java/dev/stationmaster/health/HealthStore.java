package dev.stationmaster.health;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database says about itself. */
@Repository
class HealthStore {
    private final JdbcClient jdbc;

    HealthStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param version of PostgreSQL */
    record Size(String version, long bytes) {}

    void ping() {
        jdbc.sql("select 1").query(Integer.class).single();
    }

    Size size() {
        return jdbc.sql(
                        "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes")
                .query((row, _) -> new Size(row.getString("version"), row.getLong("bytes")))
                .single();
    }
}

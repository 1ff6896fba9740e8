package dev.stationmaster.metering;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Daily partitions of the large tables. */
@Repository
class PartitionStore {
    private final JdbcClient jdbc;

    PartitionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean exists(String table, LocalDate day) {
        return jdbc.sql("select to_regclass(:name) is not null")
                .param("name", name(table, day))
                .query(Boolean.class)
                .single();
    }

    /** True when the table has no daily partition yet. */
    boolean isNew(String table) {
        return jdbc.sql("select not exists (select from pg_class where relname ~ :pattern)")
                .param("pattern", "^" + table + "_\\d{8}$")
                .query(Boolean.class)
                .single();
    }

    /** Fails when the catch-all partition holds rows of that day; they stay there, where they are found as well. */
    void create(String table, LocalDate day) {
        jdbc.sql("create table if not exists %s partition of %s for values from ('%s') to ('%s')"
                        .formatted(name(table, day), table, day, day.plusDays(1)))
                .update();
    }

    private static String name(String table, LocalDate day) {
        return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}

package dev.stationmaster.platform.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.platform.postgres.TestPostgres;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class DayPartitionsIT {
    private static final DayPartitioned FOREVER = DayPartitioned.forEver("thing");

    private JdbcClient database;
    private DataSource dataSource;

    @BeforeEach
    void tables() {
        dataSource = TestPostgres.emptyDatabase().dataSource();
        database = JdbcClient.create(dataSource);
        database.sql("create table thing (at timestamptz not null, text text) partition by range (at)")
                .update();
        database.sql("create table thing_default partition of thing default").update();
        database.sql("create index on thing (at)").update();
    }

    private DayPartitions on(String day) {
        return new DayPartitions(
                database, new JdbcTransactionManager(dataSource), () -> Instant.parse(day + "T12:00:00Z"));
    }

    private void insert(String at, int bytes) {
        // Random text, so that it is not compressed away.
        database.sql("""
                        insert into thing select :at::timestamptz, string_agg(gen_random_uuid()::text, '') from generate_series(1, :parts)
                        """)
                .param("at", at)
                .param("parts", Math.max(1, bytes / 36))
                .update();
    }

    private List<String> partitions() {
        return database.sql(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'thing'::regclass order by 1")
                .query(String.class)
                .list();
    }

    private String home(String at) {
        return database.sql("select tableoid::regclass::text from thing where at = :at::timestamptz")
                .param("at", at)
                .query(String.class)
                .single();
    }

    @Test
    void yesterdayTodayAndTheNextDaysHavePartitions() {
        on("2026-03-01").keep(FOREVER);
        assertThat(partitions())
                .containsExactly(
                        "thing_20260228",
                        "thing_20260301",
                        "thing_20260302",
                        "thing_20260303",
                        "thing_20260304",
                        "thing_default");
        insert("2026-03-01 00:00:00+00", 10);
        insert("2026-03-01 23:59:59.999999+00", 10);
        insert("1970-01-01 00:00:00+00", 10);
        assertThat(home("2026-03-01 00:00:00+00")).isEqualTo("thing_20260301");
        assertThat(home("2026-03-01 23:59:59.999999+00")).isEqualTo("thing_20260301");
        assertThat(home("1970-01-01 00:00:00+00")).isEqualTo("thing_default");
        on("2026-03-01").keep(FOREVER);
        assertThat(partitions()).hasSize(6);
    }

    @Test
    void rowsThatCameBeforeTheirPartitionMoveIntoIt() {
        insert("2026-03-01 10:00:00+00", 10);
        insert("1970-01-01 00:00:00+00", 10);
        on("2026-03-01").keep(FOREVER);
        assertThat(home("2026-03-01 10:00:00+00")).isEqualTo("thing_20260301");
        assertThat(home("1970-01-01 00:00:00+00")).isEqualTo("thing_default");
    }

    @Test
    void daysBeyondTheirTimeAreDropped() {
        on("2026-03-01").keep(FOREVER);
        on("2026-03-05").keep(FOREVER);
        on("2026-03-05").keep(DayPartitioned.forDays("thing", 2));
        assertThat(partitions())
                .contains("thing_20260303", "thing_20260305", "thing_20260308", "thing_default")
                .doesNotContain("thing_20260228", "thing_20260301", "thing_20260302");
    }

    @Test
    void theOldestDaysGoWhenAllTakeTooMuchButTodayStays() {
        on("2026-03-01").keep(FOREVER);
        on("2026-03-02").keep(FOREVER);
        on("2026-03-03").keep(FOREVER);
        insert("2026-03-01 10:00:00+00", 400_000);
        insert("2026-03-02 10:00:00+00", 400_000);
        insert("2026-03-03 10:00:00+00", 400_000);
        var partitions = on("2026-03-03");
        partitions.keep(FOREVER);
        long all = partitions.bytes(FOREVER);
        var bounded = new DayPartitioned(List.of("thing"), 100, all - 100_000);
        partitions.keep(bounded);
        assertThat(partitions()).contains("thing_20260302", "thing_20260303").doesNotContain("thing_20260301");
        assertThat(partitions.bytes(bounded)).isLessThan(all - 300_000);
        partitions.keep(new DayPartitioned(List.of("thing"), 100, 10_000));
        assertThat(home("2026-03-03 10:00:00+00")).isEqualTo("thing_20260303");
        assertThat(partitions()).doesNotContain("thing_20260302");
    }
}

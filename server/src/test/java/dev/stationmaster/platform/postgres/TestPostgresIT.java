package dev.stationmaster.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestPostgresIT {
    @Test
    void everyTestGetsItsOwnMigratedDatabase() {
        var one = JdbcClient.create(TestPostgres.freshDatabase().dataSource());
        var other = JdbcClient.create(TestPostgres.freshDatabase().dataSource());
        one.sql("create table mine(x int)").update();
        assertThat(other.sql("select to_regclass('mine')").query(String.class).optional())
                .isEmpty();
        assertThat(one.sql("show server_version_num").query(Integer.class).single())
                .isBetween(180_000, 189_999);
    }
}

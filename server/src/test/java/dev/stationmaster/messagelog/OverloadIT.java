package dev.stationmaster.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OverloadIT {
    private static final StationId STATION = new StationId(1);

    private static double shed(TestServer server) {
        return server.bean(MeterRegistry.class)
                .get("stationmaster.messagelog.shed")
                .counter()
                .count();
    }

    private static long stored(JdbcClient database) {
        return database.sql("select count(*) from exchange").query(Long.class).single();
    }

    @Test
    void whatTheDatabaseCannotTakeIsShedAndCountedAndNobodyWaits() throws SQLException {
        try (var server = TestServer.start()) {
            var messageLog = server.bean(MessageLog.class);
            int offered = 100_000;
            try (var connection = server.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("lock table exchange in access exclusive mode");
                }
                var exchange = Exchanges.heartbeat(STATION, Instant.now());
                for (int i = 0; i < offered; i++) messageLog.record(exchange);
                assertThat(shed(server)).isPositive();
                connection.rollback();
            }
            server.bean(BufferedMessageLog.class).settle(20_000);
            assertThat(stored(server.bean(JdbcClient.class)) + (long) shed(server))
                    .isEqualTo(offered);
        }
    }

    @Test
    void whatWasSaidBeforeAStopIsStored() {
        var database = TestPostgres.freshDatabase();
        try (var server = TestServer.start("", database, Map.of())) {
            for (int i = 0; i < 700; i++)
                server.bean(MessageLog.class).record(Exchanges.heartbeat(STATION, Instant.now()));
        }
        assertThat(stored(JdbcClient.create(database.dataSource()))).isEqualTo(700);
    }

    @Test
    void switchedOffItStoresNothing() {
        try (var server = TestServer.start(
                "", TestPostgres.freshDatabase(), Map.of("stationmaster.messagelog.enabled", "false"))) {
            server.bean(MessageLog.class).record(Exchanges.heartbeat(STATION, Instant.now()));
            server.bean(BufferedMessageLog.class).settle(1_000);
            assertThat(stored(server.bean(JdbcClient.class))).isZero();
        }
    }
}

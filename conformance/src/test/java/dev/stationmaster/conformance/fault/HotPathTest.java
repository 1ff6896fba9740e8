package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.link.OcppServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.simulator.load.LoadConfig;
import dev.stationmaster.simulator.load.LoadFleet;
import dev.stationmaster.simulator.load.LoadReport;
import dev.stationmaster.simulator.load.Workload;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What 200 busy stations cost the database: commits shared, no row twice or missing, no SELECT in the way. */
class HotPathTest {
    private static final int STATIONS = 200;

    @ParameterizedTest
    @EnumSource(
            value = Version.class,
            names = {"OCPP16", "OCPP201"})
    void busyStationsShareCommitsAndAskTheDatabaseNothing(Version version) {
        String network = """
                stations: [{id: "LOAD-{n:5}", count: 200, securityProfile: 0}]
                tokens: [{idToken: "{n:8}", type: ISO14443, count: 20000}]
                """;
        var database = TestPostgres.freshDatabase();
        try (var server = TestServer.start(
                network,
                database,
                Map.of("stationmaster.link.messages-per-second", "0", "stationmaster.messagelog.enabled", "false"),
                StatementCounts.class)) {
            URI url =
                    URI.create("ws://127.0.0.1:" + server.bean(OcppServer.class).port() + "/ocpp");
            try (var fleet = new LoadFleet(LoadConfig.of(url, version, STATIONS))) {
                fleet.connect(Duration.ofSeconds(60));
                // Sessions first: afterwards whatever is loaded only once has been loaded.
                fleet.closedLoop(Workload.SESSION, Duration.ZERO, Duration.ofSeconds(1));
                long before = readings(server);
                StatementCounts.reset();
                LoadReport report = fleet.closedLoop(Workload.METER_VALUES, Duration.ZERO, Duration.ofSeconds(3));

                assertThat(report.errors() + report.lost()).isZero();
                assertThat(report.answered()).isGreaterThan(STATIONS);
                assertThat((double) StatementCounts.commits() / report.answered())
                        .as("commits a message")
                        .isLessThan(0.1);
                assertThat(StatementCounts.selects()).isEmpty();
                // The first answer a station gets may be to what it said before; its last messages are answered after
                // the measured time.
                assertThat(readings(server) - before)
                        .isBetween(report.answered() - STATIONS, report.answered() + 5 * STATIONS);
            }
        }
    }

    private static long readings(TestServer server) {
        return JdbcClient.create(server.dataSource())
                .sql("select count(*) from meter_reading")
                .query(Long.class)
                .single();
    }
}

package dev.stationmaster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationService;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionStart;
import dev.stationmaster.transaction.TransactionStop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatusIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static TestServer server;
    private static int used;

    private StatusService status;
    private StationId station;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void freshStation() {
        status = server.bean(StatusService.class);
        var form = new StationForm("CP-" + ++used, 0, null, null, null, null, null, null, null, null);
        station =
                server.bean(StationService.class).create(form, "test").station().id();
    }

    @Test
    void anOlderReportDoesNotOverwriteANewerOneButIsKeptInTheHistory() {
        report("Charging", NOW, NOW);
        report("Preparing", NOW.minusSeconds(60), NOW.plusSeconds(1));
        assertThat(present()).isEqualTo("Charging");
        assertThat(stored()).isEqualTo("Charging");
        assertThat(history()).containsExactly("Charging", "Preparing");
    }

    @Test
    void ofEqualTimesTheLaterArrivalCounts() {
        report("Preparing", NOW, NOW);
        report("Charging", NOW, NOW.plusSeconds(1));
        assertThat(present()).isEqualTo("Charging");
        assertThat(stored()).isEqualTo("Charging");
    }

    @Test
    void withoutATimeTheReceiptCounts() {
        report("Preparing", NOW, NOW);
        report("Charging", null, NOW.plusSeconds(5));
        assertThat(present()).isEqualTo("Charging");
    }

    @Test
    void aClockAt1970OrFarAheadDoesNotFreezeTheState() {
        report("Preparing", NOW.plus(Duration.ofDays(4000)), NOW);
        report("Charging", NOW.plusSeconds(1), NOW.plusSeconds(1));
        assertThat(present()).isEqualTo("Charging");
        report("Finishing", Instant.EPOCH, NOW.plusSeconds(2));
        assertThat(present()).isEqualTo("Finishing");
        assertThat(stored()).isEqualTo("Finishing");
    }

    @Test
    void betweenTwoClocksTheOrderOfArrivalCounts() {
        report("Preparing", NOW.plus(Duration.ofDays(4000)), NOW.plusMillis(900));
        report("Charging", NOW.plusMillis(300), NOW.plusMillis(950));
        assertThat(present()).isEqualTo("Charging");
        assertThat(stored()).isEqualTo("Charging");
        report("SuspendedEV", NOW.plusSeconds(200), NOW.plusSeconds(2));
        report("Finishing", null, NOW.plusSeconds(3));
        assertThat(present()).isEqualTo("Finishing");
        assertThat(stored()).isEqualTo("Finishing");
    }

    @Test
    void theApiShowsWhatConnectorsSayAndWhatRunsThere() {
        status.report(station, new ConnectorReport(0, 0, 0, "Available", "NoError", null, null, null, NOW, NOW));
        report("Faulted", NOW, NOW);
        server.bean(TransactionService.class)
                .start(station, new TransactionStart(1, 1, 1, new IdToken("X", ""), NOW, 0, null, NOW));
        var answer = server.get("/api/v1/stations/CP-" + used + "/connectors");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"evse\":0",
                        "\"status\":\"Faulted\"",
                        "\"errorCode\":\"GroundFailure\"",
                        "\"transaction\":\"");
        assertThat(server.get("/api/v1/stations/NOBODY/connectors").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSilentTransactionOnAFreeConnectorIsTakenForEndedAndTheLateStopWins() {
        var transactions = server.bean(TransactionService.class);
        var start = new TransactionStart(1, 1, 1, new IdToken("X", ""), NOW, 1000, null, NOW);
        int id = transactions.start(station, start).wireId();
        var later = NOW.plus(AbandonedTransactions.GRACE).plusSeconds(60);
        var upkeep = new AbandonedTransactions(transactions, status, server.bean(StationDirectory.class), () -> later);
        upkeep.close();
        assertThat(transactions.openOn(station)).hasSize(1);
        report("Available", NOW.plusSeconds(600), NOW.plusSeconds(600));
        upkeep.close();
        assertThat(transactions.openOn(station)).isEmpty();
        transactions.stop(
                station, new TransactionStop(id, null, NOW.plusSeconds(500), 3000, "Local", List.of(), later));
        var found = transactions.find(station, Integer.toString(id)).orElseThrow();
        assertThat(found.energyWh()).isEqualByComparingTo("2000");
        assertThat(found.stoppedAt()).isEqualTo(NOW.plusSeconds(500));
        assertThat(found.stopReason()).isEqualTo("Local");
    }

    @Test
    void aStationThatIsDeletedWhileItChargesFreesItsTokenAndGetsItsTransactionBackWhenItIsEnteredAgain() {
        var transactions = server.bean(TransactionService.class);
        server.post("/api/v1/tokens", "{\"idToken\": \"ONCE\", \"maxConcurrent\": 1}");
        server.post("/api/v1/stations", "{\"id\": \"GONE\", \"securityProfile\": 0}");
        var directory = server.bean(StationDirectory.class);
        var gone = directory.find("GONE").orElseThrow().id();
        var token = new IdToken("ONCE", "");
        int id = transactions
                .start(gone, new TransactionStart(1, 1, 1, token, NOW, 1000, null, NOW))
                .wireId();
        server.delete("/api/v1/stations/GONE");
        assertThat(server.get("/api/v1/transactions?station=gone").body()).contains("\"station\":\"GONE\"");

        new AbandonedTransactions(transactions, status, directory, () -> NOW.plusSeconds(60)).close();
        assertThat(transactions.openOn(gone)).isEmpty();
        var elsewhere = transactions.start(station, new TransactionStart(1, 1, 1, token, NOW, 5, null, NOW));
        assertThat(elsewhere.verdict().accepted()).isTrue();

        server.post("/api/v1/stations", "{\"id\": \"Gone\", \"securityProfile\": 0}");
        var back = directory.find("GONE").orElseThrow();
        assertThat(back.id()).isEqualTo(gone);
        assertThat(server.get("/api/v1/stations/GONE").body())
                .contains("\"id\":\"Gone\"")
                .contains("\"registration\":\"none\"");
        transactions.stop(
                gone,
                new TransactionStop(id, null, NOW.plusSeconds(500), 3000, "Local", List.of(), NOW.plusSeconds(600)));
        assertThat(server.get("/api/v1/transactions?station=GONE").body())
                .contains("\"energyWh\":2000")
                .containsOnlyOnce("\"startedAt\"");
    }

    private void report(String word, @Nullable Instant at, Instant receivedAt) {
        var error = word.equals("Faulted") ? "GroundFailure" : "NoError";
        status.report(station, new ConnectorReport(1, 1, 1, word, error, null, null, null, at, receivedAt));
    }

    private String present() {
        return status.find(station, 1, 1).orElseThrow().status();
    }

    private String stored() {
        return jdbc().sql("select status from connector_status where station_id = ? and evse = 1")
                .param(station.key())
                .query(String.class)
                .single();
    }

    private List<String> history() {
        return jdbc().sql("select status from connector_status_history where station_id = ? order by received_at")
                .param(station.key())
                .query(String.class)
                .list();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(server.dataSource());
    }
}

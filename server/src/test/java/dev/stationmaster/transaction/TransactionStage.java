package dev.stationmaster.transaction;

import static dev.stationmaster.transaction.Told.minute;
import static dev.stationmaster.transaction.Told.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server, a fresh station for each test, and looks into the database. */
class TransactionStage {
    static TestServer server;
    static int used;

    TransactionService transactions;
    JdbcClient jdbc;
    StationId station;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.bean(TokenService.class)
                .create(new TokenForm("04A1B2C3", null, null, null, null, null, null, null, null), "test");
        server.bean(TokenService.class)
                .create(new TokenForm("ONE", null, null, null, null, 1, null, null, null), "test");
        server.bean(TokenService.class)
                .create(new TokenForm("BAD", null, "blocked", null, null, null, null, null, null), "test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void freshStation() {
        transactions = server.bean(TransactionService.class);
        jdbc = JdbcClient.create(server.dataSource());
        station = newStation();
    }

    static StationId newStation() {
        var form = new StationForm("CP-" + ++used, 0, null, null, null, null, null, null, null, null);
        return server.bean(StationService.class).create(form, "test").station().id();
    }

    void values(int wireId, MeterReading... readings) {
        transactions.readings(station, 1, 1, Integer.toString(wireId), List.of(readings), minute(5));
    }

    static TransactionStart start(IdToken token, int minute, long register) {
        return new TransactionStart(
                1, 1, 1, token, minute(minute), register, null, minute(minute).plusSeconds(1));
    }

    List<Map<String, Object>> rows() {
        return jdbc.sql("select * from transaction where station_id = ? order by id")
                .param(station.key())
                .query()
                .listOfRows();
    }

    Map<String, Object> theRow() {
        assertThat(rows()).hasSize(1);
        return rows().getFirst();
    }

    Map<String, Object> row(int id) {
        return jdbc.sql("select * from transaction where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    int count(String table) {
        var sql = table.equals("meter_reading")
                ? "select count(*) from meter_reading where station_id = ?"
                : "select count(*) from transaction_event e join transaction t on t.id = e.transaction_id where t.station_id = ?";
        return jdbc.sql(sql).param(station.key()).query(Integer.class).single();
    }
}

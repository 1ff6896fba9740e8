package dev.stationmaster.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionStart;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OverviewIT {
    @Test
    void thePresentStateOfAllStationsAndTheLastDays() {
        try (var server = TestServer.start()) {
            var one = station(server, "ONE");
            var two = station(server, "TWO");
            Instant now = StorageDay.storable(Instant.now());
            report(server, one, 0, "Available", now);
            report(server, one, 1, "Charging", now);
            server.bean(TransactionService.class)
                    .start(one, new TransactionStart(1, 1, 1, new IdToken("CARD", ""), now, 100, null, now));

            assertThat(server.get("/api/v1/overview").body())
                    .contains("\"stations\":2", "\"connected\":0", "\"connectorsOffline\":1", "\"openTransactions\":1");
            assertThat(server.get("/api/v1/overview/days?days=2").body())
                    .containsOnlyOnce("\"sessions\":1")
                    .containsOnlyOnce("\"sessions\":0");
            assertThat(server.get("/api/v1/overview/days?days=93").body()).contains("days is a number from 1 to 92");
            assertThat(server.get("/api/v1/overview/days?zone=Nowhere").body()).contains("IANA");

            assertThat(server.get("/api/v1/connectors").body())
                    .contains("\"station\":\"ONE\"", "\"status\":\"Charging\"", "\"idToken\":\"CARD\"")
                    .doesNotContain("\"connector\":0");
            assertThat(server.get("/api/v1/connectors?station=TWO").body()).startsWith("{\"items\":[]");
            assertThat(server.get("/api/v1/connectors?station=NONE").statusCode())
                    .isEqualTo(404);
            // A station that never told of a connector makes no page longer.
            assertThat(server.get("/api/v1/connectors?limit=1").body()).doesNotContain("\"next\":\"");
            report(server, two, 1, "Available", now);
            assertThat(server.get("/api/v1/connectors?limit=1").body())
                    .contains("\"station\":\"ONE\"", "\"next\":\"")
                    .doesNotContain("TWO");
        }
    }

    private static StationId station(TestServer server, String id) {
        server.post("/api/v1/stations", "{\"id\": \"" + id + "\", \"securityProfile\": 0}");
        return server.bean(StationDirectory.class).find(id).orElseThrow().id();
    }

    private static void report(TestServer server, StationId station, int connector, String status, Instant at) {
        server.bean(StatusService.class)
                .report(
                        station,
                        new ConnectorReport(
                                connector, connector, connector, status, "NoError", null, null, null, at, at));
    }
}

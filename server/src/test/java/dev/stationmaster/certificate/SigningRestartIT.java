package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SigningRestartIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> KEY =
            Map.of("stationmaster.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final String PROVISIONING =
            "stations: [{id: CS-1, securityProfile: 1, serialNumber: SN-1, password: \"" + TestStation.PASSWORD
                    + "\"}]";

    @Test
    void aRequestIsCarriedThroughReconnectsAndRestarts() throws Exception {
        var database = TestPostgres.freshDatabase();
        JsonNode first;
        try (var server = TestServer.start(PROVISIONING, database, KEY)) {
            try (var station = TestStation.connect(server, "CS-1", "ocpp2.0.1")) {
                station.boot("");
                assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-1"), ""))
                        .isEqualTo("Accepted");
                first = station.next("CertificateSigned");
            }
            try (var station = TestStation.connect(server, "CS-1", "ocpp2.0.1")) {
                assertThat(station.next("CertificateSigned").get(3)).isEqualTo(first.get(3));
            }
        }
        try (var server = TestServer.start(PROVISIONING, database, KEY);
                var station = TestStation.connect(server, "CS-1", "ocpp2.0.1")) {
            JsonNode again = station.next("CertificateSigned");
            assertThat(again.get(3)).isEqualTo(first.get(3));
            station.answer(again, "{\"status\":\"Accepted\"}");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!state(server).equals("accepted") && System.nanoTime() < deadline) LockSupport.parkNanos(10_000_000);
            assertThat(state(server)).isEqualTo("accepted");
        }
    }

    private static String state(TestServer server) {
        return JSON.readTree(server.get("/api/v1/signing-requests").body())
                .get("items")
                .get(0)
                .get("state")
                .stringValue();
    }
}

package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationDirectory;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandRestartIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The second server must be able to check what the first one stored. */
    private static final Map<String, String> KEY =
            Map.of("stationmaster.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    @Test
    void afterARestartWhatWaitedGoesOnAndWhatWasSentIsNeverSentAgain() throws Exception {
        var database = TestPostgres.freshDatabase();
        String password = ", password: \"" + StationSocket.PASSWORD + "\"}";
        String provisioning = "stations: [{id: CP-1, securityProfile: 1" + password + ", {id: CP-2, securityProfile: 0"
                + password + "]";
        var issued = new IdToken("issued-before", "Central");
        String raised;
        String sent;
        String kept;
        try (var server = TestServer.start(provisioning, database, KEY);
                var socket = StationSocket.connect(server, "CP-1", "ocpp1.6")) {
            socket.boot16();
            sent = id(server, "{\"type\":\"UnlockConnector\",\"connector\":1,\"expiresInSeconds\":600}");
            kept = id(server, "{\"type\":\"ChangeAvailability\",\"operational\":true,\"expiresInSeconds\":600}");
            assertThat(socket.next().get(2).stringValue()).isEqualTo("UnlockConnector");
            server.bean(Authorization.class).issue(issued, Instant.now().plusSeconds(600));
            try (var other = StationSocket.connect(server, "CP-2", "ocpp1.6")) {
                other.boot16();
                raised = id(server, "CP-2", "{\"type\":\"RaiseSecurityProfile\",\"to\":1}");
                assertThat(other.next().get(2).stringValue()).isEqualTo("ChangeConfiguration");
            }
        }
        // As a crash would have left it: what the going server notes of the lost link is undone.
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update command set state = 'sent', reason = null where type = 'UnlockConnector'");
            statement.executeUpdate(
                    "update command set state = 'sent', reason = null, effect_state = 'none' where type = 'RaiseSecurityProfile'");
            statement.executeUpdate(
                    "update command set state = 'queued', reason = null where type = 'ChangeAvailability'");
        }
        try (var server = TestServer.start(provisioning, database, KEY);
                var socket = StationSocket.connect(server, "CP-1", "ocpp1.6")) {
            assertThat(socket.answers("ChangeAvailability", "{\"status\":\"Accepted\"}")
                            .toString())
                    .isEqualTo("{\"connectorId\":0,\"type\":\"Operative\"}");
            JsonNode on = JSON.readTree(
                    server.get("/api/v1/commands/" + kept + "?wait=30s").body());
            assertThat(on.get("state").stringValue()).isEqualTo("answered");
            JsonNode cut = JSON.readTree(server.get("/api/v1/commands/" + sent).body());
            assertThat(cut.get("state").stringValue()).isEqualTo("failed");
            assertThat(cut.get("reason").stringValue()).isEqualTo("the server restarted before the answer");

            // What is seen of a station that was to change its profile decides, whoever told it to.
            try (var other = StationSocket.connect(server, "CP-2", "ocpp1.6")) {
                other.boot16();
                JsonNode arrived = JSON.readTree(server.get("/api/v1/commands/" + raised + "?wait=30s&until=effect")
                        .body());
                assertThat(arrived.get("effect").get("state").stringValue()).isEqualTo("seen");
                assertThat(arrived.get("state").stringValue()).isEqualTo("answered");
            }
            var station = server.bean(StationDirectory.class)
                    .find("CP-1")
                    .orElseThrow()
                    .id();
            assertThat(server.bean(Authorization.class)
                            .starting(station, issued, "one", 1, Instant.now())
                            .accepted())
                    .isTrue();
        }
    }

    private static String id(TestServer server, String body) {
        return id(server, "CP-1", body);
    }

    private static String id(TestServer server, String station, String body) {
        return JSON.readTree(server.post("/api/v1/stations/" + station + "/commands", body)
                        .body())
                .get("id")
                .stringValue();
    }
}

package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
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
        String provisioning =
                "stations: [{id: CP-1, securityProfile: 1, password: \"" + StationSocket.PASSWORD + "\"}]";
        String sent;
        String kept;
        try (var server = TestServer.start(provisioning, database, KEY);
                var socket = StationSocket.connect(server, "CP-1", "ocpp1.6")) {
            socket.boot16();
            sent = id(server, "{\"type\":\"UnlockConnector\",\"connector\":1,\"expiresInSeconds\":600}");
            kept = id(server, "{\"type\":\"ChangeAvailability\",\"operational\":true,\"expiresInSeconds\":600}");
            assertThat(socket.next().get(2).stringValue()).isEqualTo("UnlockConnector");
        }
        // As a crash would have left it: what the going server notes of the lost link is undone.
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update command set state = 'sent', reason = null where type = 'UnlockConnector'");
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
        }
    }

    private static String id(TestServer server, String body) {
        return JSON.readTree(server.post("/api/v1/stations/CP-1/commands", body).body())
                .get("id")
                .stringValue();
    }
}

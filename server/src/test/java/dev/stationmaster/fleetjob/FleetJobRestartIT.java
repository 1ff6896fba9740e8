package dev.stationmaster.fleetjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FleetJobRestartIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
    private static final Map<String, String> KEY =
            Map.of("stationmaster.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    @Test
    void afterACrashTheJobGoesOnAndNoStationGetsItTwice() throws Exception {
        var database = TestPostgres.freshDatabase();
        String stations = """
                stations: [{id: CP-1, securityProfile: 0}, {id: CP-2, securityProfile: 0}, {id: CP-3, securityProfile: 0}]
                """;
        String path;
        try (var server = TestServer.start(stations, database, KEY);
                var first = new PlayedStation(server, "CP-1", (_, _) -> ACCEPTED);
                var second = new PlayedStation(server, "CP-2", (_, _) -> null)) {
            var made = server.post("/api/v1/fleet-jobs", """
                    {"stations":{"filter":{}},"command":{"type":"ClearCache"},"pace":{"atOnce":1,"waitForOfflineMinutes":60}}""");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            path = "/api/v1/fleet-jobs/" + JSON.readTree(made.body()).get("id").asString();
            until(server, path, _ -> second.heard().size() == 1);
            assertThat(first.heard()).containsExactly("ClearCache {}");
        }
        // As a kill would have left it: what the going server noted of the lost link is undone, and the last word of
        // the first station is lost.
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update command set state = 'sent', reason = null where state = 'failed'");
            statement.executeUpdate("""
                    update fleet_job_station set state = 'running', step = 'command', command_id = null, status = null, ended_at = null
                    where number = 0
                    """);
            statement.executeUpdate("""
                    update fleet_job_station set state = 'running', step = 'command', status = null, reason = null, ended_at = null
                    where number = 1
                    """);
            statement.executeUpdate("update fleet_job set state = 'running', ended_at = null");
        }
        try (var server = TestServer.start(stations, database, KEY);
                var first = new PlayedStation(server, "CP-1", (_, _) -> ACCEPTED);
                var second = new PlayedStation(server, "CP-2", (_, _) -> ACCEPTED);
                var third = new PlayedStation(server, "CP-3", (_, _) -> ACCEPTED)) {
            JsonNode job =
                    until(server, path, now -> now.get("state").asString().equals("done"));
            assertThat(job.at("/progress/states/done").asInt()).isEqualTo(2);
            assertThat(job.at("/progress/states/unknown").asInt())
                    .as("nobody knows what it did")
                    .isEqualTo(1);
            assertThat(first.heard())
                    .as("its answer is found again, nothing is sent")
                    .isEmpty();
            assertThat(second.heard()).isEmpty();
            assertThat(third.heard()).containsExactly("ClearCache {}");
        }
    }

    private static JsonNode until(TestServer server, String path, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            JsonNode now = JSON.readTree(server.get(path).body());
            if (wanted.test(now)) return now;
            assertThat(System.nanoTime()).as("in vain: %s", now).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}

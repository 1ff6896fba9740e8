package dev.stationmaster.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.station.StationDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatisticsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Ten days: 240 hours of one connector. */
    private static final String PERIOD = "from=2026-01-01T00:00:00Z&to=2026-01-11T00:00:00Z";

    @Test
    void uptimeEnergySessionsAndFaultsOfAPeriodBySiteStationAndDay() throws Exception {
        try (var server = TestServer.start()) {
            server.post("/api/v1/sites", "{\"name\":\"North\"}");
            int north = station(server, "NORTH-1", "North");
            station(server, "HOME-1", "Home");
            // Known since before the period; out for a day by itself and for two with the station, of which half a day
            // is the same.
            status(server, north, "Available", "2025-12-01");
            status(server, north, "Faulted", "2026-01-02");
            status(server, north, "Available", "2026-01-03");
            link(server, north, 1, "2025-12-01", "'2026-01-02 12:00 Z'");
            link(server, north, 2, "2026-01-04 12:00", "null");
            episode(server, north, "stationOffline", "2026-01-02 12:00", "2026-01-04 12:00");
            episode(server, north, "connectorFault", "2026-01-02", "2026-01-03");
            session(server, north, 1, "2026-01-05 10:00", "2026-01-05 12:00", 7_000);
            session(server, north, 2, "2026-01-06 23:30", "2026-01-07 00:30", 3_000);
            session(server, north, 3, "2026-02-06 23:30", "2026-02-07 00:30", 99_000);

            JsonNode all = json(server.get("/api/v1/statistics/summary?" + PERIOD));
            assertThat(all.at("/total/stations").asInt()).isEqualTo(2);
            assertThat(all.at("/total/connectors").asInt()).isOne();
            assertThat(all.at("/total/downHours").asDouble()).isEqualTo(60);
            assertThat(all.at("/total/uptimePercent").asDouble()).isEqualTo(75);
            assertThat(all.at("/total/sessions").asInt()).isEqualTo(2);
            assertThat(all.at("/total/energyWh").asInt()).isEqualTo(10_000);
            assertThat(all.at("/total/chargedHours").asDouble()).isEqualTo(3);
            assertThat(all.at("/total/faults").asInt()).isOne();
            assertThat(all.at("/total/offlines").asInt()).isOne();
            assertThat(all.at("/items/1/site").asString()).isEqualTo("North");

            JsonNode stations = json(server.get("/api/v1/statistics/stations?site=North&" + PERIOD));
            assertThat(stations.get("items")).hasSize(1);
            JsonNode days = json(server.get("/api/v1/statistics/days?zone=Europe/Berlin&" + PERIOD))
                    .get("items");
            assertThat(days.get(0).get("day").asString()).isEqualTo("2026-01-01");
            // Half an hour before midnight in UTC is the next day in Berlin.
            assertThat(days.get(6).get("sessions").asInt()).isOne();
            assertThat(server.get("/api/v1/statistics/stations?format=csv&" + PERIOD)
                            .body())
                    .startsWith("station,site,connectors,uptimePercent")
                    .contains("NORTH-1,North,1,75.0");

            assertThat(server.get("/api/v1/statistics/sites?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                            .body())
                    .contains("\"field\":\"from\"");
            assertThat(server.get("/api/v1/statistics/sites?site=Nowhere").statusCode())
                    .isEqualTo(404);
            limited(server);
        }
    }

    private static void limited(TestServer server) throws Exception {
        String token = json(server.post(
                        "/api/v1/api-tokens", "{\"name\":\"home\",\"role\":\"viewer\",\"sites\":[\"Home\"]}"))
                .get("token")
                .asString();
        try (var http = HttpClient.newHttpClient()) {
            for (String path : new String[] {"summary?", "sites?", "stations?", "stations?format=csv&"}) {
                var request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/statistics/" + path + PERIOD))
                        .header("Authorization", "Bearer " + token)
                        .build();
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .as(path)
                        .contains("Home")
                        .doesNotContain("North", "NORTH");
            }
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static int station(TestServer server, String id, String site) {
        server.post("/api/v1/stations", "{\"id\": \"" + id + "\", \"securityProfile\": 0, \"site\": \"" + site + "\"}");
        return server.bean(StationDirectory.class).find(id).orElseThrow().id().key();
    }

    private static void status(TestServer server, int station, String status, String at) throws SQLException {
        execute(
                server,
                "insert into connector_status_history (station_id, evse, connector, status, received_at) values ("
                        + station + ", 1, 1, '" + status + "', '" + at + " Z')");
    }

    private static void link(TestServer server, int station, int epoch, String from, String to) throws SQLException {
        execute(
                server,
                "insert into link_history (station_id, epoch, connected_at, disconnected_at, version, remote_address) values ("
                        + station + ", " + epoch + ", '" + from + " Z', " + to + ", 'ocpp1.6', '127.0.0.1')");
    }

    private static void episode(TestServer server, int station, String kind, String from, String to)
            throws SQLException {
        execute(
                server,
                "with made as (insert into problem (id, kind, object, station_id, severity, code, facts, started_at, opened_at, closed_at, reopened,"
                        + " changed_at) values (gen_random_uuid(), '" + kind + "', '" + station + "', " + station
                        + ", 'major', '', '{}', '" + from + " Z', '" + from + " Z', '" + to
                        + " Z', 0, now()) returning *)"
                        + " insert into problem_episode select id, 0, started_at, opened_at, closed_at from made");
    }

    private static void session(TestServer server, int station, int id, String from, String to, int wattHours)
            throws SQLException {
        execute(
                server,
                "insert into transaction (id, public_id, station_id, version, station_named, wire_id, day, first_received_at, last_received_at,"
                        + " started_at, stopped_at, offline, id_used, detached, energy_wh) values (" + id
                        + ", gen_random_uuid(), " + station + ", 'ocpp1.6', false, '" + id + "', '"
                        + from.substring(0, 10)
                        + "', '" + from + " Z', '" + to + " Z', '" + from + " Z', '" + to + " Z', false, true, false, "
                        + wattHours + ")");
    }

    private static void execute(TestServer server, String sql) throws SQLException {
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

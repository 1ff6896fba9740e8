package dev.stationmaster.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionStart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        server.post("/api/v1/sites", "{\"name\":\"North\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aFaultOpensAProblemWhichIsCaredForAndClosesItselfAndComesBackAsTheSame() throws Exception {
        StationId station = station("FAULTY", "Home");
        report(station, 1, "Faulted", "GroundFailure");
        report(station, 2, "Available", "NoError");
        JsonNode problem = awaited("station=FAULTY", items -> items.size() == 1).get(0);
        assertThat(problem.get("kind").asString()).isEqualTo("connectorFault");
        assertThat(problem.get("severity").asString()).isEqualTo("major");
        assertThat(problem.get("cause").asString()).isEqualTo("earthFault");
        assertThat(problem.get("code").asString()).isEqualTo("GroundFailure");
        assertThat(problem.at("/impact/connectorsOut").asInt()).isOne();
        assertThat(problem.get("title").asString()).isEqualTo("FAULTY: connector 1/1 tells GroundFailure");
        String id = problem.get("id").asString();

        server.post("/api/v1/operators", "{\"name\":\"olga\",\"role\":\"technician\"}");
        var until = Instant.now().plus(Duration.ofHours(1));
        var cared = server.patch(
                "/api/v1/problems/" + id,
                "{\"acknowledged\":true,\"assignee\":\"olga\",\"snoozedUntil\":\"" + until
                        + "\",\"note\":\"Cable is cut.\"}");
        assertThat(cared.body())
                .contains("\"acknowledgedBy\":\"test\"", "\"assignee\":\"olga\"", "\"snoozedUntil\":\"");
        assertThat(items("station=FAULTY&snoozed=false")).isEmpty();
        assertThat(items("assignee=olga")).hasSize(1);
        assertThat(items("assignee=none&station=FAULTY")).isEmpty();
        assertThat(items("kind=stationOffline&station=FAULTY")).isEmpty();
        assertThat(items("q=groundf&station=FAULTY")).hasSize(1);

        report(station, 1, "Available", "NoError");
        awaited("station=FAULTY", JsonNode::isEmpty);
        assertThat(items("station=FAULTY&state=closed")).hasSize(1);

        report(station, 1, "Faulted", "GroundFailure");
        JsonNode again = awaited("station=FAULTY", items -> items.size() == 1).get(0);
        assertThat(again.get("id").asString()).isEqualTo(id);
        assertThat(again.get("reopened").asInt()).isOne();
        assertThat(again.get("assignee").asString()).isEqualTo("olga");
        assertThat(again.has("acknowledgedAt") && !again.get("acknowledgedAt").isNull())
                .isFalse();
        assertThat(server.get("/api/v1/problems/" + id + "/history").body())
                .containsSubsequence(
                        "\"opened\"",
                        "\"acknowledged\"",
                        "\"assigned\"",
                        "\"snoozed\"",
                        "Cable is cut.",
                        "\"closed\"",
                        "\"reopened\"");
        assertThat(server.get("/api/v1/audit?object=problem/" + id).body()).contains("problem.changed", "olga");
        assertThat(server.bean(ProblemService.class).episodes(Instant.now().minus(Duration.ofDays(1))))
                .filteredOn(one -> one.problem().id().toString().equals(id))
                .hasSize(2);
        report(station, 1, "Available", "NoError");
        awaited("station=FAULTY", JsonNode::isEmpty);
    }

    @Test
    void whatHitsMoreDriversStandsFirstAndTellsHowManyAreAlike() throws Exception {
        StationId busy = station("BUSY", "Home");
        StationId quiet = station("QUIET", "Home");
        var transactions = server.bean(TransactionService.class);
        for (int i = 0; i < 6; i++) {
            Instant at = StorageDay.storable(Instant.now());
            var begun = transactions.start(
                    i == 0 ? quiet : busy, new TransactionStart(1, 1, 1, new IdToken("C" + i, ""), at, 100, null, at));
            assertThat(begun).isNotNull();
        }
        report(quiet, 1, "Faulted", "HighTemperature");
        report(busy, 1, "Faulted", "HighTemperature");
        awaited("q=HighTemperature", items -> items.size() == 2);
        server.bean(Impact.class).refresh();
        var first = items("q=HighTemperature&limit=1");
        assertThat(first.get(0).at("/alike/others").asInt()).isOne();
        assertThat(first.get(0).at("/alike/sameSite").asInt()).isOne();
        String next = page("q=HighTemperature&limit=1").get("next").asString();
        var second = items("q=HighTemperature&limit=1&after=" + next);
        assertThat(first.get(0).get("station").asString())
                .isNotEqualTo(second.get(0).get("station").asString());
        assertThat(first.get(0).at("/impact/drivers").asDouble())
                .isGreaterThanOrEqualTo(second.get(0).at("/impact/drivers").asDouble());
    }

    @Test
    void whatTablesTellIsFoundAndClosed() throws Exception {
        StationId station = station("TABLES", "Home");
        execute("insert into finding values (" + station.key()
                + ", 'BootNotification', '/model', 'maxLength', 'too long', 3, now(), now())");
        execute(
                "insert into issued_certificate (id, station_id, certificate_type, issuer, serial_number, subject, fingerprint, chain,"
                        + " not_before, not_after, issued_at, state) values (gen_random_uuid(), " + station.key()
                        + ", 'ChargingStationCertificate', 'CN=x', 'ab', 'CN=TABLES', 'f', '', now(), now() - interval '1 hour', now(), 'inUse')");
        execute(
                "insert into command (id, station_id, type, state, actor, body, force, timeout_seconds, created_at, sent_at, exchanges, reason)"
                        + " values ('" + Uuid7.at(Instant.now()) + "', " + station.key()
                        + ", 'Reset', 'failed', 'test', '{}', false, 30, now(), now(), '[]', 'no answer within 30 s')");
        var rounds = server.bean(ProblemRounds.class);
        rounds.tables();
        rounds.certificates();
        assertThat(items("station=TABLES"))
                .extracting(one -> one.get("kind").asString())
                .containsExactlyInAnyOrder("certificateEnds", "finding", "commandUnanswered");
        assertThat(items("station=TABLES").get(0).get("severity").asString()).isEqualTo("critical");

        execute("update issued_certificate set not_after = now() + interval '1 year' where station_id = "
                + station.key());
        execute("update command set answered_at = now(), state = 'answered' where station_id = " + station.key());
        execute("delete from finding where station_id = " + station.key());
        rounds.tables();
        rounds.certificates();
        assertThat(items("station=TABLES")).isEmpty();
    }

    @Test
    void whoIsLimitedToASiteSeesNothingElse() throws Exception {
        report(station("SEEN", "North"), 1, "Faulted", "ReaderFailure");
        report(station("HIDDEN", "Home"), 1, "Faulted", "ReaderFailure");
        awaited("q=ReaderFailure", items -> items.size() == 2);
        String token = JSON.readTree(server.post(
                                "/api/v1/api-tokens",
                                "{\"name\":\"north\",\"role\":\"technician\",\"sites\":[\"North\"]}")
                        .body())
                .get("token")
                .asString();
        String hidden = items("station=HIDDEN").get(0).get("id").asString();
        assertThat(as(token, "GET", "/api/v1/problems").body()).contains("SEEN").doesNotContain("HIDDEN");
        assertThat(as(token, "GET", "/api/v1/problems/summary").body()).contains("\"open\":1,");
        assertThat(as(token, "GET", "/api/v1/problems/" + hidden).statusCode()).isEqualTo(404);
        assertThat(as(token, "GET", "/api/v1/problems/" + hidden + "/history").statusCode())
                .isEqualTo(404);
        assertThat(as(token, "PATCH", "/api/v1/problems/" + hidden).statusCode())
                .isEqualTo(404);
        String own = items("station=SEEN").get(0).get("id").asString();
        assertThat(as(token, "PATCH", "/api/v1/problems/" + own).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeIsRefusedAtItsField() throws Exception {
        report(station("REFUSING", "Home"), 1, "Faulted", "WeakSignal");
        JsonNode problem =
                awaited("station=REFUSING", items -> items.size() == 1).get(0);
        String path = "/api/v1/problems/" + problem.get("id").asString();
        assertThat(server.patch(path, "{\"assignee\":\"nobody-here\"}").body()).contains("\"field\":\"assignee\"");
        assertThat(server.patch(path, "{\"snoozedUntil\":\"2020-01-01T00:00:00Z\"}")
                        .body())
                .contains("\"rule\":\"future\"");
        assertThat(server.get("/api/v1/problems?kind=nothing").body()).contains("\"field\":\"kind\"", "stationOffline");
    }

    private StationId station(String id, String site) {
        server.post("/api/v1/stations", "{\"id\": \"" + id + "\", \"securityProfile\": 0, \"site\": \"" + site + "\"}");
        return server.bean(StationDirectory.class).find(id).orElseThrow().id();
    }

    private void report(StationId station, int connector, String status, String error) {
        Instant at = StorageDay.storable(Instant.now());
        server.bean(StatusService.class)
                .report(
                        station,
                        new ConnectorReport(connector, 1, connector, status, error, null, null, null, null, at));
    }

    private JsonNode page(String query) {
        return JSON.readTree(server.get("/api/v1/problems?" + query).body());
    }

    private JsonNode items(String query) {
        return page(query).get("items");
    }

    private JsonNode awaited(String query, Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = items(query);
            if (wanted.test(found) || System.nanoTime() > deadline) return found;
            Thread.sleep(50);
        }
    }

    private HttpResponse<String> as(String token, String method, String path) throws Exception {
        var body = method.equals("PATCH")
                ? HttpRequest.BodyPublishers.ofString("{\"acknowledged\":true}")
                : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.stationmaster.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        server.patch("/api/v1/settings", "{\"webhookHosts\":\"public,127.0.0.1\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aProblemReachesAWebhookSignedOnceAndItsEndToo() throws Exception {
        try (var hook = new TinyHook()) {
            JsonNode route = made("/alert-routes", route("hook-signed", hook));
            String secret = route.get("secret").asString();
            place("SIGNED");
            JsonNode rule = made(
                    "/alert-rules",
                    "{\"name\":\"signed\",\"tellCured\":true,\"routes\":[\"" + id(route)
                            + "\"],\"condition\":{\"kinds\":[\"connectorFault\"],\"sites\":[\"SIGNED\"]},\"enabled\":true}");
            report("SIGNED", "Faulted", "GroundFailure");
            var call = Objects.requireNonNull(hook.call());
            assertThat(call.signature())
                    .isEqualTo("v1="
                            + Webhook.signature(
                                    secret.getBytes(StandardCharsets.UTF_8),
                                    Long.parseLong(call.timestamp()),
                                    call.body()));
            JsonNode told = JSON.readTree(call.body());
            assertThat(told.get("type").asString()).isEqualTo("problems.opened");
            assertThat(told.get("id").asString()).isEqualTo(call.delivery());
            assertThat(told.at("/rule/name").asString()).isEqualTo("signed");
            assertThat(told.at("/problems/0/station").asString()).isEqualTo("SIGNED");
            assertThat(told.at("/problems/0/title").asString()).contains("GroundFailure");

            report("SIGNED", "Available", "NoError");
            var cured = JSON.readTree(Objects.requireNonNull(hook.call()).body());
            assertThat(cured.get("type").asString()).isEqualTo("problems.cured");
            assertThat(cured.at("/problems/0/state").asString()).isEqualTo("closed");
            awaited("state=delivered", items -> count(items, "signed") == 2);
            server.delete("/api/v1/alert-rules/" + id(rule));
        }
    }

    @Test
    void whatIsRefusedIsTriedAgainAndWhatIsDeadCanBeTriedByHand() throws Exception {
        try (var hook = new TinyHook()) {
            hook.refuseNext(1_000);
            JsonNode route = made("/alert-routes", route("hook-refusing", hook));
            JsonNode rule = made("/alert-rules", rule("refused", route, "REFUSED"));
            report("REFUSED", "Faulted", "ReaderFailure");
            assertThat(Objects.requireNonNull(hook.call()).answered()).isEqualTo(503);
            JsonNode waiting = awaited(
                    "state=waiting",
                    items -> count(items, "refused") == 1
                            && items.get(0).get("attempts").asInt() > 0);
            assertThat(waiting.get(0).get("answer").asString()).contains("503");
            String delivery = waiting.get(0).get("id").asString();
            assertThat(server.post("/api/v1/alert-deliveries/" + delivery + "/retry", "{}")
                            .statusCode())
                    .isEqualTo(409);
            // As if all its attempts were over.
            execute(
                    "update alert_delivery set state = 'dead', attempts = 11, next_try_at = null, ended_at = now() where id = '"
                            + delivery + "'");
            assertThat(deliveries("state=dead")).isNotEmpty();
            hook.refuseNext(0);
            server.post("/api/v1/alert-deliveries/" + delivery + "/retry", "{}");
            TinyHook.Call again;
            do {
                again = Objects.requireNonNull(hook.call());
            } while (again.answered() != 204);
            assertThat(again.delivery()).isEqualTo(delivery);
            awaited("state=delivered", items -> count(items, "refused") == 1);
            server.delete("/api/v1/alert-rules/" + id(rule));
        }
    }

    @Test
    void aMailIsSentThroughTheMailServerWhosePasswordIsNeverShown() throws Exception {
        try (var smtp = new TinySmtp()) {
            var put = server.request(
                    "PUT",
                    "/api/v1/mail-server",
                    "{\"host\":\"127.0.0.1\",\"port\":" + smtp.port()
                            + ",\"security\":\"none\",\"username\":\"csms\",\"password\":\"sesame-sesame\",\"sender\":\"csms@example.com\"}");
            assertThat(put.body()).contains("\"hasPassword\":true").doesNotContain("sesame");
            assertThat(server.get("/api/v1/mail-server").body()).doesNotContain("sesame");
            assertThat(server.get("/api/v1/audit?limit=500").body()).doesNotContain("sesame");
            JsonNode route = made(
                    "/alert-routes",
                    "{\"name\":\"mail\",\"kind\":\"email\",\"target\":\"ops@example.com, boss@example.com\"}");
            var tested = server.post("/api/v1/alert-routes/" + id(route) + "/test", "{}");
            assertThat(tested.body()).contains("\"state\":\"delivered\"");
            assertThat(smtp.mail()).contains("Subject: Stationmaster: a test", "To: ops@example.com, boss@example.com");
            assertThat(new String(
                            Base64.getDecoder().decode(Objects.requireNonNull(smtp.login())), StandardCharsets.UTF_8))
                    .isEqualTo("csms\0csms\0sesame-sesame");

            JsonNode rule = made("/alert-rules", rule("mailed", route, "MAILED"));
            report("MAILED", "Faulted", "HighTemperature");
            assertThat(smtp.mail()).contains("MAILED: connector 1/1 tells HighTemperature");
            server.delete("/api/v1/alert-rules/" + id(rule));

            assertThat(server.post("/api/v1/monthly-reports", "{\"addresses\":\"boss\",\"site\":\"No such\"}")
                            .body())
                    .contains("\"addresses\"", "\"site\"");
            JsonNode monthly = made("/monthly-reports", "{\"addresses\":\"boss@example.com\",\"language\":\"de\"}");
            assertThat(monthly.hasNonNull("answer")).isFalse();
            String path = "/api/v1/monthly-reports/" + id(monthly);
            assertThat(server.post(path + "/send", "").body())
                    .contains(
                            "\"answer\":\"the mail server took it\"",
                            monthly.get("lastMonth").asString());
            assertThat(smtp.mail()).contains("To: boss@example.com", "Stationmaster: Bericht");
            assertThat(server.delete(path).statusCode()).isEqualTo(204);
            assertThat(server.get("/api/v1/monthly-reports").body()).contains("\"hasMailServer\":true", "\"items\":[]");
        }
    }

    @Test
    void aBackTestTellsWhatWouldHaveBeenSentAndSavesNothing() throws Exception {
        report("PAST", "Faulted", "WeakSignal");
        String asked = "{\"condition\":{\"kinds\":[\"connectorFault\"],\"severity\":\"major\"}}";
        JsonNode found = JSON.createObjectNode();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            found = JSON.readTree(
                    server.post("/api/v1/alert-rules/back-test", asked).body());
            if (found.get("problems").toString().contains("PAST")) break;
            Thread.sleep(50);
        }
        assertThat(found.get("fired").asInt()).isPositive();
        assertThat(found.get("matching").asInt()).isPositive();
        assertThat(server.post(
                                "/api/v1/alert-rules/back-test",
                                "{\"condition\":{\"kinds\":[\"connectorFault\"],\"moreThanStations\":1000}}")
                        .body())
                .contains("\"fired\":0");
        assertThat(server.get("/api/v1/alert-rules").body()).doesNotContain("WeakSignal");
    }

    @Test
    void whatCannotBeIsRefusedAtItsField() {
        assertThat(server.post(
                                "/api/v1/alert-rules",
                                "{\"name\":\"x\",\"condition\":{\"kinds\":[\"no\"],\"severity\":\"huge\",\"sites\":[\"none\"],\"longerThanMinutes\":-1},"
                                        + "\"quiet\":{\"from\":\"25:00\",\"to\":\"06:00\"},\"routes\":[\"00000000-0000-0000-0000-000000000000\"]}")
                        .body())
                .contains("condition.kinds", "condition.severity", "condition.sites", "condition.longerThanMinutes")
                .contains("quiet.from", "\"routes\"");
        for (String inner :
                new String[] {"http://10.0.0.1/x", "http://169.254.169.254/", "ftp://example.com", "http://[::1]:8080/"
                }) {
            assertThat(server.post(
                                    "/api/v1/alert-routes",
                                    "{\"name\":\"inner\",\"kind\":\"webhook\",\"target\":\"" + inner + "\"}")
                            .body())
                    .as(inner)
                    .contains("webhookHosts");
        }
        assertThat(server.post("/api/v1/alert-routes", "{\"name\":\"m\",\"kind\":\"email\",\"target\":\"nobody\"}")
                        .body())
                .contains("\"field\":\"target\"");
    }

    private static String route(String name, TinyHook hook) {
        return "{\"name\":\"" + name + "\",\"kind\":\"webhook\",\"target\":\"http://127.0.0.1:" + hook.port()
                + "/alerts\"}";
    }

    /** About the one station at the site that is called as the station. */
    private String rule(String name, JsonNode route, String station) {
        place(station);
        return "{\"name\":\"" + name + "\",\"routes\":[\"" + id(route) + "\"],\"condition\":{\"sites\":[\"" + station
                + "\"]}}";
    }

    private static String id(JsonNode made) {
        return made.get("id").asString();
    }

    private JsonNode made(String path, String json) {
        var answer = server.post("/api/v1" + path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private void place(String station) {
        server.post("/api/v1/sites", "{\"name\":\"" + station + "\"}");
        server.post(
                "/api/v1/stations",
                "{\"id\": \"" + station + "\", \"securityProfile\": 0, \"site\": \"" + station + "\"}");
    }

    private void report(String identity, String status, String error) {
        place(identity);
        var station =
                server.bean(StationDirectory.class).find(identity).orElseThrow().id();
        Instant at = StorageDay.storable(Instant.now());
        server.bean(StatusService.class)
                .report(station, new ConnectorReport(1, 1, 1, status, error, null, null, null, null, at));
    }

    private JsonNode deliveries(String query) {
        return JSON.readTree(server.get("/api/v1/alert-deliveries?" + query).body())
                .get("items");
    }

    private JsonNode awaited(String query, Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            JsonNode found = deliveries(query);
            if (wanted.test(found)) return found;
            assertThat(System.nanoTime()).as("in time: %s", found).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static int count(JsonNode items, String rule) {
        int count = 0;
        for (JsonNode one : items) if (one.get("rule").asString().equals(rule)) count++;
        return count;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = server.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

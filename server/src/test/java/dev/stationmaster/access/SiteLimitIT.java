package dev.stationmaster.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is limited to the site North looks for what stands at South. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteLimitIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HIDDEN = "AT-SOUTH";
    private static final String OWN = "AT-NORTH-DECK";
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;
    private final Map<String, String> tokens = new java.util.HashMap<>();
    private String transaction = "";
    private String command = "";

    @BeforeAll
    void twoSitesWithAStationEach() throws Exception {
        server = TestServer.start("tokens: [{idToken: CARD, type: ISO14443, status: accepted}]\n");
        made("/sites", "{\"name\":\"North\"}");
        made("/sites", "{\"name\":\"North deck\",\"parent\":\"North\"}");
        made("/sites", "{\"name\":\"South\"}");
        made("/stations", "{\"id\":\"" + OWN + "\",\"securityProfile\":0,\"site\":\"North deck\"}");
        made("/stations", "{\"id\":\"" + HIDDEN + "\",\"securityProfile\":0,\"site\":\"South\"}");
        for (String role : List.of("viewer", "technician", "operator", "admin")) {
            String token = made(
                            "/api-tokens",
                            "{\"name\":\"" + role + "-north\",\"role\":\"" + role + "\",\"sites\":[\"North\"]}")
                    .get("token")
                    .asString();
            tokens.put(role, token);
        }
        charge(OWN);
        charge(HIDDEN);
        var refused = server.post("/api/v1/stations/" + HIDDEN + "/commands", "{\"type\":\"ClearCache\"}");
        command = JSON.readTree(refused.body()).get("id").asString();
        transaction = JSON.readTree(
                        server.get("/api/v1/transactions?station=" + HIDDEN).body())
                .at("/items/0/id")
                .asString();
        assertThat(transaction).isNotEmpty();
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private JsonNode made(String path, String json) {
        var answer = server.post("/api/v1" + path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    /** A station boots, asks about a card, tells a security event and begins a transaction. */
    private void charge(String identity) throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("ocpp1.6")
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp/" + identity),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(WebSocket at, CharSequence text, boolean last) {
                                answers.add(text.toString());
                                at.request(1);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        for (String call : List.of(
                "\"BootNotification\",{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"One\"}",
                "\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}",
                "\"Authorize\",{\"idTag\":\"CARD\"}",
                "\"SecurityEventNotification\",{\"type\":\"TamperDetectionActivated\",\"timestamp\":\"2026-01-01T00:00:00Z\"}",
                "\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"CARD\",\"meterStart\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"}")) {
            socket.sendText("[2,\"" + identity + call.hashCode() + "\"," + call + "]", true)
                    .join();
            assertThat(answers.poll(30, TimeUnit.SECONDS)).as(call).isNotNull().startsWith("[3");
        }
        socket.abort();
    }

    private HttpResponse<String> send(String role, String method, String path, @Nullable String json) throws Exception {
        return http.send(request(role, method, path, json), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String role, String method, String path, @Nullable String json) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + tokens.get(role))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    @Test
    void noPathOfTheApiTellsOfAnotherSite() throws Exception {
        JsonNode api = JSON.readTree(server.get("/api/v1/openapi").body());
        int looked = 0;
        for (String pattern : api.get("paths").propertyNames()) {
            if (!api.get("paths").get(pattern).has("get") || pattern.equals("/api/v1/live")) continue;
            if (!pattern.startsWith("/api/v1/") || pattern.startsWith("/api/v1/openapi")) continue;
            String path = filled(pattern);
            for (String role : List.of("viewer", "admin")) {
                var answer = send(role, "GET", path, null);
                looked++;
                assertThat(answer.statusCode()).as(path).isIn(200, 403, 404, 409, 422);
                if (answer.statusCode() != 200) continue;
                assertThat(answer.body()).as(path).doesNotContain(HIDDEN, "South", transaction, command);
                assertThat(path)
                        .as("open although it is about the other site")
                        .doesNotContain(HIDDEN, transaction, command);
            }
        }
        assertThat(looked).isGreaterThan(80);
    }

    private String filled(String pattern) {
        String key = pattern.startsWith("/api/v1/stations/")
                ? HIDDEN
                : pattern.startsWith("/api/v1/transactions/") ? transaction : command;
        // Views of lists are the caller's own, whatever the list is called.
        return pattern.replace("{list}", "stations")
                .replaceFirst("station-matches$", "station-matches?q=AT-")
                .replaceFirst("\\{\\w+}", key)
                .replaceAll("\\{(commandId|jobId|reservation|session|id)}", command)
                .replaceAll("\\{\\w+}", "1");
    }

    @Test
    void theOwnSiteAndThoseBelowItAreSeen() throws Exception {
        for (String list : List.of("/stations", "/transactions", "/events", "/authorizations?station=" + OWN)) {
            assertThat(server.get("/api/v1" + list.replace("?station=" + OWN, "?station=" + HIDDEN))
                            .body())
                    .as("there is something to hide in %s", list)
                    .contains(HIDDEN);
            var answer = send("viewer", "GET", "/api/v1" + list, null);
            assertThat(answer.statusCode()).as("%s %s", list, answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(list).contains(OWN).doesNotContain(HIDDEN);
        }
        var sites = JSON.readTree(send("viewer", "GET", "/api/v1/sites", null).body());
        List<String> names = new ArrayList<>();
        for (JsonNode site : sites.get("items")) names.add(site.get("name").asString());
        assertThat(names).containsExactlyInAnyOrder("North", "North deck");
        assertThat(send("viewer", "GET", "/api/v1/stations/" + OWN, null).statusCode())
                .isEqualTo(200);
        assertThat(send("viewer", "GET", "/api/v1/session", null).body()).contains("\"North\"");
    }

    @Test
    void nothingIsDoneAtAnotherSite() throws Exception {
        var elsewhere = Map.of(
                "POST /stations/" + HIDDEN + "/commands",
                "{\"type\":\"ClearCache\"}",
                "PATCH /stations/" + HIDDEN,
                "{\"securityProfile\":0}",
                "DELETE /stations/" + HIDDEN,
                "",
                "PATCH /stations/" + OWN,
                "{\"site\":\"South\"}",
                "POST /stations",
                "{\"id\":\"NEW\",\"securityProfile\":0,\"site\":\"South\"}",
                "POST /sites",
                "{\"name\":\"West\"}",
                "POST /tokens",
                "{\"idToken\":\"X\",\"type\":\"ISO14443\",\"status\":\"accepted\"}",
                "PATCH /settings",
                "{}",
                "POST /operators",
                "{\"name\":\"x\",\"role\":\"administrator\"}",
                "POST /api-tokens",
                "{\"name\":\"x\",\"role\":\"admin\"}");
        for (var one : elsewhere.entrySet()) {
            String[] asked = one.getKey().split(" ");
            var answer = send("admin", asked[0], "/api/v1" + asked[1], one.getValue());
            assertThat(answer.statusCode())
                    .as("%s: %s", one.getKey(), answer.body())
                    .isIn(403, 404);
        }
        var own = send(
                "operator", "POST", "/api/v1/stations", "{\"id\":\"NEW\",\"securityProfile\":0,\"site\":\"North\"}");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
        assertThat(send("operator", "DELETE", "/api/v1/stations/NEW", null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void filesOfTheOwnStationsAreSeenAndDeleted() throws Exception {
        UUID own = UUID.randomUUID();
        UUID hidden = UUID.randomUUID();
        var jdbc = JdbcClient.create(server.dataSource());
        for (var one : Map.of(own, OWN, hidden, HIDDEN).entrySet()) {
            jdbc.sql("""
                            insert into stored_file (id, kind, name, size_bytes, sha256, station_id, actor, stored_at)
                            select :id, 'upload', 'log', 1, 'ab', id, 'station', now() from station where identity = :station
                            """)
                    .param("id", one.getKey())
                    .param("station", one.getValue())
                    .update();
        }
        var list = send("viewer", "GET", "/api/v1/files", null);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains(own.toString()).doesNotContain(hidden.toString());
        for (String path : List.of("", "/content")) {
            assertThat(send("viewer", "GET", "/api/v1/files/" + hidden + path, null)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(send("operator", "DELETE", "/api/v1/files/" + hidden, null).statusCode())
                .isEqualTo(404);
        assertThat(send("operator", "DELETE", "/api/v1/files/" + own, null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aReservationIsCheckedAtTheOwnStationsOnly() throws Exception {
        String check = "/reservation-check?evse=1&expiryDateTime=2999-01-01T00:00:00Z";
        var own = send("viewer", "GET", "/api/v1/stations/" + OWN + check, null);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(own.body()).contains("false", "a transaction runs there");
        assertThat(send("viewer", "GET", "/api/v1/stations/" + HIDDEN + check, null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("viewer", "GET", "/api/v1/firmware-jobs/summary", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoMayAdoptSeesWhoWaitsAndAdoptsItIntoTheOwnSite() throws Exception {
        String waiting = "WAITS-1";
        knock(waiting);
        String seen = "/api/v1/connection-attempts";
        assertThat(server.get(seen).body()).contains(waiting);
        assertThat(send("viewer", "GET", seen, null).body()).doesNotContain(waiting);
        assertThat(send("technician", "GET", seen, null).body()).contains(waiting);
        String adopt = seen + "/adopt";
        String elsewhere = "{\"id\":\"%s\",\"securityProfile\":0,\"site\":\"South\"}".formatted(waiting);
        String own = elsewhere.replace("South", "North deck");
        assertThat(send("viewer", "POST", adopt, own).statusCode()).isEqualTo(403);
        assertThat(send("technician", "POST", adopt, elsewhere).statusCode()).isEqualTo(403);
        assertThat(send("technician", "POST", adopt, elsewhere.replace(",\"site\":\"South\"", ""))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("technician", "POST", adopt, own.replace(waiting, "NOBODY-KNOCKS"))
                        .statusCode())
                .isEqualTo(409);
        var adopted = send("technician", "POST", adopt, own);
        assertThat(adopted.statusCode()).as(adopted.body()).isEqualTo(201);
        assertThat(send("viewer", "GET", "/api/v1/stations/" + waiting, null).body())
                .contains("North deck");
        // Now it is one of the site's, and so is what was refused before.
        assertThat(send("viewer", "GET", seen, null).body()).contains(waiting);
        assertThat(server.patch("/api/v1/stations/" + waiting, "{\"site\":\"South\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("technician", "GET", seen, null).body()).doesNotContain(waiting);
    }

    /** Tries to connect, and is refused because nobody has entered it. */
    private void knock(String identity) {
        var refused = http.newWebSocketBuilder()
                .subprotocols("ocpp1.6")
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp/" + identity),
                        new WebSocket.Listener() {});
        assertThat(refused).failsWithin(Duration.ofSeconds(30));
    }

    @Test
    void securityEventsOfTheOwnSiteAreToldAndOnlyThoseOfAllSitesAcknowledged() throws Exception {
        String path = "/api/v1/security-events";
        JsonNode all = JSON.readTree(server.get(path).body()).at("/items/0");
        assertThat(all.get("type").asString()).isEqualTo("TamperDetectionActivated");
        assertThat(all.get("count").asInt()).isEqualTo(2);
        assertThat(all.get("fresh").asInt()).isEqualTo(2);
        JsonNode own = JSON.readTree(send("viewer", "GET", path, null).body()).at("/items/0");
        assertThat(own.get("count").asInt()).isEqualTo(1);
        assertThat(own.toString()).contains(OWN).doesNotContain(HIDDEN);
        String seen = "{\"type\":\"TamperDetectionActivated\",\"through\":\"%s\",\"note\":\"A test\"}"
                .formatted(all.get("lastAt").asString());
        assertThat(send("admin", "POST", path + "/acknowledge", seen).statusCode())
                .isEqualTo(403);
        assertThat(server.post(path + "/acknowledge", seen).statusCode()).isEqualTo(200);
        JsonNode then = JSON.readTree(server.get(path).body()).at("/items/0");
        assertThat(then.get("fresh").asInt()).isZero();
        assertThat(then.get("note").asString()).isEqualTo("A test");
        assertThat(server.post(path + "/acknowledge", "{\"type\":\"x\"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void tariffsOfTheOwnSiteAreSeenAndNoOthersAssigned() throws Exception {
        for (String id : List.of("own", "fleet", "elsewhere", "spare")) {
            made("/tariffs", "{\"id\":\"" + id + "\",\"currency\":\"EUR\",\"elements\":[{\"perKwh\":\"0.50\"}]}");
        }
        assigned("{\"site\":\"North\",\"tariff\":\"own\"}");
        assigned("{\"station\":\"" + HIDDEN + "\",\"tariff\":\"elsewhere\"}");
        assigned("{\"group\":\"FLEET\",\"tariff\":\"fleet\"}");
        String seen = send("viewer", "GET", "/api/v1/tariffs", null).body();
        assertThat(JSON.readTree(seen).get("items").findValuesAsString("id")).containsExactly("own");
        assertThat(send("viewer", "GET", "/api/v1/tariffs/own", null).statusCode())
                .isEqualTo(200);
        assertThat(send("viewer", "GET", "/api/v1/tariffs/elsewhere/versions", null)
                        .statusCode())
                .isEqualTo(404);
        JsonNode assignments = JSON.readTree(
                send("viewer", "GET", "/api/v1/tariff-assignments", null).body());
        assertThat(assignments.get("items").findValuesAsString("tariff")).containsExactly("own");
        String hour = "{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T01:00:00Z\",\"energyKwh\":\"4\"}";
        String past = "{\"transaction\":\"" + transaction + "\"}";
        assertThat(send("operator", "POST", "/api/v1/tariffs/own/price", hour).body())
                .contains("2.00");
        assertThat(send("operator", "POST", "/api/v1/tariffs/elsewhere/price", hour)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("operator", "POST", "/api/v1/tariffs/own/price", past).statusCode())
                .isEqualTo(404);
        for (String closed : List.of(
                "{\"group\":\"FLEET\",\"tariff\":\"own\"}",
                "{\"site\":\"South\",\"tariff\":\"own\"}",
                "{\"station\":\"" + HIDDEN + "\",\"tariff\":\"own\"}",
                "{\"station\":\"" + OWN + "\",\"tariff\":\"elsewhere\"}")) {
            var refused = send("admin", "PUT", "/api/v1/tariff-assignments", closed);
            assertThat(refused.statusCode()).as(closed).isIn(403, 422);
        }
        assertThat(send("admin", "DELETE", "/api/v1/tariff-assignments?group=FLEET", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("admin", "DELETE", "/api/v1/tariffs/spare", null).statusCode())
                .isEqualTo(403);
        var own = send(
                "operator",
                "PUT",
                "/api/v1/tariff-assignments",
                "{\"station\":\"" + OWN + "\",\"evse\":1,\"tariff\":\"own\"}");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(server.get("/api/v1/tariff-assignments").body()).contains("\"fleet\"", HIDDEN, OWN);
    }

    private void assigned(String json) {
        var answer = server.request("PUT", "/api/v1/tariff-assignments", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void theLiveStreamTellsOfTheOwnSiteOnly() throws Exception {
        HttpResponse<Stream<String>> stream =
                http.send(request("viewer", "GET", "/api/v1/live", null), HttpResponse.BodyHandlers.ofLines());
        Iterator<String> lines = stream.body().iterator();
        next(lines, ": connected");
        server.patch("/api/v1/stations/" + HIDDEN, "{\"serialNumber\":\"S-1\"}");
        server.patch("/api/v1/settings", "{\"heartbeatIntervalSeconds\":61}");
        server.patch("/api/v1/stations/" + OWN, "{\"serialNumber\":\"N-1\"}");
        String first = next(lines, "data: {\"id\"");
        assertThat(first).contains(OWN).doesNotContain(HIDDEN);
        stream.body().close();
    }

    private static String next(Iterator<String> lines, String start) {
        return CompletableFuture.supplyAsync(() -> {
                    while (lines.hasNext()) {
                        String line = lines.next();
                        if (line.startsWith(start)) return line;
                    }
                    throw new AssertionError("the stream ended");
                })
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}

package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StationResourceIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("stations: [{id: \"LIST-{n:3}\", count: 7, securityProfile: 0}]\n");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aStationThatNeedsAPasswordGetsOneThatIsShownOnce() {
        var created = server.post("/api/v1/stations", "{\"id\": \"CP-1\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"password\":\"").contains("\"registration\":\"none\"");
        assertThat(server.get("/api/v1/stations/cp-1").body())
                .contains("\"id\":\"CP-1\"")
                .doesNotContain("password");
        assertThat(server.post("/api/v1/stations", "{\"id\": \"cp-1\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aReleasedStationIsAcceptedAtItsNextBootAndThatOutlivesTheMemory() {
        server.post(
                "/api/v1/stations",
                "{\"id\": \"CP-2\", \"securityProfile\": 0, \"boot\": \"pending\", \"bootInterval\": 5}");
        var registrations = server.bean(RegistrationService.class);
        var station =
                server.bean(StationDirectory.class).find("CP-2").orElseThrow().id();
        var report = new BootReport("Vendor", "Model", "SN", "1.0", null, null, null, null, "PowerUp");

        assertThat(registrations.boot(station, report, NOW)).isEqualTo(new BootAnswer(Registration.PENDING, 5));
        assertThat(server.patch("/api/v1/stations/CP-2", "{\"boot\": \"accepted\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(registrations.boot(station, report, NOW)).isEqualTo(new BootAnswer(Registration.ACCEPTED, 300));
        assertThat(server.get("/api/v1/stations/CP-2").body())
                .contains("\"registration\":\"accepted\"")
                .contains("\"vendor\":\"Vendor\"")
                .contains("\"bootedAt\":\"2026-03-01T08:00:00Z\"");
    }

    @Test
    void pagesHoldEveryStationOnce() {
        var seen = new ArrayList<String>();
        var path = "/api/v1/stations?q=LIST&limit=3";
        for (String next = path; next != null; ) {
            var body = server.get(next).body();
            seen.addAll(List.of(body.split("\"id\":\"")).stream()
                    .skip(1)
                    .map(part -> part.substring(0, part.indexOf('"')))
                    .toList());
            var cursor = body.replaceAll("(?s).*\"next\":\"([^\"]*)\".*|.*", "$1");
            next = cursor.isEmpty() ? null : path + "&after=" + cursor;
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
        assertThat(server.get("/api/v1/stations?connected=true").body()).contains("\"items\":[]");
        assertThat(server.get("/api/v1/stations?connected=false&q=list-001").body())
                .contains("LIST-001");
    }

    @Test
    void theNumberOnThePostFindsItsStationAmongManyThatHoldIt() {
        for (String id : List.of("7714-A", "MATCH-7714-B", "ZOO-7714", "MATCH-77140")) {
            server.post("/api/v1/stations", "{\"id\": \"" + id + "\", \"securityProfile\": 0}");
        }
        assertThat(matches("7714")).containsExactly("ZOO-7714", "7714-A", "MATCH-7714-B", "MATCH-77140");
        assertThat(matches("zoo-7714%20&limit=1")).containsExactly("ZOO-7714");
        assertThat(matches("7714-Q")).isEmpty();
    }

    private List<String> matches(String text) {
        var body = server.get("/api/v1/station-matches?q=" + text).body();
        return Pattern.compile("\"station\":\"([^\"]*)\"")
                .matcher(body)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void anAttemptIsToldWithTheRuleThatDecided() {
        server.post("/api/v1/tokens", "{\"idToken\": \"BLOCKED-1\", \"status\": \"blocked\", \"group\": \"FLEET\"}");
        assertThat(server.patch("/api/v1/tokens/ISO14443/blocked-1", "{\"maxConcurrent\": 2}")
                        .body())
                .contains("\"status\":\"blocked\"")
                .contains("\"maxConcurrent\":2");
        var station = server.bean(StationDirectory.class)
                .find("LIST-001")
                .orElseThrow()
                .id();
        server.bean(Authorization.class).shown(station, new IdToken("BLOCKED-1", IdToken.UNTYPED), NOW);

        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String body;
        do {
            body = server.get("/api/v1/authorizations?station=LIST-001&idToken=blocked-1")
                    .body();
            Thread.onSpinWait();
        } while (!body.contains("token is blocked") && System.nanoTime() < deadline);
        assertThat(body).contains("\"purpose\":\"authorize\"").contains("\"rule\":\"token is blocked\"");
        assertThat(server.delete("/api/v1/tokens/ISO14443/BLOCKED-1").statusCode())
                .isEqualTo(204);
        assertThat(server.get("/api/v1/tokens/ISO14443/BLOCKED-1").statusCode()).isEqualTo(404);
    }

    @Test
    void aTableOfStationsIsSavedWholeOrNotAtAll() throws Exception {
        String csv = "id;site;profile;password\nTAB-1;;0;\nTAB-2;Nowhere;0;\nTAB-3;;1;\ntab-1;;0;\nLIST-001;;0;\n";
        String dry = take(csv, true).body();
        assertThat(dry)
                .contains("\"saved\":false", "\"created\":1", "\"unchanged\":1", "\"problems\":3")
                .contains("\"rule\":\"exists\"", "\"line\":3")
                .contains("\"rule\":\"required\"", "\"line\":4")
                .contains("\"rule\":\"once\"", "\"line\":5");
        assertThat(take(csv, false).statusCode()).isEqualTo(422);
        assertThat(server.get("/api/v1/stations/TAB-1").statusCode()).isEqualTo(404);

        String right = csv.replace("Nowhere", "")
                .replace("TAB-3;;1;", "TAB-3;;1;0123456789abcdef")
                .replace("tab-1", "TAB-4");
        assertThat(take(right, false).body()).contains("\"saved\":true", "\"created\":4", "\"unchanged\":1");
        assertThat(server.get("/api/v1/stations/TAB-3").body()).contains("\"securityProfile\":1");
        // What a cell leaves empty stays, the password too.
        assertThat(take("id,serial\nTAB-3,77\n", false).body()).contains("\"changed\":1");
        assertThat(server.get("/api/v1/stations/TAB-3").body())
                .contains("\"securityProfile\":1", "\"serialNumber\":\"77\"");
    }

    private HttpResponse<String> take(String csv, boolean dryRun) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/stations/import?dryRun=" + dryRun))
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}

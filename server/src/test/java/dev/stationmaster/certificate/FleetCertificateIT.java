package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The certificates of all stations, one station at North and one at South. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetCertificateIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NORTH = "TRUST-NORTH";
    private static final String SOUTH = "TRUST-SOUTH";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;
    private String limited = "";

    @BeforeAll
    void oneStationHasACertificateTheOtherARoot() throws Exception {
        server = TestServer.start();
        made("/sites", "{\"name\":\"North\"}");
        made("/sites", "{\"name\":\"South\"}");
        for (var at : List.of(List.of(NORTH, "North"), List.of(SOUTH, "South")))
            made(
                    "/stations",
                    "{\"id\":\"%s\",\"site\":\"%s\",\"serialNumber\":\"SN-%s\",\"password\":\"%s\"}"
                            .formatted(at.get(0), at.get(1), at.get(1), TestStation.PASSWORD));
        limited = made("/api-tokens", "{\"name\":\"north\",\"role\":\"operator\",\"sites\":[\"North\"]}")
                .get("token")
                .asString();
        try (var station = TestStation.connect(server, NORTH, "ocpp2.0.1")) {
            station.boot("");
            assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-North"), ""))
                    .isEqualTo("Accepted");
            station.answer(station.next("CertificateSigned"), "{\"status\":\"Accepted\"}");
            await(() -> rows("?q=trust-north").size() == 1
                    && rows("?q=trust-north").get(0).get("state").asString().equals("inUse"));
        }
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

    private JsonNode shown(String path) {
        var answer = server.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode rows(String query) {
        return shown("/station-certificates" + query).get("items");
    }

    private static void await(BooleanSupplier fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!fact.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(20_000_000);
        assertThat(fact.getAsBoolean()).isTrue();
    }

    private HttpResponse<String> asNorth(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + limited)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The station answers a command; the command is at its end then. */
    private JsonNode commanded(TestStation station, String action, String body, String answer) throws Exception {
        var command = CompletableFuture.supplyAsync(
                () -> server.post("/api/v1/stations/" + SOUTH + "/commands?wait=60s", body));
        station.answer(station.next(action), answer);
        var ended = command.get(60, TimeUnit.SECONDS);
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        return JSON.readTree(ended.body());
    }

    @Test
    void theChainOfACertificateLeadsToTheRootOfOurAuthority() {
        JsonNode row = rows("?type=ChargingStationCertificate&station=" + NORTH).get(0);
        assertThat(row.get("site").asString()).isEqualTo("North");
        JsonNode chain = shown("/certificate-chains/" + row.get("fingerprint").asString());
        assertThat(chain.get("complete").asBoolean()).isTrue();
        assertThat(chain.get("items").size()).isEqualTo(3);
        assertThat(chain.at("/items/0/subject").asString()).isEqualTo("CN=SN-North");
        assertThat(chain.at("/items/1/roles/0").asString()).isEqualTo("stationAuthority");
        assertThat(chain.at("/items/2/root").asBoolean()).isTrue();
        assertThat(server.get("/api/v1/certificate-chains/00").statusCode()).isEqualTo(404);
    }

    @Test
    void theHorizonCountsWhatEndsInEachMonth() {
        JsonNode row = rows("?station=" + NORTH).get(0);
        String month = row.get("notAfter").asString().substring(0, 7);
        JsonNode found = null;
        for (JsonNode one : shown("/station-certificates/horizon").get("items")) {
            if (one.get("month").asString().equals(month)
                    && one.get("certificateType").asString().equals("ChargingStationCertificate")) found = one;
        }
        assertThat(found).isNotNull();
        assertThat(found.get("certificates").asInt()).isEqualTo(1);
        String end = row.get("notAfter").asString();
        assertThat(rows("?station=" + NORTH + "&since=" + end).size()).isEqualTo(1);
        assertThat(rows("?station=" + NORTH + "&until=" + end).size()).isZero();
        assertThat(server.get("/api/v1/station-certificates/horizon?zone=Nowhere")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aRootHasItsNameAndItsHoldersUntilTheStationListsItNoMore() throws Exception {
        var keys = TestKeys.ec();
        String subject = "CN=Charge point operator root";
        var root = TestKeys.certificate(
                subject,
                keys,
                subject,
                keys.getPrivate(),
                Instant.now(),
                Instant.now().plus(100, ChronoUnit.DAYS),
                true);
        String anchor = made(
                        "/station-cas",
                        "{\"name\":\"Ours\",\"certificate\":" + JSON.writeValueAsString(Pem.text(List.of(root))) + "}")
                .at("/items/0/id")
                .asString();
        String holders = "?fingerprint=" + Pem.fingerprint(root) + "&all=true";
        try (var station = TestStation.connect(server, SOUTH, "ocpp2.0.1")) {
            station.boot("");
            // It was there before anybody asked: only its hash is known, and that we know the certificate.
            String list =
                    "{\"status\":\"Accepted\",\"certificateHashDataChain\":[{\"certificateType\":\"CSMSRootCertificate\","
                            + "\"certificateHashData\":" + hash(root) + "}]}";
            String read = "{\"type\":\"GetInstalledCertificateIds\"}";
            commanded(station, "GetInstalledCertificateIds", read, list);
            JsonNode row = rows(holders).get(0);
            assertThat(row.get("station").asString()).isEqualTo(SOUTH);
            assertThat(row.get("subject").asString()).isEqualTo(subject);
            assertThat(row.get("state").asString()).isEqualTo("installed");
            assertThat(row.at("/certificateHashData/hashAlgorithm").asString()).isEqualTo("SHA256");
            JsonNode own = JSON.createObjectNode();
            for (JsonNode one : shown("/authority-certificates").get("items"))
                if (one.path("id").asString("").equals(anchor)) own = one;
            assertThat(own.path("holders").asInt()).isEqualTo(1);
            assertThat(own.path("role").asString()).isEqualTo("trustedForStations");

            commanded(
                    station,
                    "InstallCertificate",
                    "{\"type\":\"InstallCertificate\",\"certificateType\":\"CSMSRootCertificate\",\"certificate\":"
                            + JSON.writeValueAsString(Pem.text(List.of(root))) + "}",
                    "{\"status\":\"Accepted\"}");
            commanded(station, "GetInstalledCertificateIds", read, "{\"status\":\"NotFound\"}");
            assertThat(rows(holders).get(0).get("state").asString()).isEqualTo("missing");
            assertThat(rows("?fingerprint=" + Pem.fingerprint(root)).size()).isZero();
        }
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEnded() throws Exception {
        try (var station = TestStation.connect(server, SOUTH, "ocpp2.0.1")) {
            station.boot("");
            commanded(
                    station,
                    "GetInstalledCertificateIds",
                    "{\"type\":\"GetInstalledCertificateIds\",\"certificateType\":\"MORootCertificate\"}",
                    "{\"status\":\"Accepted\",\"certificateHashDataChain\":[%s,%s]}"
                            .formatted(stranger("0A"), stranger("0B")));
        }
        String query = "/station-certificates?type=MORootCertificate&endKnown=false&limit=1";
        JsonNode first = shown(query);
        assertThat(first.at("/items/0/serialNumber").asString()).isEqualTo("0a");
        assertThat(first.at("/items/0").has("notAfter")).isFalse();
        JsonNode second =
                shown(query + "&after=" + URLEncoder.encode(first.get("next").asString(), StandardCharsets.UTF_8));
        assertThat(second.at("/items/0/serialNumber").asString()).isEqualTo("0b");
        assertThat(second.path("next").isString()).isFalse();
    }

    private static String stranger(String serial) {
        return "{\"certificateType\":\"MORootCertificate\",\"certificateHashData\":{\"hashAlgorithm\":\"SHA256\","
                + "\"issuerNameHash\":\"%s\",\"issuerKeyHash\":\"%s\",\"serialNumber\":\"%s\"}}"
                        .formatted("ab".repeat(32), "cd".repeat(32), serial);
    }

    private static String hash(X509Certificate root) {
        String name = HexFormat.of()
                .formatHex(Pem.hash("SHA-256", root.getSubjectX500Principal().getEncoded()));
        return "{\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"%s\",\"issuerKeyHash\":\"%s\",\"serialNumber\":\"%s\"}"
                .formatted(name, "cd".repeat(32), Pem.serial(root));
    }

    @Test
    void whoIsLimitedToASiteSeesAndDecidesOnlyThere() throws Exception {
        server.patch("/api/v1/stations/" + SOUTH + "/settings", "{\"certificateSigning\":\"manual\"}");
        try (var station = TestStation.connect(server, SOUTH, "ocpp2.0.1")) {
            station.boot("");
            assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-South"), ""))
                    .isEqualTo("Accepted");
        }
        JsonNode waiting = shown("/signing-requests?state=awaitingApproval&state=received");
        assertThat(waiting.get("items").size()).isEqualTo(1);
        String id = waiting.at("/items/0/id").asString();
        assertThat(shown("/signing-requests/summary")
                        .at("/counts/awaitingApproval")
                        .asInt())
                .isEqualTo(1);

        assertThat(JSON.readTree(asNorth("GET", "/signing-requests").body())
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(asNorth("GET", "/signing-requests/summary").body()).doesNotContain("awaitingApproval");
        assertThat(asNorth("POST", "/signing-requests/" + id + "/approve").statusCode())
                .isEqualTo(404);
        assertThat(asNorth("GET", "/station-certificates?station=" + SOUTH).statusCode())
                .isEqualTo(404);
        assertThat(asNorth("GET", "/station-certificates?all=true").body())
                .contains(NORTH)
                .doesNotContain(SOUTH);
        assertThat(asNorth("GET", "/station-certificates/horizon").statusCode()).isEqualTo(200);
        assertThat(asNorth("GET", "/authority-certificates").statusCode()).isEqualTo(403);
        assertThat(asNorth("GET", "/local-lists").body()).contains(NORTH).doesNotContain(SOUTH);
        assertThat(server.post("/api/v1/signing-requests/" + id + "/reject", "{\"reason\":\"unknown unit\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}

package dev.stationmaster.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Simulated stations fetch firmware from the file service and bring their logs to it. */
class FileJobsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String IMAGE = "version=2.0.0\n" + "firmware ".repeat(20_000);

    private static TestServer server;
    private static Fleet fleet;
    private static int stations;

    @BeforeAll
    static void start() throws IOException {
        int passive = freePort();
        server = TestServer.start(
                "settings: {unknownStations: accept}\n",
                TestPostgres.freshDatabase(),
                Map.of(
                        "stationmaster.ftp-port", "" + freePort(),
                        "stationmaster.ftp-passive-ports", passive + "-" + (passive + 5)));
        assertThat(server.patch("/api/v1/settings", "{\"publicUrl\":\"http://127.0.0.1:" + server.port() + "/\"}")
                        .statusCode())
                .isEqualTo(200);
        fleet = new Fleet(Fleet.Options.usual());
    }

    @AfterAll
    static void stop() {
        fleet.close();
        server.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A station that has booted. */
    private static String station(Version version) {
        String id = "SIM-" + ++stations;
        assertThat(server.post("/api/v1/stations", "{\"id\":\"" + id + "\",\"securityProfile\":0}")
                        .statusCode())
                .isEqualTo(201);
        SimulatedStation station =
                fleet.add(StationConfig.of(id, version, URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp"))
                        .withTuning(Tuning.usual().withRebootTime(Duration.ofMillis(300))));
        station.start();
        await(
                "/stations/" + id,
                shown -> shown.path("registration").asString("").equals("accepted"));
        return id;
    }

    private static JsonNode get(String path) {
        return JSON.readTree(server.get("/api/v1" + path).body());
    }

    private static JsonNode await(String path, Predicate<JsonNode> expected) {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (true) {
            JsonNode shown = get(path);
            if (expected.test(shown)) return shown;
            assertThat(System.nanoTime()).as("%s shows %s", path, shown).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static JsonNode command(String station, String body) {
        var response = server.post("/api/v1/stations/" + station + "/commands?wait=20s", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static JsonNode ended(String station, String jobs) {
        JsonNode all = await(
                "/stations/" + station + "/" + jobs,
                shown -> shown.get("items").size() == 1
                        && shown.get("items").get(0).has("endedAt"));
        return all.get("items").get(0);
    }

    private static String image(String content) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/files?name=fw-2.0.0.bin"))
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            return JSON.readTree(response.body()).get("id").asString();
        }
    }

    @Test
    void aPlainUpdateEndsWithTheNewVersion() throws Exception {
        for (String via : new String[] {"http", "ftp"}) {
            String station = station(Version.OCPP16);
            JsonNode command = command(station, """
                    {"type":"UpdateFirmware","image":"%s","via":"%s","expectedVersion":"2.0.0"}""".formatted(image(IMAGE), via));
            assertThat(command.get("state").asString()).as("%s", command).isEqualTo("answered");
            JsonNode job = ended(station, "firmware-jobs");
            assertThat(job.get("state").asString()).as("%s", job).isEqualTo("done");
            assertThat(job.get("location").asString()).startsWith(via + "://").contains("***");
            assertThat(job.has("fetchedAt")).isTrue();
            JsonNode version = await(
                            "/stations/" + station + "/firmware-jobs/"
                                    + job.get("id").asString(),
                            shown -> shown.path("firmwareVersion").has("after"))
                    .get("firmwareVersion");
            assertThat(version.get("before").asString()).isEqualTo("1.0.0");
            assertThat(version.get("after").asString()).isEqualTo("2.0.0");
            assertThat(version.get("asExpected").asBoolean()).isTrue();
            JsonNode effect = await(
                    "/commands/" + command.get("id").asString(),
                    shown -> shown.get("effect").get("state").asString().equals("seen"));
            assertThat(effect.get("effect").get("what").asString()).contains("Installed");
        }
    }

    @Test
    void aSecureUpdateIsVerifiedHereAndThere() throws Exception {
        KeyPair pair = FirmwareSignatureTest.keys("RSA", 2048);
        String certificate = FirmwareSignatureTest.certificate(pair, "SHA256withRSA", java.time.Instant.now());
        String signature = FirmwareSignatureTest.pss(pair, 32, IMAGE.getBytes(StandardCharsets.UTF_8));
        String wrong = FirmwareSignatureTest.pss(pair, 32, new byte[3]);
        String body = "{\"type\":\"UpdateFirmware\",\"image\":\"" + image(IMAGE) + "\",\"signingCertificate\":"
                + JSON.writeValueAsString(certificate) + ",\"signature\":\"";
        for (Version version : new Version[] {Version.OCPP16, Version.OCPP201, Version.OCPP21}) {
            String station = station(version);
            JsonNode refused = command(station, body + wrong + "\"}");
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("signature").contains("force");
            assertThat(get("/stations/" + station + "/firmware-jobs")
                            .get("items")
                            .size())
                    .isZero();
            assertThat(command(station, body + signature + "\"}").path("status").asString())
                    .isEqualTo("Accepted");
            JsonNode job = ended(station, "firmware-jobs");
            assertThat(job.get("state").asString()).as("%s", job).isEqualTo("done");
            assertThat(job.has("warning")).as("%s", job).isFalse();
        }
        String station = station(Version.OCPP201);
        assertThat(command(station, body + wrong + "\",\"force\":true}")
                        .path("status")
                        .asString())
                .isEqualTo("Accepted");
        JsonNode job = ended(station, "firmware-jobs");
        assertThat(job.get("status").asString()).isEqualTo("InvalidSignature");
        assertThat(job.get("warning").asString()).contains("does not fit");
    }

    private static JsonNode changed(String method, String path, String body, int status) {
        var answer = server.request(method, "/api/v1" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    @Test
    void anImageIsDescribedAndSignedHereAndAStationTakesIt() throws Exception {
        String image = image(IMAGE.replace("2.0.0", "3.0.0"));
        JsonNode described = changed(
                "PATCH",
                "/firmware-images/" + image,
                "{\"version\":\"3.0.0\",\"vendor\":\"Acme\",\"model\":\"One\"}",
                200);
        assertThat(described.get("version").asString()).isEqualTo("3.0.0");
        assertThat(described.has("signer")).isFalse();
        JsonNode signed = changed("POST", "/firmware-images/" + image + "/sign", "", 200);
        assertThat(signed.at("/signer/made").asBoolean()).isTrue();
        assertThat(signed.get("vendor").asString()).isEqualTo("Acme");
        assertThat(get("/firmware-images/signing-anchor").get("pem").asString()).startsWith("-----BEGIN CERTIFICATE");
        String station = station(Version.OCPP201);
        JsonNode command = command(station, """
                {"type":"UpdateFirmware","image":"%s","expectedVersion":"3.0.0","signingCertificate":%s,"signature":"%s"}""".formatted(
                        image,
                        JSON.writeValueAsString(signed.get("signingCertificate").asString()),
                        signed.get("signature").asString()));
        assertThat(command.path("status").asString()).as("%s", command).isEqualTo("Accepted");
        JsonNode update = await(
                        "/firmware-jobs?station=" + station,
                        shown -> shown.get("items").size() == 1
                                && shown.at("/items/0/asExpected").asBoolean(false))
                .at("/items/0");
        assertThat(update.get("versionBefore").asString()).isEqualTo("1.0.0");
        assertThat(update.get("image").asString()).isEqualTo(image);
        assertThat(update.get("stuck").asBoolean()).isFalse();
        await(
                "/firmware-jobs?station=" + station + "&state=done",
                shown -> shown.get("items").size() == 1);
        assertThat(get("/firmware-jobs?station=" + station + "&stuck=true")
                        .get("items")
                        .size())
                .isZero();
        assertThat(get("/firmware-jobs/summary").get("done").asInt()).isPositive();
        assertThat(server.get("/api/v1/firmware-jobs?state=lost").statusCode()).isEqualTo(422);
        assertThat(server.delete("/api/v1/files/" + image).statusCode()).isEqualTo(204);
        assertThat(server.get("/api/v1/firmware-images/" + image).statusCode()).isEqualTo(404);
    }

    @Test
    void aSignatureThatDoesNotFitIsNotKept() throws Exception {
        String image = image(IMAGE);
        KeyPair pair = FirmwareSignatureTest.keys("RSA", 2048);
        String certificate = JSON.writeValueAsString(
                FirmwareSignatureTest.certificate(pair, "SHA256withRSA", java.time.Instant.now()));
        String path = "/firmware-images/" + image;
        String good = FirmwareSignatureTest.pss(pair, 32, IMAGE.getBytes(StandardCharsets.UTF_8));
        String wrong = FirmwareSignatureTest.pss(pair, 32, new byte[3]);
        String body = "{\"signingCertificate\":" + certificate + ",\"signature\":\"";
        assertThat(changed("PATCH", path, body + wrong + "\"}", 422)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("signature");
        assertThat(changed("PATCH", path, "{\"signature\":\"" + good + "\"}", 422)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("signingCertificate");
        assertThat(changed("PATCH", path, "{\"version\":\"" + "9".repeat(51) + "\"}", 422)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("version");
        assertThat(get(path).has("signature")).isFalse();
        assertThat(changed("PATCH", path, body + good + "\"}", 200)
                        .at("/signer/made")
                        .asBoolean(true))
                .isFalse();
        assertThat(changed("PATCH", path, "{\"signingCertificate\":\"\",\"signature\":\"\"}", 200)
                        .has("signer"))
                .isFalse();
    }

    @Test
    void logsArriveByEveryWay() throws Exception {
        for (int one = 0; one < 3; one++) {
            logArrives(Version.OCPP16, "{\"type\":\"GetDiagnostics\"}");
            logArrives(Version.OCPP201, "{\"type\":\"GetLog\",\"logType\":\"SecurityLog\"}");
        }
        logArrives(Version.OCPP16, "{\"type\":\"GetDiagnostics\",\"via\":\"ftp\"}");
        logArrives(Version.OCPP16, "{\"type\":\"GetLog\",\"logType\":\"DiagnosticsLog\",\"via\":\"ftp\"}");
        logArrives(Version.OCPP21, "{\"type\":\"GetLog\",\"logType\":\"DiagnosticsLog\"}");
    }

    private static void logArrives(Version version, String body) {
        String station = station(version);
        JsonNode command = command(station, body);
        assertThat(command.get("state").asString()).as("%s", command).isEqualTo("answered");
        assertThat(ended(station, "log-jobs").get("state").asString()).isEqualTo("done");
        JsonNode job = await(
                        "/stations/" + station + "/log-jobs",
                        shown -> shown.get("items").get(0).has("file"))
                .get("items")
                .get(0);
        String content = server.get("/api/v1/files/" + job.get("file").asString() + "/content")
                .body();
        JsonNode listed = get("/files?kind=upload&station=" + station).at("/items/0");
        assertThat(body).contains("\"type\":\"" + listed.get("jobType").asString() + "\"");
        assertThat(content.lines()).hasSize(2000).allMatch(line -> line.contains(station));
        String exchanges = get("/commands/" + command.get("id").asString())
                .get("exchanges")
                .toString();
        String messages = get("/stations/" + station + "/messages?limit=200").toString();
        assertThat(exchanges).contains("***").doesNotContainPattern("[0-9a-f]{32}");
        assertThat(messages).doesNotContainPattern("[^-0-9a-f][0-9a-f]{32}[^-0-9a-f]");
    }
}

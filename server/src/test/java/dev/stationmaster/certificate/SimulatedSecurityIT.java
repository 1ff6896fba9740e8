package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A station that knows nothing of us but the standard, from a password in the clear to a certificate. */
class SimulatedSecurityIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode shown(String path) {
        return JSON.readTree(server.get("/api/v1/stations/" + path).body());
    }

    private static JsonNode await(String path, Predicate<JsonNode> expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            JsonNode now = shown(path);
            if (expected.test(now)) return now;
            assertThat(System.nanoTime()).as(path + " shows " + now).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static JsonNode command(String identity, String body) {
        HttpResponse<String> response = server.post("/api/v1/stations/" + identity + "/commands?wait=30s", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @ParameterizedTest
    @CsvSource({"OCPP16,false,SHA256", "OCPP201,true,SHA384", "OCPP21,false,SHA512"})
    void aStationClimbsFromProfileOneToThree(Version version, boolean rsa, String algorithm) {
        String identity = "SIM-" + version;
        server.post(
                "/api/v1/stations",
                "{\"id\":\"" + identity + "\",\"securityProfile\":1,\"password\":\"" + TestStation.PASSWORD + "\"}");
        URI secure = URI.create("wss://localhost:" + server.ocppTlsPort() + "/ocpp");
        StationConfig config =
                StationConfig.of(identity, version, URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp"));
        config = config.withPassword(1, TestStation.PASSWORD)
                .withSecurity(secure, null)
                .withTraits(config.traits().withCertificates(rsa, algorithm, false));
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(config);
            station.start();
            await(identity, now -> now.get("registration").asString().equals("accepted"));

            raise(identity, version, secure, 2);
            assertThat(station.securityProfile()).isEqualTo(2);
            String first = renewed(identity, 1);
            assertThat(shown(identity).get("serialNumber").asString()).isEqualTo("SN-" + identity);

            raise(identity, version, secure, 3);
            assertThat(station.securityProfile()).isEqualTo(3);
            assertThat(renewed(identity, 2)).isNotEqualTo(first);
            await(identity, now -> now.get("connected").asBoolean());
            installAndDelete(identity, algorithm);
        }
    }

    private static void raise(String identity, Version version, URI url, int to) {
        String network = version == Version.OCPP16
                ? ""
                : ",\"connectionData\":{\"ocppCsmsUrl\":\"" + url
                        + "\",\"ocppInterface\":\"Wired0\",\"messageTimeout\":30},\"configurationSlot\":" + to;
        JsonNode told = command(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + to + network + "}");
        assertThat(told.get("state").asString()).as("%s", told).isEqualTo("answered");
        await(
                identity,
                now -> now.get("securityProfile").asInt() == to
                        && now.get("connected").asBoolean());
        await(
                identity + "/commands",
                now -> now.get("items")
                        .valueStream()
                        .anyMatch(one -> one.get("body").get("to") != null
                                && one.get("body").get("to").asInt() == to
                                && one.get("effect").get("state").asString().equals("seen")));
    }

    /** @return the id of the certificate that is in use then */
    private static String renewed(String identity, int count) {
        assertThat(command(identity, "{\"type\":\"RenewCertificate\"}")
                        .get("status")
                        .asString())
                .isEqualTo("Accepted");
        JsonNode all = await(
                identity + "/certificates",
                now -> now.get("issued").size() == count
                        && now.get("issued").get(0).get("state").asString().equals("inUse"));
        return all.get("issued").get(0).get("id").asString();
    }

    private static void installAndDelete(String identity, String algorithm) {
        var keys = TestKeys.ec();
        var now = Instant.now();
        String subject = "CN=Another root";
        var root = TestKeys.certificate(
                subject, keys, subject, keys.getPrivate(), now, now.plus(1, ChronoUnit.DAYS), true);
        JsonNode installed = command(
                identity,
                "{\"type\":\"InstallCertificate\",\"certificateType\":\"ManufacturerRootCertificate\",\"certificate\":"
                        + JSON.writeValueAsString(Pem.text(List.of(root))) + "}");
        assertThat(installed.get("status").asString()).isEqualTo("Accepted");
        command(identity, "{\"type\":\"GetInstalledCertificateIds\"}");
        JsonNode items = shown(identity + "/certificates").get("items");
        assertThat(items.size()).as(items.toString()).isEqualTo(1);
        assertThat(items.get(0).get("subject").asString()).isEqualTo(subject);
        JsonNode hash = items.get(0).get("certificateHashData");
        assertThat(hash.get("hashAlgorithm").asString()).isEqualTo(algorithm);
        JsonNode deleted = command(identity, "{\"type\":\"DeleteCertificate\",\"certificateHashData\":" + hash + "}");
        assertThat(deleted.get("status").asString()).isEqualTo("Accepted");
        assertThat(shown(identity + "/certificates").get("items").size()).isZero();
        JsonNode gone = command(identity, "{\"type\":\"DeleteCertificate\",\"certificateHashData\":" + hash + "}");
        assertThat(gone.get("status").asString()).isEqualTo("NotFound");
    }
}

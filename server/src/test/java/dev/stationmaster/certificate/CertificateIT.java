package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.certificate.TestStation.Upgrade;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CertificateIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static TestServer server;
    private static int stations;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String station(String more) {
        String identity = "CS-" + ++stations;
        HttpResponse<String> made = server.post(
                "/api/v1/stations",
                "{\"id\":\"" + identity + "\",\"password\":\"" + TestStation.PASSWORD + "\"" + more + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return identity;
    }

    private static JsonNode shown(String path) {
        return JSON.readTree(server.get("/api/v1" + path).body());
    }

    private static JsonNode request(String identity, int number) {
        return shown("/signing-requests?station=" + identity).get("items").get(number);
    }

    private static void await(String expected, Supplier<String> fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!expected.equals(fact.get()) && System.nanoTime() < deadline) LockSupport.parkNanos(10_000_000);
        assertThat(fact.get()).isEqualTo(expected);
    }

    @Test
    void whatIsNotTheStationsOwnIsNotSigned() throws Exception {
        String identity = station(",\"serialNumber\":\"SN-7\"");
        try (var station = TestStation.connect(server, identity, "ocpp2.0.1")) {
            station.boot("");
            KeyPair keys = TestKeys.ec();
            assertThat(station.sign(TestKeys.csr(keys, "CN=SN-8"), "")).isEqualTo("Rejected");
            assertThat(request(identity, 0).get("state").stringValue()).isEqualTo("refused");
            assertThat(request(identity, 0).get("reason").stringValue()).contains("SN-8", "SN-7");
            assertThat(station.sign("nonsense", "")).isEqualTo("Rejected");
            assertThat(station.sign(TestKeys.csr(keys, "CN=" + identity), "")).isEqualTo("Rejected");
            assertThat(station.sign(TestKeys.csr(keys, "CN=SN-7"), "")).isEqualTo("Accepted");
            station.answer(station.next("CertificateSigned"), "{\"status\":\"Accepted\"}");
        }
    }

    @Test
    void theSerialNumberOfTheBootIsTakenOverWhenNoneWasEntered() throws Exception {
        String identity = station("");
        try (var station = TestStation.connect(server, identity, "ocpp2.1")) {
            station.boot(",\"serialNumber\":\"SN-9\"");
            assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-9"), ",\"requestId\":42"))
                    .isEqualTo("Accepted");
            JsonNode signed = station.next("CertificateSigned");
            assertThat(signed.get(3).get("requestId").asInt()).isEqualTo(42);
            assertThat(signed.get(3).get("certificateType").stringValue()).isEqualTo("ChargingStationCertificate");
            assertThat(shown("/stations/" + identity).get("serialNumber").stringValue())
                    .isEqualTo("SN-9");
            station.answer(signed, "{\"status\":\"Accepted\"}");
        }
    }

    @Test
    void aStationThatClaimsAnothersNameGetsNothing() throws Exception {
        String victim = station(",\"serialNumber\":\"SN-VICTIM\"");
        String identity = station("");
        for (String claimed : List.of("SN-VICTIM", victim)) {
            try (var station = TestStation.connect(server, identity, "ocpp2.0.1")) {
                station.boot(",\"serialNumber\":\"" + claimed + "\"");
                assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=" + claimed), ""))
                        .isEqualTo("Rejected");
                assertThat(request(identity, 0).get("reason").stringValue()).contains("another station");
            }
        }
    }

    @Test
    void aNewerRequestReplacesOneThatWaitsForAnOperator() throws Exception {
        String identity = station(",\"serialNumber\":\"SN-1\"");
        HttpResponse<String> set =
                server.patch("/api/v1/stations/" + identity + "/settings", "{\"certificateSigning\":\"manual\"}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        try (var station = TestStation.connect(server, identity, "ocpp2.0.1")) {
            station.boot("");
            assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-1"), "")).isEqualTo("Accepted");
            KeyPair second = TestKeys.ec();
            assertThat(station.sign(TestKeys.csr(second, "CN=SN-1"), "")).isEqualTo("Accepted");
            assertThat(request(identity, 1).get("state").stringValue()).isEqualTo("replaced");
            assertThat(request(identity, 0).get("state").stringValue()).isEqualTo("awaitingApproval");
            assertThat(decide(request(identity, 1), "approve")).isEqualTo(409);
            assertThat(decide(request(identity, 0), "approve")).isEqualTo(200);
            JsonNode signed = station.next("CertificateSigned");
            assertThat(own(signed).getPublicKey()).isEqualTo(second.getPublic());
            station.answer(signed, "{\"status\":\"Accepted\"}");
            await("accepted", () -> request(identity, 0).get("state").stringValue());

            assertThat(station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-1"), "")).isEqualTo("Accepted");
            assertThat(decide(request(identity, 0), "reject")).isEqualTo(200);
            assertThat(request(identity, 0).get("decidedBy").stringValue()).isEqualTo("test");
        }
    }

    private static int decide(JsonNode request, String how) {
        return server.post("/api/v1/signing-requests/" + request.get("id").stringValue() + "/" + how, "{}")
                .statusCode();
    }

    private static X509Certificate own(JsonNode signed) {
        return Pem.certificates(signed.get(3).get("certificateChain").stringValue())
                .getFirst();
    }

    @Test
    void aRevokedCertificateOpensNothingAndStandsOnTheList() throws Exception {
        String identity = station(",\"serialNumber\":\"SN-1\"");
        KeyPair keys = TestKeys.ec();
        X509Certificate own;
        try (var station = TestStation.connect(server, identity, "ocpp2.0.1")) {
            station.boot("");
            station.sign(TestKeys.csr(keys, "CN=SN-1"), "");
            JsonNode signed = station.next("CertificateSigned");
            own = own(signed);
            station.answer(signed, "{\"status\":\"Accepted\"}");
            await("inUse", () -> issued(identity).get("state").stringValue());
        }
        assertThat(shown("/certificates?expiresBefore=2100-01-01T00:00:00Z").toString())
                .contains(identity);
        assertThat(server.patch("/api/v1/stations/" + identity, "{\"securityProfile\":3}")
                        .statusCode())
                .isEqualTo(200);
        var tls = TestStation.tls(keys, own);
        Upgrade first = Upgrade.of(server, identity, tls);
        Upgrade second = Upgrade.of(server, identity, tls);
        assertThat(first.status()).isEqualTo(101);
        assertThat(second).as("a resumed session").isEqualTo(first);
        HttpResponse<String> taken =
                server.post("/api/v1/certificates/" + issued(identity).get("id").stringValue() + "/revoke", "{}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        // The resumed handshake does not show the certificate again; it is judged all the same.
        assertThat(Upgrade.of(server, identity, tls)).isEqualTo(new Upgrade(first.begun(), 403));
        assertThat(TestStation.refused(server, identity, TestStation.tls(keys, own)))
                .isZero();

        X509Certificate issuer =
                Pem.certificates(issued(identity).get("chain").stringValue()).get(1);
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(open("/pki/station-ca.crl")));
        list.verify(issuer.getPublicKey());
        assertThat(list.isRevoked(own)).isTrue();
        List<X509Certificate> roots = Pem.certificates(new String(open("/pki/station-ca.pem")));
        assertThat(roots).hasSize(2);
        issuer.verify(roots.getFirst().getPublicKey());
    }

    private static JsonNode issued(String identity) {
        return shown("/stations/" + identity + "/certificates").get("issued").get(0);
    }

    private static byte[] open(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    @Test
    void toleranceIsForTheOneStationOnly() throws Exception {
        KeyPair authority = TestKeys.ec();
        Instant now = Instant.now();
        String issuer = "CN=Foreign root";
        var root = TestKeys.certificate(
                issuer,
                authority,
                issuer,
                authority.getPrivate(),
                now.minus(Duration.ofDays(9)),
                now.plus(Duration.ofDays(9)),
                true);
        HttpResponse<String> added = server.post(
                "/api/v1/station-cas",
                "{\"name\":\"foreign\",\"certificate\":" + JSON.writeValueAsString(Pem.text(List.of(root))) + "}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);

        String old = station(",\"serialNumber\":\"SN-OLD\",\"securityProfile\":3");
        KeyPair keys = TestKeys.ec();
        var over = TestStation.tls(
                keys,
                TestKeys.certificate(
                        "CN=SN-OLD",
                        keys,
                        issuer,
                        authority.getPrivate(),
                        now.minus(Duration.ofDays(2)),
                        now.minusSeconds(60),
                        false));
        assertThat(TestStation.refused(server, old, over)).isZero();
        server.patch("/api/v1/stations/" + old + "/settings", "{\"expiredCertificates\":\"allow\"}");
        TestStation.connect(server, old, "ocpp2.0.1", over).close();
        String other = station(",\"serialNumber\":\"SN-OLD\",\"securityProfile\":3");
        assertThat(TestStation.refused(server, other, over)).isEqualTo(403);

        String named = station(",\"serialNumber\":\"SN-2\",\"securityProfile\":3");
        var identity = TestStation.tls(
                keys,
                TestKeys.certificate(
                        "CN=" + named,
                        keys,
                        issuer,
                        authority.getPrivate(),
                        now.minusSeconds(60),
                        now.plusSeconds(600),
                        false));
        assertThat(TestStation.refused(server, named, identity)).isEqualTo(403);
        server.patch("/api/v1/stations/" + named + "/settings", "{\"certificateName\":\"identity_too\"}");
        try (var station = TestStation.connect(server, named, "ocpp2.0.1", identity)) {
            station.boot(",\"serialNumber\":\"SN-2\"");
        }
        String id = JSON.readTree(added.body()).get("items").get(0).get("id").stringValue();
        assertThat(server.delete("/api/v1/station-cas/" + id).statusCode()).isEqualTo(204);
        assertThat(TestStation.refused(server, named, TestStation.tls(keys, root)))
                .isIn(0, 403);
    }

    @Test
    void aStationIsAskedToRenewOnceADay() throws Exception {
        String identity = station(",\"serialNumber\":\"SN-1\"");
        server.patch("/api/v1/stations/" + identity + "/settings", "{\"certificateLifetimeDays\":5}");
        try (var station = TestStation.connect(server, identity, "ocpp2.0.1")) {
            station.boot("");
            station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-1"), "");
            JsonNode signed = station.next("CertificateSigned");
            assertThat(own(signed).getNotAfter().toInstant())
                    .isBefore(Instant.now().plus(Duration.ofDays(6)));
            station.answer(signed, "{\"status\":\"Accepted\"}");
            await("inUse", () -> issued(identity).get("state").stringValue());

            StationId id = server.bean(StationDirectory.class)
                    .find(identity)
                    .orElseThrow()
                    .id();
            server.bean(Renewals.class).ask(Set.of(id), true);
            JsonNode trigger = station.next("TriggerMessage");
            assertThat(trigger.get(3).get("requestedMessage").stringValue())
                    .isEqualTo("SignChargingStationCertificate");
            station.answer(trigger, "{\"status\":\"Accepted\"}");
            server.bean(Renewals.class).ask(Set.of(id), true);
            station.sign(TestKeys.csr(TestKeys.ec(), "CN=SN-1"), "");
            // Not a second trigger: the next CALL is the certificate.
            station.answer(station.next("CertificateSigned"), "{\"status\":\"Accepted\"}");
        }
    }
}

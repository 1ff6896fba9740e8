package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.stationmaster.app.TestServer;
import dev.stationmaster.certificate.CertificateAuthority.AuthorityUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** An authority elsewhere, played by a small responder. */
class OutsideAuthorityIT {
    private static final String STATION = "ChargingStationCertificate";
    private static final Duration YEAR = Duration.ofDays(365);

    private static TestServer server;

    private final KeyPair rootKeys = TestKeys.ec();
    private final KeyPair issuingKeys = TestKeys.ec();
    private final X509Certificate root = issued("CN=Root", rootKeys, "CN=Root", rootKeys, true);
    private final X509Certificate issuing = issued("CN=Issuing", issuingKeys, "CN=Root", rootKeys, true);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServer> responders = new ArrayList<>();
    private volatile int status = 200;
    private volatile boolean otherKey;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "",
                dev.stationmaster.platform.postgres.TestPostgres.freshDatabase(),
                Map.of("stationmaster.certificate-authority-password", "secret"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        responders.forEach(responder -> responder.stop(0));
        set("{\"certificateAuthority\":null,\"certificateAuthorityTrust\":null,\"certificateAuthorityUser\":null}");
    }

    private static X509Certificate issued(String name, KeyPair keys, String issuer, KeyPair signer, boolean authority) {
        Instant now = Instant.now();
        return TestKeys.certificate(
                name, keys, issuer, signer.getPrivate(), now.minus(Duration.ofHours(1)), now.plus(YEAR), authority);
    }

    private static void set(String settings) {
        var answer = server.patch("/api/v1/settings", settings);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private List<X509Certificate> certificates(byte[] csr) throws IOException {
        var request =
                CertificateRequest.read(Pem.text((Object) new org.bouncycastle.pkcs.PKCS10CertificationRequest(csr)));
        KeyPair keys = otherKey ? TestKeys.ec() : new KeyPair(request.key(), null);
        return List.of(root, issuing, issued("CN=" + request.commonName(), keys, "CN=Issuing", issuingKeys, false));
    }

    private void est(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] csr = Base64.getMimeDecoder().decode(exchange.getRequestBody().readAllBytes());
        try {
            var bag = new CMSSignedDataGenerator();
            bag.addCertificates(new JcaCertStore(certificates(csr)));
            answer(
                    exchange,
                    Base64.getMimeEncoder()
                            .encode(bag.generate(new CMSAbsentContent(), false).getEncoded()));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void plain(HttpExchange exchange) throws IOException {
        var body =
                JsonMapper.builder().build().readTree(exchange.getRequestBody().readAllBytes());
        asked.add(body.get("commonName").asString() + " "
                + body.get("lifetimeDays").asInt() + " " + body.get("renewal").asBoolean());
        String bare = body.get("csr").asString().replaceAll("-----[A-Z ]+-----", "");
        answer(
                exchange,
                Pem.text(certificates(Base64.getMimeDecoder().decode(bare))).getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        byte[] said = status == 200 ? body : "no such policy".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private String responder(HttpServer http) {
        http.createContext("/.well-known/est", this::est);
        http.createContext("/sign", this::plain);
        http.start();
        responders.add(http);
        return (http instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + http.getAddress().getPort();
    }

    private String http() throws IOException {
        return responder(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    private static CertificateAuthority authority() {
        return server.bean(CertificateAuthority.class);
    }

    private static CertificateRequest request(KeyPair keys) {
        return CertificateRequest.read(TestKeys.csr(keys, "CN=SN-7"));
    }

    @Test
    void estEnrollsAndReenrollsAndTheChainComesInOrderWithoutItsRoot() throws IOException {
        set("{\"certificateAuthority\":\"est\",\"certificateAuthorityUrl\":\"" + http()
                + "/.well-known/est\",\"certificateAuthorityUser\":\"csms\"}");
        KeyPair keys = TestKeys.ec();
        var chain = authority().sign(request(keys), STATION, YEAR, false);
        assertThat(chain).hasSize(2);
        assertThat(chain.getFirst().getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(chain.getLast()).isEqualTo(issuing);
        authority().sign(request(keys), STATION, YEAR, true);
        String basic = "Basic " + Base64.getEncoder().encodeToString("csms:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked)
                .containsExactly(
                        "/.well-known/est/simpleenroll application/pkcs10 " + basic,
                        "/.well-known/est/simplereenroll application/pkcs10 " + basic);
    }

    @Test
    void aPlainServiceSignsToo() throws IOException {
        set("{\"certificateAuthority\":\"http\",\"certificateAuthorityUrl\":\"" + http() + "/sign\"}");
        var chain = authority().sign(request(TestKeys.ec()), STATION, YEAR, true);
        assertThat(chain).hasSize(2);
        assertThat(asked).containsExactly("SN-7 365 true");
    }

    @Test
    void overTlsOnlyTheRootOfTheSettingsIsTrusted(@TempDir Path folder) throws Exception {
        KeyPair keys = TestKeys.ec();
        var own = issued("CN=localhost", keys, "CN=Root", rootKeys, false);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("est", keys.getPrivate(), new char[0], new Certificate[] {own});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        set("{\"certificateAuthority\":\"est\",\"certificateAuthorityUrl\":\"" + responder(https)
                + "/.well-known/est\"}");
        assertThatThrownBy(() -> authority().sign(request(TestKeys.ec()), STATION, YEAR, false))
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("reached");
        Path trust = Files.writeString(folder.resolve("root.pem"), Pem.text(List.of(root)));
        set("{\"certificateAuthorityTrust\":\"" + trust + "\"}");
        assertThat(authority().sign(request(TestKeys.ec()), STATION, YEAR, false))
                .hasSize(2);
    }

    @Test
    void aRefusalIsForGoodAndAnythingElseForNow() throws IOException {
        set("{\"certificateAuthority\":\"est\",\"certificateAuthorityUrl\":\"" + http() + "/.well-known/est\"}");
        status = 400;
        assertThatThrownBy(() -> authority().sign(request(TestKeys.ec()), STATION, YEAR, false))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining("no such policy");
        for (int later : new int[] {202, 401, 503}) {
            status = later;
            assertThatThrownBy(() -> authority().sign(request(TestKeys.ec()), STATION, YEAR, false))
                    .isInstanceOf(AuthorityUnavailable.class)
                    .hasMessageContaining("" + later);
        }
        status = 200;
        otherKey = true;
        assertThatThrownBy(() -> authority().sign(request(TestKeys.ec()), STATION, YEAR, false))
                .isInstanceOf(AuthorityUnavailable.class)
                .hasMessageContaining("another key");
        assertThat(authority().sign(request(TestKeys.ec()), "V2GCertificate", YEAR, false))
                .as("plug and charge stays with the built-in authority")
                .hasSize(2);
    }

    @Test
    void onlyThisMachineMayBeAskedWithoutTls() {
        assertThat(server.patch("/api/v1/settings", "{\"certificateAuthorityUrl\":\"http://ca.example.com/\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.patch("/api/v1/settings", "{\"certificateAuthorityUrl\":\"https://u:p@ca.example.com/\"}")
                        .statusCode())
                .isEqualTo(422);
    }
}

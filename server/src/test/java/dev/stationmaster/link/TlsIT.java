package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.link.tls.StationTls;
import dev.stationmaster.link.tls.StationTrust;
import dev.stationmaster.link.tls.TlsSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsIT {
    private static final String PASSWORD = "sixteen-or-more-characters";

    @TempDir
    static Path folder;

    private LinkRig rig;

    @BeforeEach
    void start() {
        rig = new LinkRig(folder);
        rig.station("CP-1", 2, PASSWORD);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,EC",
        "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,EC",
        "TLSv1.2,TLS_RSA_WITH_AES_128_GCM_SHA256,RSA",
        "TLSv1.2,TLS_RSA_WITH_AES_256_GCM_SHA384,RSA",
        "TLSv1.2,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,RSA",
        "TLSv1.2,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,RSA",
        "TLSv1.3,TLS_AES_128_GCM_SHA256,EC",
        "TLSv1.3,TLS_AES_256_GCM_SHA384,EC"
    })
    void eachSuiteAloneLeadsToALink(String protocol, String suite, String keyKind) throws Exception {
        try (var socket = connect(protocol, suite);
                var station = new RawStation(socket)) {
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo(keyKind);
            var answer = station.upgrade(
                    "/ocpp/CP-1", "Sec-WebSocket-Protocol: ocpp2.0.1", RawStation.basic("CP-1", PASSWORD));
            assertThat(answer.status()).isEqualTo(101);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
        }
    }

    private SSLSocket connect(String protocol, String suite) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : new String[] {"rsa", "ecdsa"}) {
            try (var in = Files.newInputStream(folder.resolve("tls").resolve(name + ".pem"))) {
                trusted.setCertificateEntry(
                        name, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", rig.server.tlsPort());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setEnabledCipherSuites(new String[] {suite});
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Test
    void olderTlsIsRefusedAndTheNextHandshakeIsFine() throws Exception {
        // ClientHello of TLS 1.1 offering TLS_RSA_WITH_AES_128_CBC_SHA, as a station of 2012 would send it.
        var hello = HexFormat.of()
                .parseHex("160301002d" + "01000029" + "0302" + "00".repeat(32) + "00" + "0002002f" + "0100");
        try (var socket = new Socket("127.0.0.1", rig.server.tlsPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(hello);
            assertThat(endsWithoutAnswer(socket)).isTrue();
        }
        eachSuiteAloneLeadsToALink("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", "RSA");
    }

    /** An alert (record type 21), or nothing, and then the end. */
    private static boolean endsWithoutAnswer(Socket socket) throws IOException {
        byte[] all = socket.getInputStream().readAllBytes();
        return all.length == 0 || all[0] == 21;
    }

    @Test
    void passwordsAndProfilesAreCheckedHereToo() throws Exception {
        rig.stations.add("OPEN", 0);
        rig.station("LOW", 1, PASSWORD);
        assertThat(status("CP-1", "CP-1", "wrong")).isEqualTo(401);
        assertThat(status("OPEN", "OPEN", PASSWORD)).isEqualTo(403);
        assertThat(status("LOW", "LOW", PASSWORD)).isEqualTo(403);
        rig.admitsUnknown = true;
        assertThat(status("NEW", "NEW", PASSWORD)).isEqualTo(404);
    }

    private int status(String identity, String user, String password) throws Exception {
        try (var station = new RawStation(connect("TLSv1.3", "TLS_AES_128_GCM_SHA256"))) {
            return station.upgrade(
                            "/" + identity, "Sec-WebSocket-Protocol: ocpp2.0.1", RawStation.basic(user, password))
                    .status();
        }
    }

    @Test
    void ownKeysAreReadableForTheirOwnerOnlyAndLast() throws Exception {
        for (String name : new String[] {"rsa", "ecdsa"}) {
            Path key = folder.resolve("tls").resolve(name + "-key.pem");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
        byte[] before = Files.readAllBytes(folder.resolve("tls").resolve("rsa.pem"));
        new StationTls(TlsSettings.selfMade(), folder.resolve("tls"), InstantSource.system(), StationTrust.nobody());
        assertThat(Files.readAllBytes(folder.resolve("tls").resolve("rsa.pem"))).isEqualTo(before);
    }

    @Test
    void givenFilesAreReadAgainWhenTheyChangeAndKeptWhenTheyAreBroken() throws Exception {
        Path own = folder.resolve("tls");
        Path given = Files.createDirectories(folder.resolve("given"));
        for (String name : new String[] {"rsa.pem", "rsa-key.pem"})
            Files.copy(own.resolve(name), given.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        var settings = new TlsSettings(given.resolve("rsa.pem"), given.resolve("rsa-key.pem"), null, null, null);
        var tls = new StationTls(settings, own, InstantSource.system(), StationTrust.nobody());
        var first = tls.context();
        tls.reloadIfChanged();
        assertThat(tls.context()).isSameAs(first);
        Files.setLastModifiedTime(given.resolve("rsa.pem"), FileTime.fromMillis(1_000));
        tls.reloadIfChanged();
        var second = tls.context();
        assertThat(second).isNotSameAs(first);
        Files.writeString(given.resolve("rsa.pem"), "no certificate");
        tls.reloadIfChanged();
        assertThat(tls.context()).isSameAs(second);
    }

    @Test
    void plainTextOnTheTlsPortHarmsNobody() {
        try (var lost = RawStation.at(rig.server.tlsPort())) {
            lost.raw("GET /CP-1 HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(lost.ended()).isTrue();
        }
    }
}

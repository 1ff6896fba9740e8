package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.job.Job.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stations that know FTP only. */
class FtpIT {
    private static FileRig rig;
    private static int ftpPort;
    private static int ftpsPort;

    @BeforeAll
    static void start() throws IOException {
        ftpPort = freePort();
        ftpsPort = freePort();
        int passive = freePort();
        rig = new FileRig(Map.of(
                "stationmaster.ftp-port", "" + ftpPort,
                "stationmaster.ftps-port", "" + ftpsPort,
                "stationmaster.ftp-passive-ports", passive + "-" + (passive + 5),
                "stationmaster.ftp-external-address", "127.0.0.1",
                "stationmaster.file-max-megabytes", "1"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String url(FileGrant.Made grant) {
        return rig.server.bean(FileLocations.class).of(grant, "ftp");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static UUID awaitFile(UUID job) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (rig.job(job).file() == null)
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        return rig.job(job).file();
    }

    private static void put(String url, byte[] content) throws IOException {
        var connection = URI.create(url).toURL().openConnection();
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(content);
        }
    }

    @Test
    void aStationBringsItsLog() throws Exception {
        UUID job = rig.job(Kind.DIAGNOSTICS);
        var grant = rig.upload(job);
        assertThat(url(grant)).isEqualTo("ftp://" + grant.id() + ":" + grant.secret() + "@127.0.0.1:" + ftpPort + "/");
        byte[] log = bytes(200_000);
        put(url(grant) + "logs/diag.zip", log);
        UUID file = awaitFile(job);
        assertThat(rig.stored(file)).isEqualTo(log);
        assertThat(rig.files().find(file).orElseThrow().name()).isEqualTo("diag.zip");
        assertThatThrownBy(() -> put(url(grant) + "again.zip", log)).isInstanceOf(IOException.class);
    }

    @Test
    void aStationFetchesItsFirmware() throws Exception {
        UUID job = rig.job(Kind.FIRMWARE);
        byte[] image = bytes(300_000);
        var grant = rig.download(job, image);
        try (var in = URI.create(url(grant)).toURL().openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(image);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (rig.job(job).findings().fetchedAt() == null)
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
    }

    @Test
    void wrongCredentialsAreRefused() throws Exception {
        var grant = rig.upload(rig.job(Kind.LOG));
        String wrong = url(grant).replace(grant.secret(), "0".repeat(32));
        assertThatThrownBy(() -> put(wrong + "a", bytes(5))).isInstanceOf(IOException.class);
        assertThat(rig.server.get("/actuator/prometheus").body())
                .containsPattern(
                        "stationmaster_files_refused_total\\{door=\"ftp\",reason=\"wrong-credentials\"\\} [1-9]");
    }

    @Test
    void whatIsTooLargeIsNotKept() throws Exception {
        UUID job = rig.job(Kind.LOG);
        var grant = rig.upload(job);
        assertThatThrownBy(() -> put(url(grant) + "large", bytes(3_000_000))).isInstanceOf(IOException.class);
        put(url(grant) + "small", bytes(10));
        assertThat(rig.stored(awaitFile(job))).hasSize(10);
    }

    /** A client that speaks line by line, with TLS from the first byte. */
    @Test
    void ftpsBringsALogUnderTls() throws Exception {
        UUID job = rig.job(Kind.LOG);
        var grant = rig.upload(job);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", ftpsPort);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                Writer out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII)) {
            assertThat(in.readLine()).startsWith("220");
            assertThat(say(in, out, "USER " + grant.id())).startsWith("331");
            assertThat(say(in, out, "PASS " + grant.secret())).startsWith("230");
            assertThat(say(in, out, "PBSZ 0")).startsWith("200");
            assertThat(say(in, out, "PROT P")).startsWith("200");
            assertThat(say(in, out, "TYPE I")).startsWith("200");
            String passive = say(in, out, "PASV");
            String[] parts = passive.substring(passive.indexOf('(') + 1, passive.indexOf(')'))
                    .split(",");
            int port = Integer.parseInt(parts[4]) * 256 + Integer.parseInt(parts[5]);
            out.write("STOR secure.log\r\n");
            out.flush();
            try (var plain = new Socket("127.0.0.1", port);
                    var data = (SSLSocket) trusting.getSocketFactory().createSocket(plain, "127.0.0.1", port, true)) {
                data.getOutputStream().write(bytes(5000));
            }
            assertThat(in.readLine()).startsWith("150");
            assertThat(in.readLine()).startsWith("226");
        }
        assertThat(rig.stored(awaitFile(job))).isEqualTo(bytes(5000));
    }

    private static String say(BufferedReader in, Writer out, String command) throws IOException {
        out.write(command + "\r\n");
        out.flush();
        return in.readLine();
    }

    /** The test server's certificate is made by itself. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

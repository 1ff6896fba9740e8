package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files on the stations' own TLS port. */
@ExtendWith(CsmsUnderTest.class)
class SecureFileTest {
    private record Answer(int status, byte[] body) {}

    private static Lab.Play secure(Csms csms, Lab lab) throws Exception {
        String identity = lab.newStation(",\"securityProfile\":2");
        var station = Socket.of(csms, identity)
                .offering("ocpp1.6")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context())
                .connect();
        Lab.boot16(station);
        return lab.play(identity, station);
    }

    private static Answer send(String method, String url, @Nullable String header, byte @Nullable [] body)
            throws Exception {
        var connection = (HttpsURLConnection) URI.create(url).toURL().openConnection();
        connection.setSSLSocketFactory(TlsClient.context().getSocketFactory());
        connection.setHostnameVerifier((_, _) -> true);
        connection.setRequestMethod(method);
        if (header != null) connection.setRequestProperty(header.split(": ")[0], header.split(": ")[1]);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
        return new Answer(connection.getResponseCode(), read(connection));
    }

    private static byte[] read(HttpURLConnection connection) throws IOException {
        InputStream in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        return in == null ? new byte[0] : in.readAllBytes();
    }

    private static String diagnostics(Lab.Play play) {
        var asked = play.command("{\"type\":\"GetDiagnostics\"}");
        CallFromCsms call = play.station().expect("GetDiagnostics");
        call.answer("{\"fileName\":\"d.log\"}");
        asked.result();
        return call.payload().get("location").asString();
    }

    @Test
    void aStationOfProfileTwoBringsItsLogToTheSecurePort(Csms csms, Lab lab) throws Exception {
        byte[] log = new byte[1_500_000];
        Arrays.fill(log, (byte) 'x');
        try (var play = secure(csms, lab)) {
            String location = diagnostics(play);
            assertThat(location)
                    .startsWith("https://")
                    .contains(":" + csms.secureStationUrl().getPort() + "/files/");
            assertThat(send("PUT", location + "d.log", null, log).status).isBetween(200, 299);
            assertThat(send("PUT", location + "d.log", null, log).status)
                    .as("one-time")
                    .isEqualTo(410);
            JsonNode job = play.shown("/log-jobs").get("items").get(0);
            JsonNode file = lab.operator().get("/files/" + job.get("file").asString());
            assertThat(file.get("sizeBytes").asInt()).isEqualTo(log.length);
        }
        try (var play = secure(csms, lab)) {
            String form =
                    "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"d.log\"\r\n\r\nshort\r\n--b--\r\n";
            Answer posted = send(
                    "POST",
                    diagnostics(play),
                    "Content-Type: multipart/form-data; boundary=b",
                    form.getBytes(StandardCharsets.US_ASCII));
            assertThat(posted.status).isBetween(200, 299);
        }
        try (var play = secure(csms, lab)) {
            String location = diagnostics(play);
            String wrong = location.replaceFirst("/files/(\\d+)/[^/]+/", "/files/$1/wrong/");
            assertThat(send("PUT", wrong + "d.log", null, new byte[10]).status).isEqualTo(403);
            assertThat(send("POST", location, "Content-Type: text/plain", new byte[10]).status)
                    .isBetween(200, 299);
        }
    }

    @Test
    void firmwareIsFetchedInPiecesFromTheSecurePort(Csms csms, Lab lab) throws Exception {
        String image = "a firmware image of some bytes";
        String made;
        try (HttpClient http = HttpClient.newHttpClient()) {
            made = http.send(
                            HttpRequest.newBuilder(URI.create(csms.apiUrl() + "/files?name=fw-3.0.bin"))
                                    .header("Authorization", "Bearer " + csms.apiToken())
                                    .header("Content-Type", "application/octet-stream")
                                    .POST(HttpRequest.BodyPublishers.ofString(image))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        String id = JsonMapper.builder().build().readTree(made).get("id").asString();
        try (var play = secure(csms, lab)) {
            var asked = play.command("{\"type\":\"UpdateFirmware\",\"image\":\"" + id + "\"}");
            CallFromCsms call = play.station().expect("UpdateFirmware");
            call.answer("{}");
            asked.result();
            String location = call.payload().get("location").asString();
            assertThat(location).startsWith("https://");
            assertThat(send("HEAD", location, null, null).status).isEqualTo(200);
            Answer part = send("GET", location, "Range: bytes=2-9", null);
            assertThat(part.status).isEqualTo(206);
            assertThat(new String(part.body, StandardCharsets.US_ASCII)).isEqualTo(image.substring(2, 10));
            assertThat(new String(send("GET", location, null, null).body, StandardCharsets.US_ASCII))
                    .isEqualTo(image);
        }
    }

    @Test
    void nothingButFilesIsServedThere(Csms csms) throws Exception {
        String root = "https://localhost:" + csms.secureStationUrl().getPort();
        for (String path : new String[] {"/api/v1/stations", "/files", "/actuator/health"}) {
            Answer answer = send("GET", root + path, null, null);
            assertThat(answer.status).as(path).isBetween(400, 499);
            assertThat(new String(answer.body, StandardCharsets.UTF_8)).as(path).doesNotContain("{");
        }
        Answer climbing = send("GET", root + "/files/../api/v1/openapi", null, null);
        assertThat(climbing.status).isBetween(400, 499);
    }
}

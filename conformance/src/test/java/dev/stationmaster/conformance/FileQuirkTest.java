package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.conformance.harness.ProfileThree;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.TlsClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Stations with their own ways of files, lists and certificates. */
@ExtendWith(CsmsUnderTest.class)
class FileQuirkTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for diagnostics without a location. @return where the station shall bring them */
    private static String diagnostics(Lab.Play play) {
        var asked = play.command("{\"type\":\"GetDiagnostics\"}");
        CallFromCsms call = play.station().expect("GetDiagnostics");
        call.answer("{\"fileName\":\"d.log\"}");
        asked.result();
        return call.payload().get("location").asString();
    }

    private static void status(Lab.Play play, String status) {
        play.station().call("DiagnosticsStatusNotification", "{\"status\":\"" + status + "\"}");
    }

    private static void brought(Lab.Play play) {
        status(play, "Uploaded");
        JsonNode job = play.lab()
                .operator()
                .await(
                        "/stations/" + play.identity() + "/log-jobs",
                        page -> page.get("items").get(0).get("state").asString().equals("done"));
        assertThat(job.get("items").get(0).has("file")).isTrue();
    }

    @Quirk("Q76")
    void diagnosticsAreTakenByPutIntoTheDirectoryAndByAFormAtTheAddressItself(Lab lab) throws Exception {
        try (var play = lab.booted16()) {
            String directory = diagnostics(play);
            assertThat(directory).endsWith("/");
            var put = HttpRequest.newBuilder(URI.create(directory + "logs/d.log"))
                    .PUT(HttpRequest.BodyPublishers.ofString("one line"));
            assertThat(send(put).statusCode()).isBetween(200, 299);
            brought(play);
        }
        try (var play = lab.booted16()) {
            String exact = diagnostics(play);
            String form =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.log\"\r\n\r\none line\r\n--b--\r\n";
            var post = HttpRequest.newBuilder(URI.create(exact))
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
            assertThat(send(post).statusCode()).isBetween(200, 299);
            brought(play);
        }
    }

    @Quirk("Q76")
    void aStationThatKnowsFtpOnlyCanBeGivenAnAddressOfTheOperator(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("{\"type\":\"GetDiagnostics\",\"location\":\"ftp://u:p@ftp.example.com/in/\"}");
            CallFromCsms call = play.station().expect("GetDiagnostics");
            assertThat(call.payload().get("location").asString()).isEqualTo("ftp://u:p@ftp.example.com/in/");
            call.answer("{\"fileName\":\"d.log\"}");
            asked.result();
            assertThat(play.shown("/log-jobs").toString()).doesNotContain("u:p@");
        }
    }

    @Quirk("Q77")
    void aFloodOfUploadingIsOneStatusWithACount(Lab lab) {
        try (var play = lab.booted16()) {
            diagnostics(play);
            for (int i = 0; i < 60; i++) status(play, "Uploading");
            status(play, "UploadFailed");
            String id = play.shown("/log-jobs").get("items").get(0).get("id").asString();
            JsonNode job = play.shown("/log-jobs/" + id);
            assertThat(job.get("state").asString()).isEqualTo("failed");
            assertThat(job.get("statuses").size()).isEqualTo(2);
            assertThat(job.get("statuses").get(0).get("times").asInt()).isEqualTo(60);
        }
    }

    @Quirk("Q78")
    void firmwareHasAShortPlainAddressWithLengthAndRangesAndNoRedirect(Lab lab) throws Exception {
        String image = "a firmware image of some bytes";
        var upload = HttpRequest.newBuilder(URI.create(lab.csms().apiUrl() + "/files?name=fw-2.0.bin"))
                .header("Authorization", "Bearer " + lab.csms().apiToken())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(image));
        String body = send(upload).body();
        String id = tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readTree(body)
                .get("id")
                .asString();
        try (var play = lab.booted16()) {
            var asked = play.command("{\"type\":\"UpdateFirmware\",\"image\":\"" + id + "\"}");
            CallFromCsms call = play.station().expect("UpdateFirmware");
            call.answer("{}");
            asked.result();
            String location = call.payload().get("location").asString();
            assertThat(location).startsWith("http://").hasSizeLessThan(128);
            var head = send(HttpRequest.newBuilder(URI.create(location)).HEAD());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).contains("" + image.length());
            assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
            var part = send(HttpRequest.newBuilder(URI.create(location)).header("Range", "bytes=2-9"));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(image.substring(2, 10));
            assertThat(part.body().getBytes(StandardCharsets.UTF_8)).hasSize(8);
        }
    }

    @Quirk("Q80")
    void aListThatWasAcceptedUnderAVersionThatDoesNotRiseIsShownAsDrift(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            var sending = play.command("""
                    {"type":"SendLocalList","updateType":"Full","entries":[{"idToken":"%s","status":"accepted"}]}""".formatted(tag));
            CallFromCsms list = play.station().expect("SendLocalList");
            int version = list.payload().get("listVersion").asInt();
            list.answer("{\"status\":\"Accepted\"}");
            assertThat(sending.status()).isEqualTo("Accepted");
            for (int told : new int[] {0, -1}) {
                var asking = play.command("{\"type\":\"GetLocalListVersion\"}");
                play.station().expect("GetLocalListVersion").answer("{\"listVersion\":" + told + "}");
                asking.result();
                JsonNode shown = play.shown("/local-list").get("version");
                assertThat(shown.get("station").asInt()).isEqualTo(told);
                assertThat(shown.get("ours").asInt()).isEqualTo(version);
            }
        }
    }

    @Quirk("Q12")
    void aCertificateThatNamesTheIdentityOpensWhereThatIsAllowedAlsoWithoutItsIntermediate(Csms csms, Lab lab) {
        String identity = lab.newStation(",\"serialNumber\":\"SN-12\"");
        KeyPair keys = Pki.ec();
        List<X509Certificate> chain;
        try (var station = lab.connect(identity, "ocpp1.6")) {
            Lab.boot16As(station, "SN-12");
            lab.operator()
                    .send("PATCH", "/stations/" + identity + "/settings", "{\"certificateName\":\"identity_too\"}");
            ProfileThree.request(station, keys, identity, "");
            CallFromCsms signed = station.expect("CertificateSigned");
            chain = Pki.chain(signed.payload().get("certificateChain").asString());
            signed.answer("{\"status\":\"Accepted\"}");
        }
        assertThat(chain).hasSizeGreaterThan(1);
        lab.operator().send("PATCH", "/stations/" + identity, "{\"securityProfile\":3}");
        var alone = TlsClient.context(keys.getPrivate(), chain.getFirst());
        var door = dev.stationmaster.conformance.harness.Socket.of(csms, identity)
                .offering("ocpp1.6")
                .tls(alone);
        try (var station = door.connect()) {
            Lab.boot16As(station, "SN-12");
        }
        lab.operator().send("PATCH", "/stations/" + identity + "/settings", "{\"certificateName\":\"serial_number\"}");
        assertThat(door.refused()).isEqualTo(403);
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.status16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 Firmware Management, and what the Security Whitepaper adds to it. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16FirmwareTest {
    private static final String LOCATION = "http://files.example.com/firmware-2.0.0.bin";
    private static final String UPLOADS = "ftp://uploads.example.com/logs/";

    @OcaCase("TC_044_1")
    void firmwareUpdate(Lab lab) {
        try (var play = lab.booted16()) {
            update(play);
            downloaded(play.station());
            firmware(play.station(), "Installing");
            try (var again = play.reconnected()) {
                boot16(again.station());
                firmware(again.station(), "Installed");
                JsonNode job = ended(play, "done");
                assertThat(job.get("status").asString()).isEqualTo("Installed");
                assertThat(statuses(play, job)).isEqualTo("Downloading Downloaded Installing Installed");
            }
        }
    }

    @OcaCase("TC_044_2")
    void firmwareDownloadFails(Lab lab) {
        try (var play = lab.booted16()) {
            update(play);
            firmware(play.station(), "Downloading");
            firmware(play.station(), "DownloadFailed");
            JsonNode job = ended(play, "failed");
            assertThat(job.get("status").asString()).isEqualTo("DownloadFailed");
        }
    }

    @OcaCase("TC_044_3")
    void firmwareInstallationFails(Lab lab) {
        try (var play = lab.booted16()) {
            update(play);
            downloaded(play.station());
            firmware(play.station(), "Installing");
            try (var again = play.reconnected()) {
                boot16(again.station());
                firmware(again.station(), "InstallationFailed");
                JsonNode job = ended(play, "failed");
                assertThat(job.get("status").asString()).isEqualTo("InstallationFailed");
            }
        }
    }

    private static void update(Lab.Play play) {
        String at = Times.now();
        var asked = play.command("""
                {"type":"UpdateFirmware","location":"%s","retrieveAt":"%s"}""".formatted(LOCATION, at));
        CallFromCsms call = play.station().expect("UpdateFirmware");
        assertThat(call.payload().get("location").asString()).isEqualTo(LOCATION);
        assertThat(Times.same(call.payload().get("retrieveDate").asString(), at))
                .isTrue();
        call.answer("{}");
        assertThat(asked.result().get("state").asString()).isEqualTo("answered");
        assertThat(job(play).get("state").asString()).isEqualTo("running");
    }

    private static void downloaded(ScriptedStation station) {
        firmware(station, "Downloading");
        firmware(station, "Downloaded");
        status16(station, 1, "Unavailable");
        status16(station, 2, "Unavailable");
    }

    private static void firmware(ScriptedStation station, String status) {
        JsonNode answer = station.call("FirmwareStatusNotification", "{\"status\":\"" + status + "\"}");
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_045_1")
    void diagnosticsAreUploaded(Lab lab) {
        try (var play = lab.booted16()) {
            diagnostics(play, "{\"fileName\":\"diagnostics-1.zip\"}");
            diagnosticsStatus(play.station(), "Uploading");
            diagnosticsStatus(play.station(), "Uploaded");
            JsonNode job = logJob(play);
            assertThat(job.get("state").asString()).isEqualTo("done");
            assertThat(job.get("fileName").asString()).isEqualTo("diagnostics-1.zip");

            diagnostics(play, "{}");
            diagnosticsStatus(play.station(), "Uploading");
            assertThat(logJob(play).get("status").asString()).isEqualTo("Uploading");
            diagnosticsStatus(play.station(), "Uploaded");
            assertThat(logJob(play).get("state").asString()).isEqualTo("done");
        }
    }

    @OcaCase("TC_045_2")
    void theUploadOfDiagnosticsFails(Lab lab) {
        try (var play = lab.booted16()) {
            diagnostics(play, "{\"fileName\":\"diagnostics-1.zip\"}");
            diagnosticsStatus(play.station(), "Uploading");
            diagnosticsStatus(play.station(), "UploadFailed");
            JsonNode job = logJob(play);
            assertThat(job.get("state").asString()).isEqualTo("failed");
            assertThat(job.get("status").asString()).isEqualTo("UploadFailed");
        }
    }

    private static void diagnostics(Lab.Play play, String answer) {
        var asked = play.command("""
                {"type":"GetDiagnostics","location":"%s","since":"2026-03-01T00:00:00Z","until":"2026-03-02T00:00:00Z","retries":2}""".formatted(UPLOADS));
        CallFromCsms call = play.station().expect("GetDiagnostics");
        assertThat(call.payload().get("location").asString()).isEqualTo(UPLOADS);
        assertThat(call.payload().get("retries").asInt()).isEqualTo(2);
        call.answer(answer);
        assertThat(asked.result().get("state").asString()).isEqualTo("answered");
    }

    private static void diagnosticsStatus(ScriptedStation station, String status) {
        JsonNode answer = station.call("DiagnosticsStatusNotification", "{\"status\":\"" + status + "\"}");
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_079")
    void securityLog(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"GetLog","logType":"SecurityLog","location":"%s"}""".formatted(UPLOADS));
            CallFromCsms call = play.station().expect("GetLog");
            assertThat(call.payload().get("logType").asString()).isEqualTo("SecurityLog");
            assertThat(call.payload().get("log").get("remoteLocation").asString())
                    .isEqualTo(UPLOADS);
            int requestId = call.payload().get("requestId").asInt();
            call.answer("{\"status\":\"Accepted\",\"filename\":\"security.log\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            log(play.station(), "Uploading", requestId);
            log(play.station(), "Uploaded", requestId);
            JsonNode job = logJob(play);
            assertThat(job.get("state").asString()).isEqualTo("done");
            assertThat(job.get("requestId").asInt()).isEqualTo(requestId);
        }
    }

    private static void log(ScriptedStation station, String status, int requestId) {
        JsonNode answer = station.call(
                "LogStatusNotification", "{\"status\":\"" + status + "\",\"requestId\":" + requestId + "}");
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_080")
    void signedFirmwareUpdate(Lab lab) {
        try (var play = lab.booted16()) {
            int requestId = signedUpdate(play);
            for (String status : new String[] {"Downloading", "Downloaded", "SignatureVerified"}) {
                signed(play.station(), status, requestId);
            }
            status16(play.station(), 1, "Unavailable");
            signed(play.station(), "Installing", requestId);
            signed(play.station(), "InstallRebooting", requestId);
            try (var again = play.reconnected()) {
                boot16(again.station());
                JsonNode event = again.station().call("SecurityEventNotification", """
                        {"type":"FirmwareUpdated","timestamp":"%s"}""".formatted(Times.now()));
                assertThat(event.isEmpty()).isTrue();
                signed(again.station(), "Installed", requestId);
                JsonNode job = ended(play, "done");
                assertThat(job.get("requestId").asInt()).isEqualTo(requestId);
            }
        }
    }

    @OcaCase("TC_081")
    void signedFirmwareWithABadSignature(Lab lab) {
        try (var play = lab.booted16()) {
            int requestId = signedUpdate(play);
            signed(play.station(), "Downloading", requestId);
            signed(play.station(), "Downloaded", requestId);
            signed(play.station(), "InvalidSignature", requestId);
            JsonNode event = play.station().call("SecurityEventNotification", """
                    {"type":"InvalidFirmwareSignature","timestamp":"%s"}""".formatted(Times.now()));
            assertThat(event.isEmpty()).isTrue();
            JsonNode job = ended(play, "failed");
            assertThat(job.get("status").asString()).isEqualTo("InvalidSignature");
        }
    }

    /** Certificate and signature are no real ones: the laboratory sends what it likes. */
    private static int signedUpdate(Lab.Play play) {
        String body = """
                {"type":"UpdateFirmware","location":"%s","retrieveAt":"2026-03-01T08:00:00Z","signingCertificate":"-----BEGIN CERTIFICATE-----",
                 "signature":"bm90IGEgc2lnbmF0dXJl"%s}""";
        Operator.Pending refused = play.command(body.formatted(LOCATION, ""));
        assertThat(refused.result().get("state").asString()).isEqualTo("refused");

        var asked = play.command(body.formatted(LOCATION, ",\"force\":true"));
        CallFromCsms call = play.station().expect("SignedUpdateFirmware");
        JsonNode firmware = call.payload().get("firmware");
        assertThat(firmware.get("location").asString()).isEqualTo(LOCATION);
        assertThat(firmware.get("signingCertificate").asString()).isEqualTo("-----BEGIN CERTIFICATE-----");
        assertThat(firmware.get("signature").asString()).isEqualTo("bm90IGEgc2lnbmF0dXJl");
        assertThat(firmware.has("retrieveDateTime")).isTrue();
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("requestId").asInt();
    }

    private static void signed(ScriptedStation station, String status, int requestId) {
        JsonNode answer = station.call(
                "SignedFirmwareStatusNotification", "{\"status\":\"" + status + "\",\"requestId\":" + requestId + "}");
        assertThat(answer.isEmpty()).isTrue();
    }

    private static JsonNode job(Lab.Play play) {
        return play.shown("/firmware-jobs").get("items").get(0);
    }

    private static JsonNode logJob(Lab.Play play) {
        return play.shown("/log-jobs").get("items").get(0);
    }

    private static JsonNode ended(Lab.Play play, String state) {
        JsonNode job = job(play);
        assertThat(job.get("state").asString()).as("%s", job).isEqualTo(state);
        return job;
    }

    private static String statuses(Lab.Play play, JsonNode job) {
        var words = new StringBuilder();
        JsonNode shown = play.shown("/firmware-jobs/" + job.get("id").asString());
        for (JsonNode status : shown.get("statuses")) {
            words.append(status.get("status").asString()).append(' ');
        }
        return words.toString().strip();
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static dev.stationmaster.conformance.harness.Lab.status201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, block L: firmware updates. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201FirmwareTest {
    private static final String LOCATION = "https://files.example.com/firmware-2.0.0.bin";
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE----- of the laboratory";
    private static final String SIGNATURE = "bm90IGEgc2lnbmF0dXJl";

    /** An update on its way, as the station was told. */
    private record Update(Lab.Play play, int requestId, Operator.Pending asked) {
        /** Says each status in turn; all must be answered. */
        void says(String... statuses) {
            says(play.station(), statuses);
        }

        void says(ScriptedStation station, String... statuses) {
            for (String status : statuses) {
                JsonNode answer = station.call(
                        "FirmwareStatusNotification",
                        "{\"status\":\"" + status + "\",\"requestId\":" + requestId + "}");
                assertThat(answer.isEmpty()).isTrue();
            }
        }

        /** Restarts for the installation, and says how that went. */
        void reboots(String outcome) {
            try (var again = play.reconnected()) {
                boot201(again.station(), "FirmwareUpdate");
                says(again.station(), outcome);
                shown(outcome.equals("Installed") ? "done" : "failed", outcome);
            }
        }

        /** The job of this update as the operator sees it. */
        JsonNode job() {
            for (JsonNode job : play.shown("/firmware-jobs").get("items")) {
                if (job.get("requestId").asInt() == requestId) return job;
            }
            throw new AssertionError("no job " + requestId);
        }

        void shown(String state, String status) {
            JsonNode job = job();
            assertThat(job.get("state").asString()).as("%s", job).isEqualTo(state);
            assertThat(job.path("status").asString("")).isEqualTo(status);
        }
    }

    private static Update updated(Lab.Play play, String more, String answer) {
        Operator.Pending asked = play.command("""
                {"type":"UpdateFirmware","location":"%s","signingCertificate":"%s","signature":"%s","force":true%s}""".formatted(LOCATION, CERTIFICATE, SIGNATURE, more));
        CallFromCsms call = play.station().expect("UpdateFirmware");
        JsonNode firmware = call.payload().get("firmware");
        assertThat(firmware.get("location").asString()).isEqualTo(LOCATION);
        assertThat(firmware.get("signingCertificate").asString()).isEqualTo(CERTIFICATE);
        assertThat(firmware.get("signature").asString()).isEqualTo(SIGNATURE);
        assertThat(firmware.has("retrieveDateTime")).isTrue();
        if (more.contains("installAt"))
            assertThat(Instant.parse(firmware.get("installDateTime").asString()))
                    .isAfter(Instant.now());
        if (more.contains("retrieveAt"))
            assertThat(Instant.parse(firmware.get("retrieveDateTime").asString()))
                    .isAfter(Instant.now());
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        return new Update(play, call.payload().get("requestId").asInt(), asked);
    }

    @OcaCase("TC_L_01")
    void signedUpdate(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, "", "Accepted");
            update.says("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            update.shown("running", "InstallRebooting");
            update.reboots("Installed");
        }
    }

    @OcaCase("TC_L_02")
    void updateWithATimeOfInstallation(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, ",\"installAt\":\"" + Times.inSeconds(600) + "\"", "Accepted");
            update.says("Downloading", "Downloaded", "SignatureVerified", "InstallScheduled");
            update.shown("running", "InstallScheduled");
            update.says("Installing", "InstallRebooting");
            update.reboots("Installed");
        }
    }

    @OcaCase("TC_L_03")
    void updateWithATimeOfDownload(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, ",\"retrieveAt\":\"" + Times.inSeconds(600) + "\"", "Accepted");
            update.says("DownloadScheduled");
            update.shown("running", "DownloadScheduled");
            update.says("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            update.reboots("Installed");
        }
    }

    @OcaCase("TC_L_04")
    void theSigningCertificateIsRevoked(Lab lab) {
        try (var play = lab.booted201()) {
            updated(play, "", "RevokedCertificate").shown("refused", "");
        }
    }

    @OcaCase("TC_L_05")
    void theSigningCertificateIsInvalid(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, "", "InvalidCertificate");
            event(play, "InvalidFirmwareSigningCertificate");
            update.shown("refused", "");
        }
    }

    @OcaCase("TC_L_06")
    void theSignatureIsInvalid(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, "", "Accepted");
            update.says("Downloading", "Downloaded", "InvalidSignature");
            event(play, "InvalidFirmwareSignature");
            update.shown("failed", "InvalidSignature");
        }
    }

    private static void event(Lab.Play play, String type) {
        JsonNode answer = play.station().call("SecurityEventNotification", """
                {"type":"%s","timestamp":"%s"}""".formatted(type, Times.now()));
        assertThat(answer.isEmpty()).isTrue();
        assertThat(play.shown("/events").get("items").get(0).get("type").asString())
                .isEqualTo(type);
    }

    @OcaCase("TC_L_07")
    void theDownloadFails(Lab lab) {
        fails(lab, "Downloading", "DownloadFailed");
    }

    @OcaCase("TC_L_08")
    void theCheckOfTheInstallationFails(Lab lab) {
        fails(lab, "Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallVerificationFailed");
    }

    private static void fails(Lab lab, String... statuses) {
        try (var play = lab.booted201()) {
            var update = updated(play, "", "Accepted");
            update.says(statuses);
            update.shown("failed", statuses[statuses.length - 1]);
        }
    }

    @OcaCase("TC_L_09")
    void theInstallationFailsAfterTheReboot(Lab lab) {
        try (var play = lab.booted201()) {
            var update = updated(play, "", "Accepted");
            update.says("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            update.reboots("InstallationFailed");
        }
    }

    @OcaCase("TC_L_10")
    void aSecondRequestCancelsTheFirst(Lab lab) {
        try (var play = lab.booted201()) {
            var first = updated(play, "", "Accepted");
            first.says("Downloading");
            var second = updated(play, "", "AcceptedCanceled");
            assertThat(second.requestId()).isNotEqualTo(first.requestId());
            first.shown("cancelled", "Downloading");
            second.says("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            second.reboots("Installed");
            first.shown("cancelled", "Downloading");
        }
    }

    @OcaCase("TC_L_11")
    void aSecondRequestIsRefused(Lab lab) {
        try (var play = lab.booted201()) {
            var first = updated(play, "", "Accepted");
            first.says("Downloading");
            var second = updated(play, "", "Rejected");
            second.shown("refused", "");
            first.shown("running", "Downloading");
            first.says("Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            first.reboots("Installed");
            second.shown("refused", "");
        }
    }

    @OcaCase("TC_L_13")
    void anUpdateWaitsForATransaction(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            var update = updated(charging.play(), "", "Accepted");
            update.says("DownloadScheduled");
            status201(charging.station(), 2, "Unavailable");
            charging.tx().stopAuthorized();
            charging.tx().unplugged("");
            charging.assertEnded();
            update.says("Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting");
            update.reboots("Installed");
        }
    }
}

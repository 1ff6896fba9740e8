package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, N01: logs. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201LogTest {
    private static final String LOCATION = "https://uploads.example.com/logs/";

    @OcaCase("TC_N_25")
    void diagnosticsLog(Lab lab) {
        fetched(lab, "DiagnosticsLog");
    }

    @OcaCase("TC_N_35")
    void securityLog(Lab lab) {
        fetched(lab, "SecurityLog");
    }

    private static void fetched(Lab lab, String logType) {
        try (var play = lab.booted201()) {
            int requestId = asked(play, logType, "Accepted");
            says(play, "Uploading", requestId);
            shown(play, requestId, "running", "Uploading");
            says(play, "Uploaded", requestId);
            shown(play, requestId, "done", "Uploaded");
        }
    }

    @OcaCase("TC_N_34")
    void theLogIsRefused(Lab lab) {
        try (var play = lab.booted201()) {
            int requestId = asked(play, "DiagnosticsLog", "Rejected");
            shown(play, requestId, "refused", "");
        }
    }

    @OcaCase("TC_N_36")
    void aSecondRequestReplacesTheFirst(Lab lab) {
        try (var play = lab.booted201()) {
            int first = asked(play, "DiagnosticsLog", "Accepted");
            says(play, "Uploading", first);
            int second = asked(play, "DiagnosticsLog", "AcceptedCanceled");
            assertThat(second).isNotEqualTo(first);
            says(play, "AcceptedCanceled", first);
            says(play, "Uploading", second);
            says(play, "Uploaded", second);
            shown(play, first, "cancelled", "AcceptedCanceled");
            shown(play, second, "done", "Uploaded");
        }
    }

    private static int asked(Lab.Play play, String logType, String answer) {
        var asked = play.command("""
                {"type":"GetLog","logType":"%s","location":"%s"}""".formatted(logType, LOCATION));
        CallFromCsms call = play.station().expect("GetLog");
        assertThat(call.payload().get("logType").asString()).isEqualTo(logType);
        assertThat(call.payload().get("log").get("remoteLocation").asString()).isEqualTo(LOCATION);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        return call.payload().get("requestId").asInt();
    }

    private static void says(Lab.Play play, String status, int requestId) {
        JsonNode answer = play.station()
                .call("LogStatusNotification", "{\"status\":\"" + status + "\",\"requestId\":" + requestId + "}");
        assertThat(answer.isEmpty()).isTrue();
    }

    private static void shown(Lab.Play play, int requestId, String state, String status) {
        for (JsonNode job : play.shown("/log-jobs").get("items")) {
            if (job.get("requestId").asInt() != requestId) continue;
            assertThat(job.get("state").asString()).as("%s", job).isEqualTo(state);
            assertThat(job.path("status").asString("")).isEqualTo(status);
            return;
        }
        throw new AssertionError("no job " + requestId);
    }
}

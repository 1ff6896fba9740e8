package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block B: restarts of the station and of one EVSE. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ResetTest {
    @OcaCase("TC_B_20")
    void resetAnIdleStationOnIdle(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = reset(play, "OnIdle", "", "Accepted");
            assertThat(asked.get("status").asString()).isEqualTo("Accepted");
            try (var again = play.reconnected()) {
                boot201(again.station(), "RemoteReset");
                lab.operator()
                        .await(
                                "/commands/" + asked.get("id").asString(),
                                shown -> shown.path("effect")
                                        .path("state")
                                        .asString()
                                        .equals("seen"));
            }
        }
    }

    @OcaCase("TC_B_21")
    void resetOnIdleDuringATransaction(Lab lab) {
        try (var charging = charging(lab)) {
            var asked = reset(charging.play(), "OnIdle", "", "Scheduled");
            assertThat(asked.get("status").asString()).isEqualTo("Scheduled");
            stopByToken(charging);
            try (var again = charging.play().reconnected()) {
                boot201(again.station(), "ScheduledReset");
            }
            charging.assertEnded();
        }
    }

    @OcaCase("TC_B_22")
    void resetImmediatelyDuringATransaction(Lab lab) {
        try (var charging = charging(lab)) {
            reset(charging.play(), "Immediate", "", "Accepted");
            endedByReset(charging);
            try (var again = charging.play().reconnected()) {
                again.station().call("BootNotification", """
                        {"reason":"RemoteReset","chargingStation":{"model":"Two","vendorName":"Acme"}}""");
                status201(again.station(), 1, "Occupied");
                status201(again.station(), 2, "Available");
            }
            charging.assertEnded();
        }
    }

    @OcaCase("TC_B_25")
    void resetOneIdleEvse(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = reset(play, "OnIdle", ",\"evse\":1", "Accepted");
            assertThat(asked.get("status").asString()).isEqualTo("Accepted");
            assertThat(asked.path("effect").path("state").asString("none")).isNotEqualTo("awaited");
        }
    }

    @OcaCase("TC_B_26")
    void resetOneEvseOnIdleDuringATransaction(Lab lab) {
        try (var charging = charging(lab)) {
            var asked = reset(charging.play(), "OnIdle", ",\"evse\":1", "Scheduled");
            assertThat(asked.get("status").asString()).isEqualTo("Scheduled");
            stopByToken(charging);
            charging.assertEnded();
        }
    }

    @OcaCase("TC_B_27")
    void resetOneEvseImmediatelyDuringATransaction(Lab lab) {
        try (var charging = charging(lab)) {
            reset(charging.play(), "Immediate", ",\"evse\":1", "Accepted");
            endedByReset(charging);
            charging.assertEnded();
        }
    }

    private static void stopByToken(Ocpp201.Charging charging) {
        JsonNode answer = charging.tx().event("Updated", "StopAuthorized", "", Ocpp201.token(charging.idToken()));
        assertThat(Ocpp201.idTokenInfo(answer)).isEqualTo("Accepted");
        charging.tx().unplugged("");
    }

    private static void endedByReset(Ocpp201.Charging charging) {
        charging.tx().event("Ended", "ResetCommand", ",\"stoppedReason\":\"ImmediateReset\"", "");
    }

    private static JsonNode reset(Lab.Play play, String how, String evse, String answer) {
        var asked = play.command("{\"type\":\"Reset\",\"how\":\"" + how + "\"" + evse + "}");
        CallFromCsms call = play.station().expect("Reset");
        assertThat(call.payload().get("type").asString()).isEqualTo(how);
        if (evse.isEmpty()) assertThat(call.payload().has("evseId")).isFalse();
        else assertThat(call.payload().get("evseId").asInt()).isEqualTo(1);
        call.answer("{\"status\":\"" + answer + "\"}");
        return asked.result();
    }
}

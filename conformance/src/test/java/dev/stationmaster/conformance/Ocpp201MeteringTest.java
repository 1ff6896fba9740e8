package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Charging;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block J: clock-aligned, sampled and signed meter values. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201MeteringTest {
    private static final String SIGNED = """
            ,"signedMeterValue":{"signedMeterData":"U0lHTkVE","signingMethod":"ECDSA-secp256r1","encodingMethod":"OCMF","publicKey":""}""";

    @OcaCase("TC_J_01")
    void clockAlignedValuesOfAnIdleStation(Lab lab) {
        try (var play = lab.booted201()) {
            for (int round = 0; round < 3; round++) {
                for (int evse = 0; evse <= 2; evse++) clockAligned(play, evse, 1000 + round);
            }
            for (int evse = 0; evse <= 2; evse++)
                assertThat(play.shown("/readings?evse=" + evse).get("items").size())
                        .isEqualTo(3);
            assertThat(play.transactions().size()).isZero();
        }
    }

    @OcaCase("TC_J_02")
    void clockAlignedValuesWhileCharging(Lab lab) {
        try (var charging = charging(lab)) {
            clockAligned(charging.play(), 0, 1000);
            clockAligned(charging.play(), 2, 1000);
            charging.tx().event("Updated", "MeterValueClock", "", register("Sample.Clock", 1200));
            charging.tx().event("Updated", "MeterValueClock", "", register("Sample.Clock", 1400));
            assertThat(readings(charging.play()).size()).isEqualTo(2);
        }
    }

    private static void clockAligned(Lab.Play play, int evse, int energyWh) {
        JsonNode answer = play.station().call("MeterValues", """
                {"evseId":%d,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":%d,"context":"Sample.Clock"}]}]}""".formatted(evse, Times.now(), energyWh));
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_J_03")
    void clockAlignedValuesAtTheEnd(Lab lab) {
        assertThat(ended(lab, "Sample.Clock", "").toString()).doesNotContain("signedMeterData");
    }

    @OcaCase("TC_J_04")
    void clockAlignedSignedValues(Lab lab) {
        assertThat(ended(lab, "Sample.Clock", SIGNED).toString()).contains("U0lHTkVE", "ECDSA-secp256r1");
    }

    @OcaCase("TC_J_10")
    void sampledValuesAtTheEnd(Lab lab) {
        assertThat(ended(lab, "Sample.Periodic", "").toString()).doesNotContain("signedMeterData");
    }

    @OcaCase("TC_J_11")
    void sampledSignedValues(Lab lab) {
        assertThat(ended(lab, "Sample.Periodic", SIGNED).toString()).contains("U0lHTkVE", "OCMF");
    }

    /** Charging, stopped, unplugged, with three values in Ended; gives the readings that are shown. */
    private static JsonNode ended(Lab lab, String context, String signed) {
        try (var charging = charging(lab)) {
            charging.tx().stopAuthorized();
            charging.tx().event("Updated", "ChargingStateChanged", ",\"chargingState\":\"EVConnected\"", "");
            status201(charging.station(), 1, "Available");
            charging.tx().unplugged("""
                    ,"meterValue":[
                      {"timestamp":"%s","sampledValue":[{"value":1000,"context":"%s"%s}]},
                      {"timestamp":"%s","sampledValue":[{"value":1500,"context":"%s"%s}]},
                      {"timestamp":"%s","sampledValue":[{"value":2000,"context":"Transaction.End"%s}]}]""".formatted(
                            Times.ago(Duration.ofMinutes(2)),
                            context,
                            signed,
                            Times.ago(Duration.ofMinutes(1)),
                            context,
                            signed,
                            Times.now(),
                            signed));
            charging.assertEnded();
            JsonNode shown = readings(charging.play());
            assertThat(shown.size()).isEqualTo(3);
            return shown;
        }
    }

    @OcaCase("TC_J_07")
    void theBeginValueInStarted(Lab lab) {
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            Tx.on(play.station())
                    .event(
                            "Started",
                            "CablePluggedIn",
                            ",\"chargingState\":\"EVConnected\"",
                            evse(1) + register("Transaction.Begin", 5000));
            assertThat(play.transaction().get("startEnergyWh").decimalValue()).isEqualByComparingTo("5000");
        }
    }

    @OcaCase("TC_J_08")
    void theBeginValueArrivesLater(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            Tx tx = Tx.on(play.station());
            assertThat(idTokenInfo(tx.event("Started", "Authorized", "", token(idToken))))
                    .isEqualTo("Accepted");
            tx.event(
                    "Updated",
                    "CablePluggedIn",
                    ",\"chargingState\":\"EVConnected\"",
                    evse(1) + register("Transaction.Begin", 7000));
            tx.charging();
            assertThat(play.transaction().get("startEnergyWh").decimalValue()).isEqualByComparingTo("7000");
        }
    }

    @OcaCase("TC_J_09")
    void sampledValuesWhileCharging(Lab lab) {
        try (Charging charging = charging(lab)) {
            for (int energyWh = 1000; energyWh <= 3000; energyWh += 1000)
                charging.tx().event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", energyWh));
            assertThat(readings(charging.play()).size()).isEqualTo(3);
        }
    }

    private static JsonNode readings(Lab.Play play) {
        String id = play.transaction().get("id").asString();
        return play.lab().operator().get("/transactions/" + id + "/readings").get("items");
    }
}

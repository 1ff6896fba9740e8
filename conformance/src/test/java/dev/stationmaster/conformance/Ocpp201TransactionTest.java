package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block E: every way to start and stop. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201TransactionTest {
    @OcaCase("TC_E_01")
    void startsWhenThePowerPathCloses(Lab lab) {
        try (var play = lab.booted201()) {
            Tx tx = startedLate(lab, play, "ChargingStateChanged", "SuspendedEVSE", "");
            tx.charging();
            assertChargingState(play, "Charging");
        }
    }

    @OcaCase("TC_E_02")
    void startsWithTheEnergyTransfer(Lab lab) {
        try (var play = lab.booted201()) {
            startedLate(lab, play, "ChargingStateChanged", "Charging", "");
            assertChargingState(play, "Charging");
        }
    }

    @OcaCase("TC_E_11")
    void startsWithSignedData(Lab lab) {
        try (var play = lab.booted201()) {
            String signed = """
                    ,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":0.0,"context":"Transaction.Begin","signedMeterValue":
                      {"signedMeterData":"T0NNRnx7fXx7fQ==","signingMethod":"ECDSA","encodingMethod":"OCMF","publicKey":"AQID"}}]}]""".formatted(Times.now());
            Tx tx = startedLate(lab, play, "SignedDataReceived", "EVConnected", signed);
            tx.charging();
            JsonNode readings = lab.operator()
                    .get("/transactions/" + play.transaction().get("id").asString() + "/readings")
                    .get("items");
            assertThat(readings.toString()).contains("T0NNRnx7fXx7fQ==", "AQID");
        }
    }

    /** Authorize, Occupied, then Started with token and EVSE. */
    private static Tx startedLate(Lab lab, Lab.Play play, String trigger, String state, String more) {
        String idToken = lab.validToken();
        assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
        status201(play.station(), 1, "Occupied");
        Tx tx = Tx.on(play.station());
        JsonNode answer =
                tx.event("Started", trigger, ",\"chargingState\":\"" + state + "\"", evse(1) + token(idToken) + more);
        assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        assertThat(play.transaction().get("idToken").get("idToken").asString()).isEqualTo(idToken);
        return tx;
    }

    @OcaCase("TC_E_03")
    void localStartCableFirst(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            Tx tx = cableFirst(play);
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            assertThat(idTokenInfo(tx.event("Updated", "Authorized", "", token(idToken))))
                    .isEqualTo("Accepted");
            tx.charging();
            assertThat(play.transaction().get("idToken").get("idToken").asString())
                    .isEqualTo(idToken);
        }
    }

    @OcaCase("TC_E_04")
    void localStartAuthorizationFirst(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode transaction = charging.play().transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("open");
            assertThat(transaction.get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            assertThat(transaction.get("evse").asInt()).isEqualTo(1);
        }
    }

    @OcaCase("TC_E_07")
    void stopPointPowerPathClosed(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().event("Ended", "StopAuthorized", ",\"stoppedReason\":\"Local\"", "");
            charging.assertEnded();
        }
    }

    @OcaCase("TC_E_08")
    void stopPointEnergyTransferAfterALocalStop(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().stopAuthorized();
            charging.tx()
                    .event(
                            "Ended",
                            "ChargingStateChanged",
                            ",\"chargingState\":\"EVConnected\",\"stoppedReason\":\"Local\"",
                            "");
            charging.assertEnded();
        }
    }

    @OcaCase("TC_E_09")
    void startPointEvConnected(Lab lab) {
        try (var play = lab.booted201()) {
            cableFirst(play);
            assertThat(play.transaction().path("idToken").path("idToken").asString(""))
                    .isEmpty();
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }
    }

    private static Tx cableFirst(Lab.Play play) {
        status201(play.station(), 1, "Occupied");
        Tx tx = Tx.on(play.station());
        JsonNode answer = tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
        assertThat(answer.has("idTokenInfo")).isFalse();
        return tx;
    }

    @OcaCase("TC_E_10")
    void startPointAuthorized(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            assertThat(idTokenInfo(Tx.on(play.station()).event("Started", "Authorized", "", token(idToken))))
                    .isEqualTo("Accepted");
            assertThat(play.transaction().has("evse")).isFalse();
        }
    }

    @OcaCase("TC_E_12")
    void startPointParkingBayOccupancy(Lab lab) {
        try (var play = lab.booted201()) {
            Tx.on(play.station()).event("Started", "EVDetected", "", "");
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }
    }

    @OcaCase("TC_E_14")
    void stopPointEvConnectedUnpluggedAtTheStation(Lab lab) {
        try (var charging = charging(lab)) {
            charging.finish();
        }
    }

    @OcaCase("TC_E_15")
    void stopPointAuthorized(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().event("Ended", "StopAuthorized", ",\"stoppedReason\":\"Local\"", "");
            charging.assertEnded();
            assertThat(charging.play().transaction().get("stopReason").asString())
                    .isEqualTo("Local");
        }
    }

    @OcaCase("TC_E_16")
    void anInvalidTokenIsDeauthorizedAndRecorded(Lab lab) {
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station());
            assertThat(idTokenInfo(tx.event("Started", "Authorized", "", token(lab.unknownToken()))))
                    .isIn("Invalid", "Unknown");
            tx.event("Ended", "Deauthorized", ",\"stoppedReason\":\"DeAuthorized\"", "");
            assertThat(play.transaction().get("stopReason").asString()).isEqualTo("DeAuthorized");
        }
    }

    @OcaCase("TC_E_17")
    void deauthorizedByUnpluggingAtTheCar(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().event("Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            charging.tx().unplugged("");
            charging.assertEnded();
        }
    }

    @OcaCase("TC_E_19")
    void aSecondEndedOfTheSameTransactionIsAnswered(Lab lab) {
        try (var charging = charging(lab)) {
            charging.finish();
            charging.tx().event("Ended", "EVDeparted", ",\"stoppedReason\":\"Local\"", "");
            charging.assertEnded();
            assertThat(charging.play().transaction().get("stopReason").asString())
                    .isEqualTo("EVDisconnected");
        }
    }

    @OcaCase("TC_E_20")
    void stopPointEvConnectedUnpluggedAtTheCar(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().event("Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            charging.finish();
        }
    }

    @OcaCase("TC_E_21")
    void stoppedByTheOperator(Lab lab) {
        try (var charging = charging(lab)) {
            String id = charging.play().transaction().get("id").asString();
            var asked = charging.play().command("""
                    {"type":"RemoteStop","transaction":"%s"}""".formatted(id));
            CallFromCsms call = charging.station().expect("RequestStopTransaction");
            assertThat(call.payload().get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            call.answer("{\"status\":\"Accepted\"}");
            charging.tx().event("Ended", "RemoteStop", ",\"stoppedReason\":\"Remote\"", "");
            assertThat(asked.status()).isEqualTo("Accepted");
            charging.assertEnded();
        }
    }

    @OcaCase("TC_E_22")
    void stopPointEnergyTransferTheCarSuspends(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx()
                    .event(
                            "Ended",
                            "ChargingStateChanged",
                            ",\"chargingState\":\"SuspendedEV\",\"stoppedReason\":\"StoppedByEV\"",
                            "");
            charging.assertEnded();
        }
    }

    @OcaCase("TC_E_26")
    void aCableLostAtTheCarOnlySuspends(Lab lab) {
        try (var charging = charging(lab)) {
            charging.tx().event("Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            charging.tx().event("Updated", "EVCommunicationLost", ",\"chargingState\":\"Idle\"", "");
            status201(charging.station(), 1, "Available");
            charging.assertOpen();
            charging.tx().event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", "");
            charging.tx().charging();
            charging.assertOpen();
            assertChargingState(charging.play(), "Charging");
        }
    }

    @OcaCase("TC_E_38")
    void theCarIsNotReadyAfterAuthorization(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            Tx tx = Tx.on(play.station());
            assertThat(idTokenInfo(tx.event("Started", "Authorized", "", token(idToken))))
                    .isEqualTo("Accepted");
            status201(play.station(), 1, "Occupied");
            tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            tx.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            assertChargingState(play, "SuspendedEV");
        }
    }

    @OcaCase("TC_E_39")
    void authorizedButNoCableInTime(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            Tx tx = Tx.on(play.station());
            assertThat(idTokenInfo(tx.event("Started", "Authorized", "", token(idToken))))
                    .isEqualTo("Accepted");
            tx.event("Ended", "EVConnectTimeout", ",\"stoppedReason\":\"Timeout\"", "");
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().has("evse")).isFalse();
        }
    }

    @OcaCase("TC_E_53")
    void theNumbersOfEventsStartAgainForEachTransaction(Lab lab) {
        try (var first = charging(lab)) {
            first.finish();
            var second = charging(first.play(), lab.validToken());
            assertThat(second.tx().id()).isNotEqualTo(first.tx().id());
            JsonNode all = first.play().transactions();
            assertThat(all.size()).isEqualTo(2);
            assertThat(all.get(0).get("state").asString()).isEqualTo("open");
            assertThat(all.get(1).get("state").asString()).isEqualTo("ended");
        }
    }

    private static void assertChargingState(Lab.Play play, String state) {
        assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        assertThat(play.transaction().get("chargingState").asString()).isEqualTo(state);
    }
}

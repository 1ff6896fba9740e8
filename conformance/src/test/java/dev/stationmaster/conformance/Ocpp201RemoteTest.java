package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block F: starts from afar, unlocking, triggers. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201RemoteTest {
    @OcaCase("TC_F_01")
    void remoteStartWithTheCableIn(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            Tx tx = Tx.on(play.station());
            tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            var asked = remoteStart(play, idToken);
            CallFromCsms call = expectStart(play, idToken);
            int remoteStartId = call.payload().get("remoteStartId").asInt();
            call.answer("{\"status\":\"Accepted\",\"transactionId\":\"" + tx.id() + "\"}");
            JsonNode answer = tx.event("Updated", "RemoteStart", ",\"remoteStartId\":" + remoteStartId, token(idToken));
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
            tx.charging();
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(play.transaction().get("remoteStartId").asInt()).isEqualTo(remoteStartId);
            assertEffectSeen(lab, asked);
        }
    }

    @OcaCase("TC_F_02")
    void remoteStartFirstAndTheStationAsksAgain(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            var asked = remoteStart(play, idToken);
            CallFromCsms call = expectStart(play, idToken);
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
            startedRemotely(play, idToken, call.payload().get("remoteStartId").asInt());
            assertThat(asked.status()).isEqualTo("Accepted");
            assertEffectSeen(lab, asked);
        }
    }

    @OcaCase("TC_F_03")
    void remoteStartFirstAndTheStationDoesNotAskAgain(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            var asked = remoteStart(play, idToken);
            CallFromCsms call = expectStart(play, idToken);
            call.answer("{\"status\":\"Accepted\"}");
            startedRemotely(play, idToken, call.payload().get("remoteStartId").asInt());
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }

    @OcaCase("TC_F_04")
    void remoteStartAndTheCableIsNeverPluggedIn(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            remoteStart(play, idToken);
            expectStart(play, idToken).answer("{\"status\":\"Accepted\"}");
            Tx tx = Tx.on(play.station());
            // A remoteStartId that nobody here gave must not do harm.
            tx.event("Started", "RemoteStart", ",\"remoteStartId\":2000000000", token(idToken));
            tx.event("Updated", "EVConnectTimeout", "", "");
            assertThat(play.transaction().get("transactionId").asString()).isEqualTo(tx.id());
        }
    }

    private static Operator.Pending remoteStart(Lab.Play play, String idToken) {
        return play.command("""
                {"type":"RemoteStart","idToken":{"idToken":"%s","type":"ISO14443"},"evse":1}""".formatted(idToken));
    }

    private static CallFromCsms expectStart(Lab.Play play, String idToken) {
        CallFromCsms call = play.station().expect("RequestStartTransaction");
        assertThat(call.payload().get("idToken").get("idToken").asString()).isEqualTo(idToken);
        assertThat(call.payload().get("idToken").get("type").asString()).isEqualTo("ISO14443");
        return call;
    }

    private static void startedRemotely(Lab.Play play, String idToken, int remoteStartId) {
        Tx tx = Tx.on(play.station());
        JsonNode answer = tx.event("Started", "RemoteStart", ",\"remoteStartId\":" + remoteStartId, token(idToken));
        assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        status201(play.station(), 1, "Occupied");
        tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
        tx.charging();
        assertThat(play.transaction().get("remoteStartId").asInt()).isEqualTo(remoteStartId);
    }

    private static void assertEffectSeen(Lab lab, Operator.Pending asked) {
        lab.operator()
                .await(
                        "/commands/" + asked.result().get("id").asString(),
                        shown -> shown.path("effect").path("state").asString().equals("seen"));
    }

    @OcaCase("TC_F_06")
    void unlockAConnector(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"UnlockConnector","evse":2,"connector":1}""");
            CallFromCsms call = play.station().expect("UnlockConnector");
            assertThat(call.payload().get("evseId").asInt()).isEqualTo(2);
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
            call.answer("{\"status\":\"Unlocked\"}");
            assertThat(asked.status()).isEqualTo("Unlocked");
        }
    }

    @OcaCase("TC_F_11")
    void triggerMeterValuesOfOneEvse(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "MeterValues", ",\"evse\":1", "Accepted");
            meterValues(play, 1);
        }
    }

    @OcaCase("TC_F_12")
    void triggerMeterValuesOfAllEvses(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "MeterValues", "", "Accepted");
            meterValues(play, 1);
            meterValues(play, 2);
        }
    }

    private static void meterValues(Lab.Play play, int evse) {
        JsonNode answer = play.station().call("MeterValues", """
                {"evseId":%d,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":1000,"context":"Trigger"}]}]}""".formatted(evse, Times.now()));
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_F_13")
    void triggerTheTransactionEventOfOneEvse(Lab lab) {
        try (var charging = charging(lab)) {
            trigger(charging.play(), "TransactionEvent", ",\"evse\":1", "Accepted");
            charging.tx()
                    .event(
                            "Updated",
                            "Trigger",
                            ",\"chargingState\":\"Charging\"",
                            evse(1) + register("Trigger", 1500));
            charging.assertOpen();
        }
    }

    @OcaCase("TC_F_14")
    void triggerTheTransactionEventsOfAllEvses(Lab lab) {
        try (var charging = charging(lab)) {
            trigger(charging.play(), "TransactionEvent", "", "Accepted");
            charging.tx().event("Updated", "Trigger", ",\"chargingState\":\"Charging\"", register("Trigger", 1500));
            charging.assertOpen();
            assertThat(charging.play().transaction().get("evse").asInt()).isEqualTo(1);
        }
    }

    @OcaCase("TC_F_15")
    void triggerTheLogStatus(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "LogStatusNotification", "", "Accepted");
            assertThat(play.station()
                            .call("LogStatusNotification", "{\"status\":\"Idle\"}")
                            .isEmpty())
                    .isTrue();
        }
    }

    @OcaCase("TC_F_18")
    void triggerTheFirmwareStatus(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "FirmwareStatusNotification", "", "Accepted");
            assertThat(play.station()
                            .call("FirmwareStatusNotification", "{\"status\":\"Idle\"}")
                            .isEmpty())
                    .isTrue();
        }
    }

    @OcaCase("TC_F_20")
    void triggerAHeartbeat(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "Heartbeat", "", "Accepted");
            assertThat(play.station().call("Heartbeat", "{}").get("currentTime").asString())
                    .endsWith("Z");
        }
    }

    @OcaCase("TC_F_23")
    void triggerTheStateOfAnAvailableConnector(Lab lab) {
        try (var play = lab.booted201()) {
            triggerStatus(play);
            status201(play.station(), 1, "Available");
        }
    }

    @OcaCase("TC_F_24")
    void triggerTheStateOfAnOccupiedConnector(Lab lab) {
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            triggerStatus(play);
            status201(play.station(), 1, "Occupied");
        }
    }

    private static void triggerStatus(Lab.Play play) {
        CallFromCsms call = trigger(play, "StatusNotification", ",\"evse\":1,\"connector\":1", "Accepted");
        assertThat(call.payload().get("evse").get("connectorId").asInt()).isEqualTo(1);
    }

    @OcaCase("TC_F_27")
    void aTriggerThatIsNotImplemented(Lab lab) {
        try (var play = lab.booted201()) {
            trigger(play, "LogStatusNotification", "", "NotImplemented");
            play.station().call("Heartbeat", "{}");
        }
    }

    private static CallFromCsms trigger(Lab.Play play, String message, String place, String answer) {
        var asked = play.command("{\"type\":\"TriggerMessage\",\"message\":\"" + message + "\"" + place + "}");
        CallFromCsms call = play.station().expect("TriggerMessage");
        assertThat(call.payload().get("requestedMessage").asString()).isEqualTo(message);
        if (place.isEmpty()) assertThat(call.payload().has("evse")).isFalse();
        else assertThat(call.payload().get("evse").get("id").asInt()).isEqualTo(1);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        return call;
    }
}

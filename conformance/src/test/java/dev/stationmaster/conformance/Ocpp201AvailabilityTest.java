package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block G: in and out of service; and vendor data of block P. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201AvailabilityTest {
    private static final String STATION = "";
    private static final String EVSE = ",\"evse\":1";
    private static final String CONNECTOR = ",\"evse\":1,\"connector\":1";

    @OcaCase("TC_G_03")
    void anEvseOutOfService(Lab lab) {
        idle(lab, EVSE, false);
    }

    @OcaCase("TC_G_04")
    void anEvseBackInService(Lab lab) {
        idle(lab, EVSE, true);
    }

    @OcaCase("TC_G_05")
    void theStationOutOfService(Lab lab) {
        idle(lab, STATION, false);
    }

    @OcaCase("TC_G_06")
    void theStationBackInService(Lab lab) {
        idle(lab, STATION, true);
    }

    @OcaCase("TC_G_07")
    void aConnectorOutOfService(Lab lab) {
        idle(lab, CONNECTOR, false);
    }

    @OcaCase("TC_G_08")
    void aConnectorBackInService(Lab lab) {
        idle(lab, CONNECTOR, true);
    }

    private static void idle(Lab lab, String place, boolean back) {
        try (var play = lab.booted201()) {
            change(play, false, place, "Accepted");
            report(play, place, "Unavailable");
            if (back) {
                change(play, true, place, "Accepted");
                report(play, place, "Available");
            }
            assertThat(state(play, 1)).isEqualTo(back ? "Available" : "Unavailable");
        }
    }

    private static void report(Lab.Play play, String place, String state) {
        status201(play.station(), 1, state);
        if (place.equals(STATION)) status201(play.station(), 2, state);
    }

    @OcaCase("TC_G_11")
    void anEvseOutOfServiceWhileCharging(Lab lab) {
        busy(lab, EVSE);
    }

    @OcaCase("TC_G_14")
    void theStationOutOfServiceWhileCharging(Lab lab) {
        busy(lab, STATION);
    }

    @OcaCase("TC_G_17")
    void aConnectorOutOfServiceWhileCharging(Lab lab) {
        busy(lab, CONNECTOR);
    }

    private static void busy(Lab lab, String place) {
        try (var charging = charging(lab)) {
            change(charging.play(), false, place, "Scheduled");
            if (place.equals(STATION)) status201(charging.station(), 2, "Unavailable");
            charging.finish();
            status201(charging.station(), 1, "Unavailable");
            assertThat(state(charging.play(), 1)).isEqualTo("Unavailable");
        }
    }

    private static void change(Lab.Play play, boolean operational, String place, String answer) {
        var asked = play.command("{\"type\":\"ChangeAvailability\",\"operational\":" + operational + place + "}");
        CallFromCsms call = play.station().expect("ChangeAvailability");
        JsonNode sent = call.payload();
        assertThat(sent.get("operationalStatus").asString()).isEqualTo(operational ? "Operative" : "Inoperative");
        if (place.equals(STATION)) assertThat(sent.has("evse")).isFalse();
        else assertThat(sent.get("evse").get("id").asInt()).isEqualTo(1);
        if (place.equals(EVSE)) assertThat(sent.get("evse").has("connectorId")).isFalse();
        if (place.equals(CONNECTOR))
            assertThat(sent.get("evse").get("connectorId").asInt()).isEqualTo(1);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        assertThat(asked.result().get("state").asString()).isEqualTo("answered");
    }

    private static String state(Lab.Play play, int evse) {
        for (JsonNode connector : play.shown("/connectors").get("items")) {
            if (connector.get("evse").asInt() == evse)
                return connector.get("status").asString();
        }
        throw new AssertionError("no connector of EVSE " + evse);
    }

    @OcaCase("TC_G_20")
    void aConnectorLockFailureIsShown(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("NotifyEvent", """
                    {"generatedAt":"%s","seqNo":0,"eventData":[{"eventId":7,"timestamp":"%s","trigger":"Delta","actualValue":"true",
                      "component":{"name":"ConnectorPlugRetentionLock","evse":{"id":1,"connectorId":1}},"variable":{"name":"Problem"},
                      "eventNotificationType":"HardWiredNotification"}]}""".formatted(Times.now(), Times.now()));
            assertThat(answer.isEmpty()).isTrue();
            JsonNode event = play.shown("/events").get("items").get(0);
            assertThat(event.get("component").asString()).isEqualTo("ConnectorPlugRetentionLock");
            assertThat(event.get("variable").asString()).isEqualTo("Problem");
            assertThat(event.get("value").asString()).isEqualTo("true");
        }
    }

    @OcaCase("TC_P_02")
    void vendorDataOfAnUnknownVendor(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("DataTransfer", """
                    {"vendorId":"com.example.nobody","messageId":"Ping","data":{"any":[1,2]}}""");
            assertThat(answer.get("status").asString()).isIn("UnknownVendorId", "UnknownMessageId", "Rejected");
        }
    }

    @OcaCase("TC_P_03")
    void customDataIsTolerated(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode status = play.station().call("StatusNotification", """
                    {"timestamp":"%s","connectorStatus":"Occupied","evseId":1,"connectorId":1,
                     "customData":{"vendorId":"com.example","more":{"deep":true}}}""".formatted(Times.now()));
            assertThat(status.isEmpty()).isTrue();
            play.station().call("TransactionEvent", """
                    {"eventType":"Started","timestamp":"%s","triggerReason":"CablePluggedIn","seqNo":0,
                     "transactionInfo":{"transactionId":"T-CUSTOM","customData":{"vendorId":"com.example","inner":1}},
                     "customData":{"vendorId":"com.example","outer":[1]}}""".formatted(Times.now()));
            assertThat(play.transaction().get("transactionId").asString()).isEqualTo("T-CUSTOM");
        }
    }
}

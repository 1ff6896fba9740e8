package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block D: local authorization list; and the cases of block C that lean on one. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201LocalListTest {
    @OcaCase("TC_C_40")
    void aSecondTokenOfTheGroupStopsByTheLocalList(Lab lab) {
        groupStop(lab, false);
    }

    @OcaCase("TC_C_43")
    void aSecondTokenThatTheListCallsInvalidIsAskedFor(Lab lab) {
        groupStop(lab, true);
    }

    private static void groupStop(Lab lab, boolean asked) {
        String group = "GROUP-" + lab.unknownToken();
        String first = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        String second = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            Tx tx = Tx.on(play.station());
            tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            assertAccepted(tx.event("Updated", "Authorized", "", token(first)), group);
            tx.charging();
            if (asked) assertAccepted(authorize(play.station(), second), group);
            assertAccepted(tx.event("Updated", "StopAuthorized", "", token(second)), group);
            tx.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"EVConnected\"", "");
            status201(play.station(), 1, "Available");
            tx.unplugged("");
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
        }
    }

    private static void assertAccepted(JsonNode answer, String group) {
        assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        assertThat(answer.get("idTokenInfo").get("groupIdToken").get("idToken").asString())
                .isEqualTo(group);
    }

    @OcaCase("TC_D_01")
    void aFullList(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            assertThat(version(play, 1).get("version").get("station").asInt()).isEqualTo(1);
            JsonNode sent = accepted(play, list("Full", entry(idToken)));
            assertThat(sent.get("updateType").asString()).isEqualTo("Full");
            assertThat(sent.get("versionNumber").asInt()).isGreaterThan(1);
            JsonNode entries = sent.get("localAuthorizationList");
            assertThat(entries.size()).isEqualTo(1);
            assertThat(entries.get(0).get("idToken").get("idToken").asString()).isEqualTo(idToken);
            assertThat(entries.get(0).get("idToken").get("type").asString()).isEqualTo("ISO14443");
            assertThat(entries.get(0).get("idTokenInfo").get("status").asString())
                    .isEqualTo("Accepted");
            assertHeld(play, sent, 1);
        }
    }

    @OcaCase("TC_D_02")
    void aDifferenceThatAdds(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            version(play, 1);
            JsonNode sent = accepted(play, list("Differential", entry(idToken)));
            assertThat(sent.get("updateType").asString()).isEqualTo("Differential");
            assertThat(sent.get("versionNumber").asInt()).isGreaterThan(1);
            assertThat(sent.get("localAuthorizationList").get(0).has("idTokenInfo"))
                    .isTrue();
            assertHeld(play, sent, 1);
        }
    }

    @OcaCase("TC_D_03")
    void aDifferenceThatRemoves(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            JsonNode full = accepted(play, list("Full", entry(idToken)));
            JsonNode sent = accepted(play, list("Differential", "{\"idToken\":\"" + idToken + "\",\"remove\":true}"));
            assertThat(sent.get("updateType").asString()).isEqualTo("Differential");
            assertThat(sent.get("versionNumber").asInt())
                    .isGreaterThan(full.get("versionNumber").asInt());
            JsonNode entry = sent.get("localAuthorizationList").get(0);
            assertThat(entry.get("idToken").get("idToken").asString()).isEqualTo(idToken);
            assertThat(entry.has("idTokenInfo")).isFalse();
            assertHeld(play, sent, 0);
        }
    }

    @OcaCase("TC_D_04")
    void aListIsEmptied(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            accepted(play, list("Full", entry(idToken)));
            JsonNode sent = accepted(play, list("Full", ""));
            assertThat(sent.get("updateType").asString()).isEqualTo("Full");
            assertThat(sent.get("versionNumber").asInt()).isPositive();
            assertThat(sent.has("localAuthorizationList")).isFalse();
            assertHeld(play, sent, 0);
        }
    }

    @OcaCase("TC_D_08")
    void theVersionIsShown(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(version(play, 7).get("version").get("station").asInt()).isEqualTo(7);
        }
    }

    @OcaCase("TC_D_09")
    void noListIsPresent(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode list = version(play, 0);
            assertThat(list.get("version").get("confirmed").asInt()).isZero();
            assertThat(list.get("state").asString()).isEqualTo("confirmed");
        }
    }

    private static JsonNode version(Lab.Play play, int version) {
        var asked = play.command("{\"type\":\"GetLocalListVersion\"}");
        play.station().expect("GetLocalListVersion").answer("{\"versionNumber\":" + version + "}");
        assertThat(asked.result()
                        .get("exchanges")
                        .get(0)
                        .get("response")
                        .get("versionNumber")
                        .asInt())
                .isEqualTo(version);
        return play.shown("/local-list");
    }

    private static String entry(String idToken) {
        return "{\"idToken\":\"" + idToken + "\"}";
    }

    private static String list(String updateType, String entries) {
        return "{\"type\":\"SendLocalList\",\"updateType\":\"" + updateType + "\",\"entries\":[" + entries + "]}";
    }

    private static JsonNode accepted(Lab.Play play, String command) {
        var asked = play.command(command);
        CallFromCsms call = play.station().expect("SendLocalList");
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload();
    }

    private static void assertHeld(Lab.Play play, JsonNode sent, int entries) {
        JsonNode list = play.shown("/local-list?limit=500");
        assertThat(list.get("version").get("confirmed").asInt())
                .isEqualTo(sent.get("versionNumber").asInt());
        int held = 0;
        for (JsonNode entry : list.get("entries")) if (entry.has("held")) held++;
        assertThat(held).isEqualTo(entries);
    }

    @Test
    void anAnswerThatWasLostIsAskedFor(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            var asked = play.command("{\"type\":\"SendLocalList\",\"updateType\":\"Full\",\"version\":12,"
                    + "\"timeoutSeconds\":1,\"entries\":[" + entry(idToken) + "]}");
            play.station().expect("SendLocalList");
            CallFromCsms question = play.station().expect("GetLocalListVersion");
            assertThat(asked.result().get("state").asString()).isEqualTo("failed");
            assertThat(play.shown("/local-list").get("unanswered").asBoolean()).isTrue();
            question.answer("{\"versionNumber\":12}");
            JsonNode list = lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/local-list",
                            shown -> !shown.get("unanswered").asBoolean());
            assertThat(list.get("version").get("confirmed").asInt()).isEqualTo(12);
            assertThat(list.get("state").asString()).isEqualTo("confirmed");
        }
    }

    @Test
    void aStationThatDoesNotKnowTheMessageKeepsNoList(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("{\"type\":\"SyncLocalList\"}");
            play.station().expect("GetLocalListVersion").refuse("NotSupported", "no lists here");
            assertThat(asked.result().get("state").asString()).isEqualTo("failed");
            assertThat(play.shown("/local-list").get("state").asString()).isEqualTo("notSupported");
        }
    }
}

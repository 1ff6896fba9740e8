package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6: local authorization list. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16LocalListTest {
    @OcaCase("TC_042_1")
    void aStationWithoutList(Lab lab) {
        try (var play = lab.booted16()) {
            assertThat(version(play, -1).get("state").asString()).isEqualTo("notSupported");
        }
    }

    @OcaCase("TC_042_2")
    void anEmptyList(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode list = version(play, 0);
            assertThat(list.get("state").asString()).isEqualTo("confirmed");
            assertThat(list.get("version").get("confirmed").asInt()).isZero();
        }
    }

    private static JsonNode version(Lab.Play play, int version) {
        var asked = play.command("{\"type\":\"GetLocalListVersion\"}");
        CallFromCsms call = play.station().expect("GetLocalListVersion");
        assertThat(call.payload().isEmpty()).isTrue();
        call.answer("{\"listVersion\":" + version + "}");
        JsonNode response = asked.result().get("exchanges").get(0).get("response");
        assertThat(response.get("listVersion").asInt()).isEqualTo(version);
        JsonNode list = play.shown("/local-list");
        assertThat(list.get("version").get("station").asInt()).isEqualTo(version);
        return list;
    }

    @OcaCase("TC_043_1")
    void aListThatIsNotSupported(Lab lab) {
        refused(lab, "NotSupported");
    }

    @OcaCase("TC_043_3")
    void aListThatFails(Lab lab) {
        refused(lab, "Failed");
    }

    private static void refused(Lab lab, String answer) {
        String first = lab.validToken();
        try (var play = lab.booted16()) {
            int held = full(play, first);
            var asked = play.command(list("Full", lab.validToken()));
            CallFromCsms call = play.station().expect("SendLocalList");
            assertThat(call.payload().get("updateType").asString()).isEqualTo("Full");
            call.answer("{\"status\":\"" + answer + "\"}");
            assertThat(asked.status()).isEqualTo(answer);
            JsonNode version = play.shown("/local-list").get("version");
            assertThat(version.get("confirmed").asInt()).isEqualTo(held);
            assertThat(held(play)).containsExactly(first);
        }
    }

    @OcaCase("TC_043_4")
    void aFullList(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            int version = full(play, idTag);
            JsonNode list = play.shown("/local-list");
            assertThat(list.get("version").get("confirmed").asInt()).isEqualTo(version);
            assertThat(list.get("state").asString()).isEqualTo("confirmed");
            assertThat(held(play)).containsExactly(idTag);
        }
    }

    @OcaCase("TC_043_5")
    void aDifference(Lab lab) {
        String first = lab.validToken();
        String second = lab.validToken();
        try (var play = lab.booted16()) {
            int version = full(play, first);
            var asked = play.command(list("Differential", second));
            CallFromCsms call = play.station().expect("SendLocalList");
            JsonNode sent = call.payload();
            assertThat(sent.get("updateType").asString()).isEqualTo("Differential");
            assertThat(sent.get("listVersion").asInt()).isGreaterThan(version);
            assertThat(sent.get("localAuthorizationList").size()).isEqualTo(1);
            assertEntry(sent.get("localAuthorizationList").get(0), second);
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(held(play)).containsExactlyInAnyOrder(first, second);
            assertThat(play.shown("/local-list").get("version").get("confirmed").asInt())
                    .isEqualTo(sent.get("listVersion").asInt());
        }
    }

    /** Sends a full list with one token, which the station accepts. @return its version */
    private static int full(Lab.Play play, String idTag) {
        var asked = play.command(list("Full", idTag));
        CallFromCsms call = play.station().expect("SendLocalList");
        JsonNode sent = call.payload();
        assertThat(sent.get("updateType").asString()).isEqualTo("Full");
        assertThat(sent.get("listVersion").asInt()).isPositive();
        assertThat(sent.get("localAuthorizationList").size()).isEqualTo(1);
        assertEntry(sent.get("localAuthorizationList").get(0), idTag);
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return sent.get("listVersion").asInt();
    }

    private static String list(String updateType, String idTag) {
        return "{\"type\":\"SendLocalList\",\"updateType\":\"" + updateType + "\",\"entries\":[{\"idToken\":\"" + idTag
                + "\"}]}";
    }

    private static void assertEntry(JsonNode entry, String idTag) {
        assertThat(entry.get("idTag").asString()).isEqualTo(idTag);
        assertThat(entry.get("idTagInfo").get("status").asString()).isEqualTo("Accepted");
    }

    private static List<String> held(Lab.Play play) {
        var held = new ArrayList<String>();
        for (JsonNode entry : play.shown("/local-list?limit=500").get("entries")) {
            if (entry.has("held")) held.add(entry.get("idToken").asString());
        }
        return held;
    }

    @Test
    void aSyncSplitsTheListAndFallsBackToTheWhole(Lab lab) {
        String group = "LL-" + lab.unknownToken();
        for (int i = 0; i < 3; i++) lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        try (var play = lab.booted16()) {
            lab.operator()
                    .send(
                            "PATCH",
                            "/stations/" + play.identity() + "/settings",
                            "{\"localListTokens\":\"group:" + group + "\"}");
            limits(play);
            var first = play.command("{\"type\":\"SyncLocalList\"}");
            play.station().expect("GetLocalListVersion").answer("{\"listVersion\":4}");
            CallFromCsms full = play.station().expect("SendLocalList");
            assertThat(full.payload().get("updateType").asString()).isEqualTo("Full");
            assertThat(full.payload().get("listVersion").asInt()).isEqualTo(5);
            assertThat(full.payload().get("localAuthorizationList").size()).isEqualTo(2);
            JsonNode info = full.payload().get("localAuthorizationList").get(0).get("idTagInfo");
            assertThat(info.get("parentIdTag").asString()).isEqualTo(group);
            full.answer("{\"status\":\"Accepted\"}");
            CallFromCsms rest = play.station().expect("SendLocalList");
            assertThat(rest.payload().get("updateType").asString()).isEqualTo("Differential");
            assertThat(rest.payload().get("listVersion").asInt()).isEqualTo(6);
            rest.answer("{\"status\":\"Accepted\"}");
            assertThat(first.status()).isEqualTo("Accepted");
            JsonNode count = play.shown("/local-list").get("count");
            assertThat(count.get("same").asInt()).isEqualTo(3);
            assertThat(count.get("missing").asInt()).isZero();

            String blocked = lab.newToken("blocked", ",\"group\":\"" + group + "\"");
            assertThat(play.shown("/local-list?drift=missing")
                            .get("entries")
                            .get(0)
                            .get("idToken")
                            .asString())
                    .isEqualTo(blocked);
            var second = play.command("{\"type\":\"SyncLocalList\"}");
            CallFromCsms difference = play.station().expect("SendLocalList");
            assertThat(difference.payload().get("updateType").asString()).isEqualTo("Differential");
            assertThat(difference.payload().get("localAuthorizationList").size())
                    .isEqualTo(1);
            difference.answer("{\"status\":\"VersionMismatch\"}");
            play.station().expect("GetLocalListVersion").answer("{\"listVersion\":40}");
            CallFromCsms again = play.station().expect("SendLocalList");
            assertThat(again.payload().get("updateType").asString()).isEqualTo("Full");
            assertThat(again.payload().get("listVersion").asInt()).isEqualTo(41);
            again.answer("{\"status\":\"Accepted\"}");
            play.station().expect("SendLocalList").answer("{\"status\":\"Accepted\"}");
            assertThat(second.status()).isEqualTo("Accepted");
            assertThat(play.shown("/local-list").get("count").get("same").asInt())
                    .isEqualTo(4);
        }
    }

    private static void limits(Lab.Play play) {
        var asked = play.command("{\"type\":\"GetVariables\",\"keys\":[\"SendLocalListMaxLength\"]}");
        play.station()
                .expect("GetConfiguration")
                .answer(
                        "{\"configurationKey\":[{\"key\":\"SendLocalListMaxLength\",\"readonly\":true,\"value\":\"2\"}]}");
        asked.result();
    }

    @Test
    void aListFollowsItsTokensByItself(Lab lab) {
        String group = "LL-" + lab.unknownToken();
        String idTag = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        lab.operator().provision("{\"settings\":{\"localListDelaySeconds\":\"0\"}}");
        try (var play = lab.booted16()) {
            lab.operator()
                    .send(
                            "PATCH",
                            "/stations/" + play.identity() + "/settings",
                            "{\"localListTokens\":\"group:" + group + "\",\"localListSync\":\"automatic\"}");
            play.station().expect("GetLocalListVersion").answer("{\"listVersion\":0}");
            CallFromCsms full = play.station().expect("SendLocalList");
            assertThat(full.payload()
                            .get("localAuthorizationList")
                            .get(0)
                            .get("idTag")
                            .asString())
                    .isEqualTo(idTag);
            full.answer("{\"status\":\"Accepted\"}");
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/local-list",
                            list -> list.get("count").get("same").asInt() == 1);
            lab.operator().send("PATCH", "/tokens/ISO14443/" + idTag, "{\"status\":\"blocked\"}");
            CallFromCsms change = play.station().expect("SendLocalList");
            assertThat(change.payload().get("updateType").asString()).isEqualTo("Differential");
            assertThat(change.payload()
                            .get("localAuthorizationList")
                            .get(0)
                            .get("idTagInfo")
                            .get("status")
                            .asString())
                    .isEqualTo("Blocked");
            change.answer("{\"status\":\"Accepted\"}");
            lab.operator().send("PATCH", "/stations/" + play.identity() + "/settings", "{\"localListSync\":\"off\"}");
        }
    }

    @Test
    void aStationThatComplainsOfItsListIsSentAllOfIt(Lab lab) {
        String group = "LL-" + lab.unknownToken();
        String idTag = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        try (var play = lab.booted16()) {
            lab.operator()
                    .send(
                            "PATCH",
                            "/stations/" + play.identity() + "/settings",
                            "{\"localListTokens\":\"group:" + group + "\"}");
            full(play, idTag);
            play.station()
                    .call(
                            "StatusNotification",
                            "{\"connectorId\":0,\"errorCode\":\"LocalListConflict\",\"status\":\"Available\"}");
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/local-list",
                            list -> list.get("state").asString().equals("unknown"));
            var asked = play.command("{\"type\":\"SyncLocalList\"}");
            play.station().expect("GetLocalListVersion").answer("{\"listVersion\":1}");
            CallFromCsms call = play.station().expect("SendLocalList");
            assertThat(call.payload().get("updateType").asString()).isEqualTo("Full");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }
}

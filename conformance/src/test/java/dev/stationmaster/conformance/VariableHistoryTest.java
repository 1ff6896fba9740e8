package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What became of a variable, and who brought it about. */
@ExtendWith(CsmsUnderTest.class)
class VariableHistoryTest {
    @Test
    void aKeyOf16TellsItsChangesInPages(Lab lab) {
        try (var play = lab.booted16()) {
            for (String value : new String[] {"60", "30"}) {
                var asked = play.command("""
                        {"type":"SetVariables","variables":[{"component":"","variable":"MeterValueSampleInterval","value":"%s"}]}""".formatted(value));
                play.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
                assertThat(asked.status()).isEqualTo("Accepted");
            }
            String path = "/variables/history?component=&variable=metervaluesampleinterval&limit=1";
            JsonNode newest = play.shown(path);
            assertThat(newest.get("items").size()).isEqualTo(1);
            JsonNode change = newest.get("items").get(0);
            assertThat(change.get("oldValue").asString()).isEqualTo("60");
            assertThat(change.get("newValue").asString()).isEqualTo("30");
            assertThat(change.get("source").asString()).isEqualTo("set");
            assertThat(change.get("actor").asString()).isNotEmpty();
            assertThat(change.has("command")).isTrue();
            JsonNode first = play.shown(path + "&after=" + newest.get("next").asString());
            assertThat(first.get("items").get(0).get("newValue").asString()).isEqualTo("60");
            assertThat(first.hasNonNull("next")).isFalse();
        }
    }

    @Test
    void aKeySetThroughTheRawDoorIsInTheHistoryWithWhoDidIt(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.call("ChangeConfiguration", "{\"key\":\"MeterValueSampleInterval\",\"value\":\"45\"}");
            play.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            String id = asked.result().get("id").asString();
            assertThat(newest(play, "", "MeterValueSampleInterval", id)).isEqualTo("45");

            var refused = play.call("ChangeConfiguration", "{\"key\":\"MeterValueSampleInterval\",\"value\":\"1\"}");
            play.station().expect("ChangeConfiguration").answer("{\"status\":\"Rejected\"}");
            refused.result();
            assertThat(newest(play, "", "MeterValueSampleInterval", id)).isEqualTo("45");

            var key = play.call(
                    "ChangeConfiguration",
                    "{\"key\":\"AuthorizationKey\",\"value\":\"0011223344556677889900112233445566\"}");
            play.station().expect("ChangeConfiguration").answer("{\"status\":\"Rejected\"}");
            key.result();
            assertThat(play.shown("/variables/history?component=").toString()).doesNotContain("00112233");
        }
    }

    @Test
    void variablesSetThroughTheRawDoorAreInTheHistoryAsFarAsTheStationTookThem(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.call("SetVariables", """
                    {"setVariableData":[
                      {"attributeValue":"77","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"OfflineThreshold"}},
                      {"attributeValue":"78","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""");
            play.station().expect("SetVariables").answer("""
                    {"setVariableResult":[
                      {"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"OfflineThreshold"}},
                      {"attributeStatus":"Rejected","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}""");
            String id = asked.result().get("id").asString();
            assertThat(newest(play, "OCPPCommCtrlr", "OfflineThreshold", id)).isEqualTo("77");
            assertThat(play.shown("/variables/history?variable=HeartbeatInterval")
                            .get("items")
                            .size())
                    .isZero();
        }
    }

    /** What the last change made of it, which must be of that command and named with who sent it. */
    private static String newest(Lab.Play play, String component, String variable, String command) {
        JsonNode change = play.shown("/variables/history?component=" + component + "&variable=" + variable)
                .get("items")
                .get(0);
        assertThat(change.get("source").asString()).isEqualTo("set");
        assertThat(change.get("actor").asString()).isEqualTo("conformance");
        assertThat(change.get("command").asString()).isEqualTo(command);
        return change.get("newValue").asString();
    }
}

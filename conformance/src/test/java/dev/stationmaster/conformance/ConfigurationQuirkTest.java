package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Configurations and reports that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class ConfigurationQuirkTest {
    @Quirk("Q40")
    void aStationThatTakesFourKeysAtOnceIsAskedForNoMore(Lab lab) {
        try (var play = lab.booted16()) {
            var all = play.command("{\"type\":\"GetVariables\",\"keys\":[\"GetConfigurationMaxKeys\"]}");
            play.station().expect("GetConfiguration").answer("""
                    {"configurationKey":[{"key":"GetConfigurationMaxKeys","readonly":true,"value":"4"}]}""");
            assertThat(all.result().get("state").asString()).isEqualTo("answered");

            var six = play.command("{\"type\":\"GetVariables\",\"keys\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}");
            CallFromCsms first = play.station().expect("GetConfiguration");
            assertThat(first.payload().get("key").size()).isEqualTo(4);
            first.answer("{\"unknownKey\":[\"a\",\"b\",\"c\",\"d\"]}");
            CallFromCsms second = play.station().expect("GetConfiguration");
            assertThat(second.payload().get("key").size()).isEqualTo(2);
            second.answer("{\"configurationKey\":[],\"unknownKey\":[\"e\",\"f\"]}");
            assertThat(six.result().get("state").asString()).isEqualTo("answered");
        }
    }

    @Quirk("Q40")
    void aStationThatNeverAnswersWithoutKeysBlocksNothing(Lab lab) {
        try (var play = lab.booted16()) {
            Operator.Answer unanswered = lab.operator()
                    .send(
                            "POST",
                            "/stations/" + play.identity() + "/calls",
                            "{\"action\":\"GetConfiguration\",\"payload\":{},\"timeoutSeconds\":1}");
            assertThat(unanswered.status()).isEqualTo(504);
            play.station().expect("GetConfiguration");
            assertThat(play.station().call("Heartbeat", "{}").has("currentTime"))
                    .isTrue();
            var one = play.call("GetConfiguration", "{\"key\":[\"HeartbeatInterval\"]}");
            play.station().expect("GetConfiguration").answer("{}");
            assertThat(one.result().has("result")).isTrue();
        }
    }

    @Quirk("Q41")
    void aStationMayAnswerWithEverythingWithNumbersAndWithoutUnknownKeys(Lab lab) {
        try (var play = lab.booted16()) {
            var command = play.command("{\"type\":\"GetVariables\",\"keys\":[\"HeartbeatInterval\",\"Nonsense\"]}");
            play.station().expect("GetConfiguration").answer("""
                    {"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":300},
                      {"key":"NumberOfConnectors","readonly":"true","value":"2"},{"key":"LocalPreAuthorize","readonly":false,"value":true}]}""");
            assertThat(command.result().get("state").asString()).isEqualTo("answered");
            assertThat(value(play, "HeartbeatInterval")).isEqualTo("300");
            assertThat(value(play, "NumberOfConnectors")).isEqualTo("2");
            assertThat(value(play, "LocalPreAuthorize")).isEqualTo("true");
            play.finding("GetConfiguration", "type");
        }
    }

    @Quirk("Q42")
    void whatAStationAcceptedAndDidNotDoIsSeenWhenItIsReadAgain(Lab lab) {
        try (var play = lab.booted16()) {
            var set = play.command("""
                    {"type":"SetVariables","variables":[{"component":"","variable":"MeterValueSampleInterval","value":"30"}]}""");
            play.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            assertThat(set.status()).isEqualTo("Accepted");
            assertThat(shown(play, "MeterValueSampleInterval").get("source").asString())
                    .isEqualTo("set");
            var get = play.command("{\"type\":\"GetVariables\",\"keys\":[\"MeterValueSampleInterval\"]}");
            play.station().expect("GetConfiguration").answer("""
                    {"configurationKey":[{"key":"MeterValueSampleInterval","readonly":false,"value":"900"}]}""");
            assertThat(get.result().get("state").asString()).isEqualTo("answered");
            assertThat(value(play, "MeterValueSampleInterval")).isEqualTo("900");
            assertThat(shown(play, "MeterValueSampleInterval").get("source").asString())
                    .isEqualTo("get");
        }
    }

    @Quirk("Q43")
    void aStationThatRebootsBetweenTwoSettingsEndsTheCommandInWords(Lab lab) {
        try (var before = lab.booted16()) {
            var set = before.command("""
                    {"type":"SetVariables","variables":[{"component":"","variable":"A","value":"1"},{"component":"","variable":"B","value":"2"}]}""");
            before.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            before.station().expect("ChangeConfiguration");
            before.station().vanish();
            JsonNode command = set.result();
            assertThat(command.get("state").asString()).isEqualTo("failed");
            assertThat(command.get("reason").asString()).isNotBlank();
            try (var play = lab.play(before.identity(), lab.connect(before.identity(), "ocpp1.6"))) {
                assertThat(play.station().call("Heartbeat", "{}").has("currentTime"))
                        .isTrue();
            }
        }
    }

    @Quirk("Q44")
    void booleansMayBeWordsOrNumbers(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("TransactionEvent", """
                    {"eventType":"Started","timestamp":"%s","triggerReason":"CablePluggedIn","seqNo":0,"offline":"True",
                     "transactionInfo":{"transactionId":"t1"},"evse":{"id":1,"connectorId":1}}""".formatted(Times.now()));
            assertThat(answer.isEmpty()).isTrue();
            assertThat(play.transaction().get("offline").asBoolean()).isTrue();
            play.finding("TransactionEvent", "type");
            JsonNode report = play.station().call("NotifyReport", """
                    {"requestId":77,"generatedAt":"%s","seqNo":0,"tbc":"false","reportData":[{"component":{"name":"SmartChargingCtrlr"},
                     "variable":{"name":"RateUnit"},"variableAttribute":[{"value":"Current,Power","constant":1}]}]}""".formatted(Times.now()));
            assertThat(report.isEmpty()).isTrue();
            assertThat(value(play, "RateUnit")).isEqualTo("Current,Power");
        }
    }

    @Quirk("Q45")
    void partsOfAReportMayComeInAnyOrderTwiceAndWithoutTbc(Lab lab) {
        try (var play = lab.booted201()) {
            var command = play.command("{\"type\":\"GetBaseReport\",\"kind\":\"FullInventory\"}");
            CallFromCsms call = play.station().expect("GetBaseReport");
            int requestId = call.payload().get("requestId").asInt();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(command.status()).isEqualTo("Accepted");
            part(play.station(), requestId, 2, "", "C");
            part(play.station(), requestId, 0, ",\"tbc\":true", "A");
            part(play.station(), requestId, 0, ",\"tbc\":true", "A");
            assertThat(play.shown("/reports/" + requestId).get("state").asString())
                    .isEqualTo("receiving");
            part(play.station(), requestId, 1, ",\"tbc\":true", "B");
            JsonNode report = play.shown("/reports/" + requestId);
            assertThat(report.get("state").asString()).isEqualTo("complete");
            assertThat(report.get("parts").asInt()).isEqualTo(3);
            assertThat(report.get("items").size()).isEqualTo(3);
        }
    }

    private static void part(ScriptedStation station, int requestId, int seqNo, String tbc, String variable) {
        JsonNode answer = station.call("NotifyReport", """
                {"requestId":%d,"generatedAt":"%s","seqNo":%d%s,"reportData":[{"component":{"name":"Controller"},"variable":{"name":"%s"},"variableAttribute":[{"value":"1"}]}]}""".formatted(requestId, Times.now(), seqNo, tbc, variable));
        assertThat(answer.isEmpty()).isTrue();
    }

    private static String value(Lab.Play play, String variable) {
        return shown(play, variable).get("value").asString();
    }

    private static JsonNode shown(Lab.Play play, String variable) {
        for (JsonNode shown : play.shown("/variables?limit=500").get("items")) {
            if (shown.get("variable").asString().equals(variable)) return shown;
        }
        throw new AssertionError("no variable " + variable);
    }
}

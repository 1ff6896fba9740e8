package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.basic;
import static dev.stationmaster.conformance.harness.Lab.boot16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.link.RawStation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Frames that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class RpcQuirkTest {
    @Quirk("Q21")
    void idsThatBeginAgainAtOneAfterEachBootAreNewMessages(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            ScriptedStation station = play.station();
            for (int boot = 0; boot < 2; boot++) {
                station.send("""
                        [2,"1","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""");
                assertThat(station.nextAnswer().get(2).get("status").asString()).isEqualTo("Accepted");
                station.send("""
                        [2,"2","StartTransaction",{"connectorId":%d,"idTag":"%s","meterStart":%d,"timestamp":"2026-03-01T0%d:00:00Z"}]""".formatted(boot + 1, tag, boot, boot + 1));
                assertThat(station.nextAnswer().get(2).get("transactionId").asInt())
                        .isPositive();
            }
            assertThat(play.transactions().size()).isEqualTo(2);
        }
    }

    @Quirk("Q22")
    void aRetryWithTheSameIdOrAnotherGetsTheSameAnswerAndHasNoSecondEffect(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            ScriptedStation station = play.station();
            String payload = """
                    {"connectorId":1,"idTag":"%s","meterStart":10,"timestamp":"2026-03-01T08:00:00Z"}""".formatted(tag);
            station.send("[2,\"7\",\"StartTransaction\"," + payload + "]");
            JsonNode first = station.nextAnswer();
            station.send("[2,\"7\",\"StartTransaction\"," + payload + "]");
            station.send("[2,\"8\",\"StartTransaction\"," + payload + "]");
            assertThat(station.nextAnswer()).isEqualTo(first);
            assertThat(station.nextAnswer().get(2)).isEqualTo(first.get(2));
            assertThat(play.transactions().size()).isEqualTo(1);
        }
    }

    @Quirk("Q23")
    void severalCallsInFlightAreAnsweredInTheirOrder(Lab lab) {
        try (var play = lab.booted16()) {
            for (int i = 1; i <= 40; i++) {
                play.station()
                        .send(
                                "[2,\"m" + i + "\",\""
                                        + (i % 2 == 0
                                                ? "Heartbeat\",{}]"
                                                : "StatusNotification\",{"
                                                        + "\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]"));
            }
            for (int i = 1; i <= 40; i++) {
                JsonNode answer = play.station().nextAnswer();
                assertThat(answer.get(0).asInt()).isEqualTo(3);
                assertThat(answer.get(1).asString()).isEqualTo("m" + i);
            }
        }
    }

    @Quirk("Q24")
    void anAnswerThatComesTooLateOrTwiceIsNotTakenForAnother(Lab lab) {
        try (var play = lab.booted16()) {
            var late = lab.operator()
                    .send(
                            "POST",
                            "/stations/" + play.identity() + "/calls",
                            "{\"action\":\"ClearCache\",\"payload\":{},\"timeoutSeconds\":1}");
            assertThat(late.status()).isEqualTo(504);
            CallFromCsms first = play.station().expect("ClearCache");
            var next = play.call("GetLocalListVersion", "{}");
            CallFromCsms second = play.station().expect("GetLocalListVersion");
            first.answer("{\"status\":\"Rejected\"}");
            second.answer("{\"listVersion\":4}");
            second.answer("{\"listVersion\":5}");
            assertThat(next.result().get("result").get("listVersion").asInt()).isEqualTo(4);
            assertThat(play.station().call("Heartbeat", "{}").has("currentTime"))
                    .isTrue();
            play.findings("?", "late-answer", 2);
        }
    }

    @Quirk("Q25")
    void errorsWithoutDetailsOrInOtherSpellingsEndTheCommandAndNothingElse(Lab lab) {
        try (var play = lab.booted16()) {
            assertErrorIsTaken(play, "[4,\"%s\",\"NotSupported\",\"\"]", "NotSupported");
            assertErrorIsTaken(play, "[4,\"%s\",\"FormatViolation\",\"bad\",{}]", "FormatViolation");
            assertErrorIsTaken(play, "[4,\"%s\",\"WhoKnows\",null,null]", "WhoKnows");
            assertErrorIsTaken(play, "[4,\"%s\",\"InternalError\"]", "InternalError");
        }
    }

    private static void assertErrorIsTaken(Lab.Play play, String frame, String code) {
        var pending = play.call("ClearCache", "{}");
        CallFromCsms call = play.station().expect("ClearCache");
        play.station().send(frame.formatted(call.id()));
        assertThat(pending.result().get("error").get("code").asString()).isEqualTo(code);
    }

    @Quirk("Q26")
    void payloadsMayBeNullOrMissingAndFramesMayEndInNulOrNewline(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            station.upgrade("/ocpp/" + identity, basic(identity), "Sec-WebSocket-Protocol: ocpp1.6");
            station.ask("""
                    [2,"1","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""");
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",null]")).startsWith("[3,\"2\",{\"currentTime\"");
            assertThat(station.ask("[2,\"3\",\"Heartbeat\"]")).startsWith("[3,\"3\",{\"currentTime\"");
            assertThat(station.ask("[2,\"4\",\"Heartbeat\",{}]\n")).startsWith("[3,\"4\",{\"currentTime\"");
            station.frame(0x80 | RawStation.TEXT, "[2,\"5\",\"Heartbeat\",{}]\0".getBytes(StandardCharsets.US_ASCII));
            assertThat(station.nextText()).startsWith("[3,\"5\",{\"currentTime\"");
        }
        lab.finding(identity, "Heartbeat", "required");
    }

    @Quirk("Q27")
    void strayCommasSingleQuotesAndNaNAreReadWithAFinding(Lab lab) {
        try (var play = lab.booted16()) {
            ScriptedStation station = play.station();
            station.send(
                    "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\",}]");
            assertThat(station.nextAnswer().toString()).isEqualTo("[3,\"1\",{}]");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Charging");
            station.send("[2,'2','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Finishing'}]");
            assertThat(station.nextAnswer().toString()).isEqualTo("[3,\"2\",{}]");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Finishing");
            station.send("""
                    [2,"3","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-03-01T08:00:00Z","sampledValue":[{"value":NaN},{"value":"230","measurand":"Voltage"}]}]}]""");
            assertThat(station.nextAnswer().toString()).isEqualTo("[3,\"3\",{}]");
            play.finding("StatusNotification", "json");
            play.finding("MeterValues", "json");
        }
    }

    @Quirk("Q27")
    void whatCannotBeReadAtAllLeavesTheConnectionUpAndTheFrameInTheLog(Lab lab) {
        try (var play = lab.booted16()) {
            play.station().send("[2,\"1\",\"Heartbeat\",{");
            assertThat(play.station().nextAnswer().toString()).startsWith("[4,\"1\",\"FormationViolation\"");
            play.station().send("hello");
            assertNextIsHeartbeat(play.station());
            JsonNode log = lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/messages?errorsOnly=true",
                            page -> page.get("items").size() >= 2);
            assertThat(log.toString()).contains("hello", "unreadable");
        }
    }

    @Quirk("Q28")
    void unknownPropertiesAreIgnoredAndOtherCaseIsUnderstood(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode answer = play.station().call("StatusNotification", """
                    {"connectorID":1,"errorCode":"NoError","Status":"Charging","firmware":"x","vendor":{"a":[1]}}""");
            assertThat(answer.isEmpty()).isTrue();
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Charging");
            play.finding("StatusNotification", "additionalProperties");
        }
    }

    @Quirk({"Q26", "Q27", "Q28"})
    void whoIsHeldStrictlyIsRefusedForAllOfIt(Lab lab) {
        try (var play = lab.booted16()) {
            var set = lab.operator()
                    .send("PATCH", "/stations/" + play.identity() + "/settings", "{\"validation\":\"strict\"}");
            assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
            assertThat(play.station().callRefused("StatusNotification", """
                    {"connectorId":1,"errorCode":"NoError","status":"Charging","firmware":"x"}""")).isEqualTo("FormationViolation");
            assertThat(play.station().callRefused("StatusNotification", """
                    {"connectorId":1,"errorCode":"Error","status":"Charging"}""")).isEqualTo("PropertyConstraintViolation");
            play.station().send("[2,\"1\",\"Heartbeat\"]");
            assertThat(play.station().nextAnswer().get(0).asInt()).isEqualTo(4);
            play.station().send("[2,\"2\",\"Heartbeat\",{},]");
            assertThat(play.station().nextAnswer().get(0).asInt()).isEqualTo(4);
            assertNextIsHeartbeat(play.station());
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Available");
        }
    }

    @Quirk("Q29")
    void sendAndResultErrorsOfTwoPointOneAreNeverAnsweredNorRefusedElsewhere(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp2.1")) {
            station.call("BootNotification", """
                    {"reason":"PowerUp","chargingStation":{"vendorName":"Acme","model":"Three"}}""");
            station.send("""
                    [6,"s1","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-03-01T08:00:00Z","data":[{"t":0,"v":"1"}]}]""");
            station.send("[5,\"gone\",\"FormatViolation\",\"no\",{}]");
            assertNextIsHeartbeat(station);
        }
        try (var play = lab.booted16()) {
            play.station().send("[6,\"s1\",\"Heartbeat\",{}]");
            play.station().send("[5,\"s2\",\"FormatViolation\",\"no\",{}]");
            assertNextIsHeartbeat(play.station());
        }
    }

    private static void assertNextIsHeartbeat(ScriptedStation station) {
        station.send("[2,\"h\",\"Heartbeat\",{}]");
        JsonNode answer = station.nextAnswer();
        assertThat(answer.get(1).asString()).isEqualTo("h");
        assertThat(answer.get(0).asInt()).isEqualTo(3);
    }

    @Quirk("Q30")
    void aBootNotificationIsRefusedOnlyForWhatIsMissingAndTheNextOneIsTaken(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            assertThat(station.callRefused("BootNotification", "{\"chargePointModel\":\"One\"}"))
                    .isEqualTo("ProtocolError");
            assertThat(lab.finding(identity, "BootNotification", "required")
                            .get("path")
                            .asString())
                    .isEqualTo("/chargePointVendor");
            assertThat(station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One","iccid":null,"imsi":null,"meterType":7,"uptime":5}""").get("status").asString())
                    .isEqualTo("Accepted");
            boot16(station);
        }
    }
}

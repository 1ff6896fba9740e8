package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, block N: what a station knows of a customer, N09 and N10. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201CustomerTest {
    private static final String HASH = """
            {"hashAlgorithm":"SHA256","issuerNameHash":"aa01","issuerKeyHash":"bb02","serialNumber":"cc03"}""";

    @OcaCase("TC_N_27")
    void dataIsReported(Lab lab) {
        try (var play = lab.booted201()) {
            reported(play, lab.validToken(), true, false, "card since 2025");
        }
    }

    @OcaCase("TC_N_28")
    void noDataIsReported(Lab lab) {
        try (var play = lab.booted201()) {
            reported(play, lab.validToken(), true, false, "");
        }
    }

    @OcaCase("TC_N_30")
    void dataIsReportedAndErased(Lab lab) {
        try (var play = lab.booted201()) {
            reported(play, lab.validToken(), true, true, "card since 2025");
        }
    }

    @OcaCase("TC_N_31")
    void noDataIsReportedAndErased(Lab lab) {
        try (var play = lab.booted201()) {
            reported(play, lab.validToken(), true, true, "");
        }
    }

    @OcaCase("TC_N_32")
    void dataIsErasedOnly(Lab lab) {
        try (var play = lab.booted201()) {
            reported(play, lab.validToken(), false, true, "");
        }
    }

    private static int reported(Lab.Play play, String token, boolean report, boolean clear, String data) {
        JsonNode payload = asked(play, report, clear, byToken(token), "Accepted");
        assertThat(payload.get("report").asBoolean()).isEqualTo(report);
        assertThat(payload.get("clear").asBoolean()).isEqualTo(clear);
        assertThat(payload.get("idToken").toString())
                .isEqualTo("{\"idToken\":\"" + token + "\",\"type\":\"ISO14443\"}");
        assertThat(payload.has("customerIdentifier") || payload.has("customerCertificate"))
                .isFalse();
        int requestId = payload.get("requestId").asInt();
        told(play, requestId, 0, false, data);
        JsonNode shown = shown(play, requestId);
        assertThat(shown.get("state").asString()).isEqualTo("complete");
        assertThat(shown.get("clear").asBoolean()).isEqualTo(clear);
        assertThat(shown.get("data").asString()).isEqualTo(data);
        return requestId;
    }

    @OcaCase("TC_N_29")
    void theStationRefuses(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode payload = asked(play, true, false, byToken(lab.validToken()), "Rejected");
            JsonNode shown = shown(play, payload.get("requestId").asInt());
            assertThat(shown.get("state").asString()).isEqualTo("refused");
            assertThat(shown.get("status").asString()).isEqualTo("Rejected");
            JsonNode command = play.shown("/commands").get("items").get(0);
            assertThat(command.get("effect").get("state").asString()).isEqualTo("none");
        }
    }

    @OcaCase("TC_N_46")
    void whoIsErasedLeavesTheLocalList(Lab lab) {
        String token = lab.validToken();
        String other = lab.validToken();
        try (var play = lab.booted201()) {
            int version = listed(play, token, other);
            JsonNode payload = asked(play, true, true, byToken(token), "Accepted");
            told(play, payload.get("requestId").asInt(), 0, false, "card since 2025");
            CallFromCsms list = play.station().expect("SendLocalList");
            assertThat(list.payload().get("updateType").asString()).isEqualTo("Differential");
            assertThat(list.payload().get("versionNumber").asInt()).isEqualTo(version + 1);
            assertThat(list.payload().get("localAuthorizationList").toString())
                    .isEqualTo("[{\"idToken\":{\"idToken\":\"" + token + "\",\"type\":\"ISO14443\"}}]");
            list.answer("{\"status\":\"Accepted\"}");
            JsonNode left = play.lab()
                    .operator()
                    .await(
                            "/stations/" + Operator.encoded(play.identity()) + "/local-list?limit=500",
                            shown -> shown.at("/version/confirmed").asInt(0) == version + 1);
            for (JsonNode entry : left.get("entries")) {
                // It is still a token, but no longer one for this station's list.
                assertThat(entry.at("/idToken").toString()).doesNotContain(token);
            }
            // The same part once more removes nobody twice.
            told(play, payload.get("requestId").asInt(), 0, false, "card since 2025");
            assertThat(shown(play, payload.get("requestId").asInt())
                            .get("state")
                            .asString())
                    .isEqualTo("complete");
            assertThat(play.station().quiet()).isTrue();
        }
    }

    private static int listed(Lab.Play play, String token, String other) {
        var asked = play.command("{\"type\":\"SendLocalList\",\"updateType\":\"Full\",\"entries\":[{\"idToken\":\""
                + token + "\"},{\"idToken\":\"" + other + "\"}]}");
        CallFromCsms call = play.station().expect("SendLocalList");
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("versionNumber").asInt();
    }

    @OcaCase("TC_N_62")
    void byCustomerIdentifier(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode payload = asked(play, true, true, "\"customerIdentifier\":\"OpenChargeAlliance\"", "Accepted");
            assertThat(payload.get("customerIdentifier").asString()).isEqualTo("OpenChargeAlliance");
            assertThat(payload.has("idToken") || payload.has("customerCertificate"))
                    .isFalse();
            int requestId = payload.get("requestId").asInt();
            told(play, requestId, 0, false, "member");
            assertThat(shown(play, requestId).get("data").asString()).isEqualTo("member");
        }
    }

    @OcaCase("TC_N_63")
    void byCertificate(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode payload = asked(play, true, true, "\"customerCertificate\":" + HASH, "Accepted");
            assertThat(payload.get("customerCertificate").toString()).isEqualTo(HASH);
            assertThat(payload.has("idToken") || payload.has("customerIdentifier"))
                    .isFalse();
            int requestId = payload.get("requestId").asInt();
            told(play, requestId, 0, false, "a contract");
            assertThat(shown(play, requestId).get("data").asString()).isEqualTo("a contract");
        }
    }

    @Test
    void twoQuestionsAtOnceAreKeptApart(Lab lab) {
        try (var play = lab.booted201()) {
            int first = asked(play, true, false, byToken(lab.validToken()), "Accepted")
                    .get("requestId")
                    .asInt();
            int second = asked(play, true, false, "\"customerIdentifier\":\"B\"", "Accepted")
                    .get("requestId")
                    .asInt();
            assertThat(first).isNotEqualTo(second);
            told(play, second, 1, false, "two");
            told(play, first, 0, true, "one, ");
            told(play, second, 0, true, "one, ");
            assertThat(shown(play, first).get("state").asString()).isEqualTo("receiving");
            assertThat(shown(play, second).get("data").asString()).isEqualTo("one, two");
            told(play, first, 1, false, "and more");
            assertThat(shown(play, first).get("data").asString()).isEqualTo("one, and more");
            assertThat(play.lab()
                            .operator()
                            .send(
                                    "DELETE",
                                    "/stations/" + Operator.encoded(play.identity()) + "/customer-information/" + first,
                                    null)
                            .status())
                    .isEqualTo(204);
            assertThat(play.shown("/customer-information").get("items").size()).isEqualTo(1);
        }
    }

    @Test
    void oneCustomerIsNamedInOneWay(Lab lab) {
        try (var play = lab.booted201()) {
            for (String named : new String[] {"", ",\"customerIdentifier\":\"A\",\"customerCertificate\":" + HASH}) {
                var answer = play.command("{\"type\":\"CustomerInformation\",\"report\":true" + named + "}")
                        .outcome();
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.json().toString()).contains("N09.FR.09");
            }
        }
    }

    private static String byToken(String token) {
        return "\"idToken\":{\"idToken\":\"" + token + "\",\"type\":\"ISO14443\"}";
    }

    /** @return what the station was asked */
    private static JsonNode asked(Lab.Play play, boolean report, boolean clear, String customer, String status) {
        var asked = play.command("{\"type\":\"CustomerInformation\",\"report\":" + report + ",\"clear\":" + clear + ","
                + customer + "}");
        CallFromCsms call = play.station().expect("CustomerInformation");
        call.answer("{\"status\":\"" + status + "\"}");
        assertThat(asked.status()).isEqualTo(status);
        return call.payload();
    }

    private static void told(Lab.Play play, int requestId, int seqNo, boolean more, String data) {
        JsonNode answer = play.station()
                .call("NotifyCustomerInformation", """
                {"requestId":%d,"seqNo":%d,"tbc":%b,"generatedAt":"%s","data":"%s"}""".formatted(requestId, seqNo, more, Times.now(), data));
        assertThat(answer.isEmpty()).as("NotifyCustomerInformationResponse").isTrue();
    }

    private static JsonNode shown(Lab.Play play, int requestId) {
        return play.shown("/customer-information/" + requestId);
    }
}

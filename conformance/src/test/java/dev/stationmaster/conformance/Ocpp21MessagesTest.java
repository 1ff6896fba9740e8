package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp21.booted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What only stations of 2.1 send: answered as the standard wants of a CSMS, and kept. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp21MessagesTest {
    @Test
    void whatNeedsNoDecisionIsAnsweredWithNothing(Lab lab) {
        try (var play = booted(lab)) {
            assertThat(play.station()
                            .call("NotifyDERAlarm", """
                    {"controlType":"FreqDroop","timestamp":"%s","gridEventFault":"OverVoltage","alarmEnded":false}""".formatted(Times.now()))
                            .isEmpty())
                    .isTrue();
            assertThat(play.station()
                            .call("NotifyDERStartStop", """
                    {"controlId":"c1","started":true,"timestamp":"%s","supersededIds":["c0"]}""".formatted(Times.now()))
                            .isEmpty())
                    .isTrue();
            assertThat(play.station().call("ReportDERControl", """
                    {"requestId":4,"tbc":false,"fixedPFAbsorb":[{"id":"c1","isDefault":true,"isSuperseded":false,"fixedPF":{"priority":1,"displacement":0.9,"excitation":true}}]}""").isEmpty()).isTrue();
            assertThat(play.station().call("BatterySwap", """
                    {"eventType":"BatteryIn","requestId":1,"idToken":{"idToken":"X","type":"Central"},"batteryData":[{"evseId":1,"serialNumber":"B1","soC":10.5,"soH":98}]}""").isEmpty()).isTrue();
            assertThat(play.station().call("NotifyPriorityCharging", """
                    {"transactionId":"t1","activated":true}""").isEmpty())
                    .isTrue();
            assertThat(play.station()
                            .call("ClosePeriodicEventStream", "{\"id\":7}")
                            .isEmpty())
                    .isTrue();
            JsonNode log = play.shown("/messages?limit=100");
            assertThat(log.toString()).contains("OverVoltage", "\"B1\"", "fixedPFAbsorb");
            assertThat(play.shown("/findings").get("items").isEmpty()).isTrue();
        }
    }

    @Test
    void aSettlementIsTakenWhateverItsStatus(Lab lab) {
        try (var play = booted(lab)) {
            for (String status : new String[] {"Settled", "Canceled", "Rejected", "Failed"}) {
                JsonNode answer = play.station().call("NotifySettlement", """
                        {"pspRef":"psp-1","status":"%s","settlementAmount":12.34,"settlementTime":"%s","transactionId":"t1"}""".formatted(status, Times.now()));
                assertThat(answer.isObject()).isTrue();
            }
        }
    }

    @Test
    void theNumberAndTheEvseOfAVatValidationAreEchoed(Lab lab) {
        try (var play = booted(lab)) {
            JsonNode answer = play.station().call("VatNumberValidation", """
                    {"vatNumber":"NL123456789B01","evseId":2}""");
            assertThat(answer.get("vatNumber").asString()).isEqualTo("NL123456789B01");
            assertThat(answer.get("evseId").asInt()).isEqualTo(2);
            assertThat(answer.get("status").asString()).isIn("Accepted", "Rejected");
        }
    }

    @Test
    void aProfileAndAMonitorThatNobodySetAreRejected(Lab lab) {
        try (var play = booted(lab)) {
            JsonNode pull = play.station().call("PullDynamicScheduleUpdate", "{\"chargingProfileId\":4711}");
            assertThat(pull.get("status").asString()).isEqualTo("Rejected");
            JsonNode open = play.station().call("OpenPeriodicEventStream", """
                    {"constantStreamData":{"id":7,"variableMonitoringId":99,"params":{"interval":5,"values":10}}}""");
            assertThat(open.get("status").asString()).isEqualTo("Rejected");
        }
    }

    @Test
    void eachCertificateThatCouldNotBeLookedUpHasFailed(Lab lab) {
        try (var play = booted(lab)) {
            String hash =
                    "\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"aa\",\"issuerKeyHash\":\"bb\",\"serialNumber\":\"%s\"";
            JsonNode answer = play.station()
                    .call("GetCertificateChainStatus", """
                    {"certificateStatusRequests":[{"source":"OCSP","urls":["http://127.0.0.1:9/ocsp"],"certificateHashData":{%s}},
                     {"source":"CRL","urls":["http://127.0.0.1:9/crl"],"certificateHashData":{%s}}]}""".formatted(hash.formatted("1"), hash.formatted("2")));
            assertThat(answer.get("certificateStatus").size()).isEqualTo(2);
            for (JsonNode status : answer.get("certificateStatus")) {
                assertThat(status.get("status").asString()).isEqualTo("Failed");
                assertThat(status.get("nextUpdate").asString()).endsWith("Z");
            }
            assertThat(answer.get("certificateStatus").get(1).get("source").asString())
                    .isEqualTo("CRL");
        }
    }

    @Test
    void aStationOfTwoPointNoughtPointOneKnowsNoneOfThem(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(play.station().callRefused("NotifyDERAlarm", """
                    {"controlType":"FreqDroop","timestamp":"%s"}""".formatted(Times.now())))
                    .isEqualTo("NotImplemented");
            play.station().send("[6,\"s\",\"NotifyPeriodicEventStream\",{}]");
            JsonNode answer = play.station().nextAnswer();
            assertThat(answer.get(0).asInt()).isEqualTo(4);
            assertThat(answer.get(2).asString()).isEqualTo("MessageTypeNotSupported");
        }
    }
}

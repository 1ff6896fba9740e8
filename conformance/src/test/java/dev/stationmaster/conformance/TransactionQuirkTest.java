package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.idTagInfo;
import static dev.stationmaster.conformance.harness.Ocpp16.start;
import static dev.stationmaster.conformance.harness.Ocpp16.startAccepted;
import static dev.stationmaster.conformance.harness.Ocpp16.stop;
import static dev.stationmaster.conformance.harness.Ocpp16.transactionId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Transactions of 1.6 that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class TransactionQuirkTest {
    @Quirk("Q49")
    void aStopOfMinusOneEndsTheStartThatWasNeverConfirmed(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode answer = charging.station().call("StopTransaction", """
                    {"transactionId":-1,"idTag":"%s","meterStop":3500,"timestamp":"%s","reason":"Local"}""".formatted(charging.idTag(), Times.now()));
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            JsonNode transaction = charging.play().transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
            assertThat(Lab.Play.flags(transaction)).contains("stop-matched");
            charging.play().finding("StopTransaction", "stop-matched");
        }
    }

    @Quirk("Q49")
    void aStopOfZeroOrOfSomebodyElsesIdIsKeptAndTouchesNobody(Lab lab) {
        try (var other = charging(lab);
                var play = lab.booted16()) {
            JsonNode answer = stop(play.station(), other.transactionId(), "Local", Times.now());
            assertThat(answer.isEmpty()).isTrue();
            stop(play.station(), 0, "Local", Times.ago(Duration.ofMinutes(1)));
            assertThat(other.play().transaction().get("state").asString()).isEqualTo("open");
            assertThat(play.transactions().size()).isEqualTo(2);
            for (JsonNode orphan : play.transactions()) {
                assertThat(Lab.Play.flags(orphan)).contains("start-unknown");
                assertThat(orphan.get("energyWh") == null
                                || orphan.get("energyWh").isNull())
                        .isTrue();
                assertThat(orphan.get("completeness").get("missing").toString()).contains("start");
            }
            play.finding("StopTransaction", "start-unknown");
        }
    }

    @Quirk("Q50")
    void aStartRepeatedAfterAReconnectIsTheSameTransaction(Lab lab) {
        String tag = lab.validToken();
        String at = Times.ago(Duration.ofMinutes(3));
        try (var before = lab.booted16()) {
            int first = transactionId(start(before.station(), 1, tag, at));
            try (var play = before.reconnected()) {
                assertThat(transactionId(start(play.station(), 1, tag, at))).isEqualTo(first);
                assertThat(play.transactions().size()).isEqualTo(1);
                stop(play.station(), first, "Local", Times.now());
                assertThat(transactionId(start(play.station(), 1, tag, at))).isEqualTo(first);
                assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            }
        }
    }

    @Quirk("Q51")
    void aStopAndMeterValuesBeforeTheirStartEndInOneTransaction(Lab lab) {
        String tag = lab.validToken();
        String began = Times.ago(Duration.ofMinutes(90));
        String ended = Times.ago(Duration.ofMinutes(30));
        try (var play = lab.booted16()) {
            play.station().call("MeterValues", """
                    {"connectorId":1,"transactionId":-1,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":"2000"}]}]}""".formatted(Times.ago(Duration.ofMinutes(60))));
            play.station().call("StopTransaction", """
                    {"transactionId":-1,"idTag":"%s","meterStop":3500,"timestamp":"%s"}""".formatted(tag, ended));
            JsonNode started = start(play.station(), 1, tag, began);
            assertThat(idTagInfo(started)).isEqualTo("Accepted");
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("transactionId").asString()).isEqualTo("" + transactionId(started));
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
            assertThat(transaction.get("completeness").get("complete").asBoolean())
                    .isTrue();
            assertThat(Lab.Play.flags(transaction)).contains("stop-before-start");
            play.finding("MeterValues", "transaction-unknown");
        }
    }

    @Quirk("Q52")
    void aLostStopLeavesTheTransactionOpenAndAReplacedOneFlagged(Lab lab) {
        try (var charging = charging(lab);
                var play = charging.play().reconnected()) {
            Lab.boot16(play.station());
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
            startAccepted(play.station(), 1, lab.validToken());
            JsonNode older = play.transactions().get(1);
            assertThat(older.get("state").asString()).isEqualTo("open");
            assertThat(Lab.Play.flags(older)).contains("stop-missing");
            assertThat(older.get("completeness").get("missing").toString()).contains("stop");
            play.finding("StartTransaction", "stop-missing");
        }
    }

    @Quirk("Q52")
    void aLostStartLeavesAStopWithoutGuesses(Lab lab) {
        try (var play = lab.booted16()) {
            stop(play.station(), 999_999_999, "Reboot", Times.now());
            stop(play.station(), 999_999_999, "Reboot", Times.now());
            JsonNode transactions = play.transactions();
            JsonNode orphan = transactions.get(0);
            assertThat(orphan.get("transactionId").asString()).isEqualTo("999999999");
            assertThat(orphan.has("connector") && !orphan.get("connector").isNull())
                    .isFalse();
            assertThat(orphan.get("stopEnergyWh").decimalValue()).isEqualByComparingTo("3500");
        }
    }

    @Quirk("Q53")
    void reasonAndTokenOfTheStopMayBeMissingOrInvented(Lab lab) {
        try (var first = charging(lab);
                var second = charging(lab)) {
            JsonNode answer =
                    first.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":3500,"timestamp":"%s"}""".formatted(first.transactionId(), Times.now()));
            assertThat(answer.isEmpty()).isTrue();
            assertThat(first.play().transaction().get("stopReason").asString()).isEqualTo("Local");
            stop(second.station(), second.transactionId(), "CableRemovedByUser", Times.now());
            assertThat(second.play().transaction().get("stopReason").asString()).isEqualTo("CableRemovedByUser");
            second.play().finding("StopTransaction", "enum");
        }
    }

    @Quirk("Q53")
    void anotherTokenOfTheSameGroupMayStop(Lab lab) {
        String group = ",\"group\":\"FLEET\"";
        String starter = lab.newToken("accepted", group);
        String stopper = lab.newToken("accepted", group);
        try (var play = lab.booted16()) {
            int id = startAccepted(play.station(), 1, starter);
            JsonNode answer = play.station().call("StopTransaction", """
                    {"transactionId":%d,"idTag":"%s","meterStop":3500,"timestamp":"%s"}""".formatted(id, stopper, Times.now()));
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            assertThat(answer.get("idTagInfo").get("parentIdTag").asString()).isEqualTo("FLEET");
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("idToken").get("idToken").asString()).isEqualTo(starter);
            assertThat(transaction.get("stopIdToken").get("idToken").asString()).isEqualTo(stopper);
        }
    }

    @Quirk("Q54")
    void anAuthorizeMayNameItsConnectorAndComeAfterARemoteStart(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            var remote = play.command("{\"type\":\"RemoteStart\",\"idToken\":\"" + tag + "\",\"connector\":1}");
            play.station().expect("RemoteStartTransaction").answer("{\"status\":\"Accepted\"}");
            assertThat(remote.status()).isEqualTo("Accepted");
            JsonNode answer = play.station().call("Authorize", "{\"idTag\":\"" + tag + "\",\"connectorId\":1}");
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            play.finding("Authorize", "additionalProperties");
            startAccepted(play.station(), 1, tag);
        }
    }

    @Quirk("Q55")
    void aRefusedRemoteStartSaysSoAndCanBeAskedAgainWithAConnectorAndACardsNumber(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            var without = play.command("{\"type\":\"RemoteStart\",\"idToken\":\"" + tag + "\"}");
            var call = play.station().expect("RemoteStartTransaction");
            assertThat(call.payload().has("connectorId")).isFalse();
            call.answer("{\"status\":\"Rejected\"}");
            assertThat(without.status()).isEqualTo("Rejected");
            var with = play.command("""
                    {"type":"RemoteStart","idToken":"04A1B2C3D4E5F6","connector":2,"force":true}""");
            var second = play.station().expect("RemoteStartTransaction");
            assertThat(second.payload().get("connectorId").asInt()).isEqualTo(2);
            assertThat(second.payload().get("idTag").asString()).isEqualTo("04A1B2C3D4E5F6");
            second.answer("{\"status\":\"Accepted\"}");
            assertThat(with.status()).isEqualTo("Accepted");
        }
    }

    @Quirk("Q56")
    void aSecondTransactionOnAnOccupiedConnectorKeepsBoth(Lab lab) {
        try (var charging = charging(lab)) {
            String tag = lab.validToken();
            int second = startAccepted(charging.station(), 1, tag);
            assertThat(second).isNotEqualTo(charging.transactionId());
            status16(charging.station(), 1, "Charging");
            assertThat(charging.play().transactions().size()).isEqualTo(2);
            stop(charging.station(), charging.transactionId(), "Local", Times.now());
            JsonNode older = charging.play().transactions().get(1);
            assertThat(older.get("state").asString()).isEqualTo("ended");
            assertThat(Lab.Play.flags(older)).doesNotContain("stop-missing");
            charging.play().finding("StartTransaction", "stop-missing");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Transactions of 2.x that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class NamedTransactionQuirkTest {
    @Quirk("Q57")
    void theConnectorMayBeLeftOutAndTheEvseComeInTheFirstEventOnlyOrInEach(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            Tx once = Tx.on(play.station());
            once.event("Started", "Authorized", "", ",\"evse\":{\"id\":1}" + token(idToken));
            once.charging();
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("evse").asInt()).isEqualTo(1);
            once.event("Ended", "StopAuthorized", ",\"stoppedReason\":\"Local\"", "");

            Tx each = Tx.on(play.station());
            each.event("Started", "Authorized", "", evse(2) + token(idToken));
            each.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"Charging\"", evse(2));
            each.event("Ended", "StopAuthorized", ",\"stoppedReason\":\"Local\"", evse(2));
            JsonNode newest = play.transactions().get(0);
            assertThat(newest.get("evse").asInt()).isEqualTo(2);
            assertThat(newest.get("connector").asInt()).isEqualTo(1);
        }
    }

    @Quirk("Q58")
    void numbersMayBeginAnywhereAndCountForTheWholeStation(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station()).skip(4711);
            tx.event("Started", "Authorized", "", evse(1) + token(idToken));
            tx.charging();
            tx.event("Ended", "StopAuthorized", ",\"stoppedReason\":\"Local\"", "");
            assertThat(play.transaction().get("completeness").get("complete").asBoolean())
                    .isTrue();
        }
    }

    @Quirk("Q58")
    void numbersThatRestartAfterARebootLoseNoFact(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station());
            tx.event("Started", "Authorized", "", evse(1) + token(idToken) + register("Transaction.Begin", 1000));
            tx.charging();
            tx.event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 2000));
            Lab.boot201(play.station(), "Watchdog");
            tx.eventNumbered(0, "Updated", "ChargingStateChanged", ",\"chargingState\":\"Charging\"", "");
            tx.eventNumbered(1, "Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 3000));
            tx.eventNumbered(
                    2,
                    "Ended",
                    "EVCommunicationLost",
                    ",\"stoppedReason\":\"EVDisconnected\"",
                    register("Transaction.End", 3500));
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
            JsonNode events = lab.operator()
                    .get("/transactions/" + transaction.get("id").asString() + "/events?limit=100")
                    .get("items");
            assertThat(events.size()).isEqualTo(6);
        }
    }

    @Quirk("Q59")
    void anEndWithoutItsStartIsKept(Lab lab) {
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station()).skip(3);
            JsonNode answer = tx.event(
                    "Ended",
                    "EVCommunicationLost",
                    ",\"stoppedReason\":\"EVDisconnected\"",
                    register("Transaction.End", 3500));
            assertThat(answer.isEmpty()).isTrue();
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("completeness").get("missing").toString())
                    .contains("start");
        }
    }

    @Quirk("Q59")
    void eventsPlayedAgainWithoutTheOfflineFlagKeepTheirOwnTimes(Lab lab) {
        String idToken = lab.validToken();
        String began = Times.ago(Duration.ofHours(5));
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("TransactionEvent", """
                    {"eventType":"Started","timestamp":"%s","triggerReason":"Authorized","seqNo":0,"transactionInfo":{"transactionId":"replayed"},
                     "evse":{"id":1,"connectorId":1},"idToken":{"idToken":"%s","type":"ISO14443"}}""".formatted(began, idToken));
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
            play.station().call("TransactionEvent", """
                    {"eventType":"Ended","timestamp":"%s","triggerReason":"EVCommunicationLost","seqNo":1,"transactionInfo":{"transactionId":"replayed","stoppedReason":"EVDisconnected"}}""".formatted(Times.ago(Duration.ofHours(4))));
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("startedAt").asString()).isEqualTo(began);
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
        }
    }

    @Quirk("Q59")
    void anEmptyTokenIsNoToken(Lab lab) {
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station());
            JsonNode answer = tx.event(
                    "Started",
                    "CablePluggedIn",
                    "",
                    evse(1) + ",\"idToken\":{\"idToken\":\"\",\"type\":\"NoAuthorization\"}");
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
            Tx nobody = Tx.on(play.station());
            JsonNode refused = nobody.event(
                    "Started", "CablePluggedIn", "", evse(2) + ",\"idToken\":{\"idToken\":\"\",\"type\":\"ISO14443\"}");
            assertThat(idTokenInfo(refused)).isIn("Invalid", "Unknown");
            assertThat(play.transactions().size()).isEqualTo(2);
        }
    }
}

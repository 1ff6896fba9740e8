package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.idTagInfo;
import static dev.stationmaster.conformance.harness.Ocpp16.start;
import static dev.stationmaster.conformance.harness.Ocpp16.startAccepted;
import static dev.stationmaster.conformance.harness.Ocpp16.stop;
import static dev.stationmaster.conformance.harness.Ocpp16.transactionId;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What users of systems like this one had to complain about. */
@ExtendWith(CsmsUnderTest.class)
class ReportedTroubleTest {
    @Test
    void theEnergySoFarIsNotResetByABatchWithoutARegister(Lab lab) {
        try (var charging = charging(lab)) {
            meterValues(charging.station(), charging.transactionId(), "{\"value\":\"1800\"}", Times.now());
            meterValues(charging.station(), charging.transactionId(), """
                    {"value":"55","measurand":"SoC","unit":"Percent"}""", Times.now());
            meterValues(charging.station(), charging.transactionId(), """
                    {"value":"0","measurand":"Power.Active.Import","unit":"W","context":"Sample.Clock"}""", Times.now());
            JsonNode transaction = charging.play().transaction();
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("800");
            assertThat(transaction.get("socPercent").asDouble()).isEqualTo(55);
        }
    }

    @Test
    void aRetriedStopStoresItsReadingsOnce(Lab lab) {
        try (var charging = charging(lab)) {
            String at = Times.now();
            String payload = """
                    {"transactionId":%d,"idTag":"%s","meterStop":3500,"timestamp":"%s","transactionData":[
                      {"timestamp":"%s","sampledValue":[{"value":"3500","context":"Transaction.End"}]}]}""".formatted(charging.transactionId(), charging.idTag(), at, at);
            JsonNode first = charging.station().call("StopTransaction", payload);
            assertThat(charging.station().call("StopTransaction", payload)).isEqualTo(first);
            assertThat(charging.play().readings().size()).isEqualTo(1);
            assertThat(charging.play().flags()).isEmpty();
        }
    }

    @Test
    void aQueuedEndCountsAlthoughTheStationSaidThatNothingIsQueued(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            var status = charging.play()
                    .command("{\"type\":\"GetTransactionStatus\",\"transactionId\":\""
                            + charging.tx().id() + "\"}");
            charging.station()
                    .expect("GetTransactionStatus")
                    .answer("{\"ongoingIndicator\":false,\"messagesInQueue\":false}");
            assertThat(status.result().get("state").asString()).isEqualTo("answered");
            charging.tx()
                    .event(
                            "Ended",
                            "EVCommunicationLost",
                            ",\"stoppedReason\":\"EVDisconnected\"",
                            ",\"offline\":true" + register("Transaction.End", 4200));
            JsonNode transaction = charging.play().transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("stopReason").asString()).isEqualTo("EVDisconnected");
            assertThat(transaction.get("stopEnergyWh").decimalValue()).isEqualByComparingTo("4200");
        }
    }

    @Test
    void aRefusedStartTouchesNobodyElsesSession(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode refused = start(charging.station(), 1, lab.unknownToken(), Times.now());
            assertThat(idTagInfo(refused)).isEqualTo("Invalid");
            transactionId(refused);
            JsonNode older = charging.play().transactions().get(1);
            assertThat(older.get("state").asString()).isEqualTo("open");
            assertThat(Lab.Play.flags(older)).isEmpty();
        }
    }

    @Test
    void idsOfTransactionsNeverMeetAndEverySessionCanBeginAgain(Lab lab) {
        String tag = lab.validToken();
        try (var one = lab.booted16();
                var other = lab.booted16()) {
            int last = 0;
            for (int i = 0; i < 3; i++) {
                int first = startAccepted(one.station(), 1, tag);
                int second = startAccepted(other.station(), 1, tag);
                assertThat(first).isNotEqualTo(second).isNotEqualTo(last);
                stop(one.station(), first, "Local", Times.now());
                stop(other.station(), second, "Local", Times.now());
                last = second;
            }
            assertThat(one.transactions().size()).isEqualTo(3);
            assertThat(other.transactions().size()).isEqualTo(3);
        }
    }

    @Test
    void aStartOfAnUnknownConnectorStaysThere(Lab lab) {
        try (var play = lab.booted16()) {
            startAccepted(play.station(), 7, lab.validToken());
            assertThat(play.transaction().get("evse").asInt()).isEqualTo(7);
        }
    }

    @Test
    void theStartButtonNeedsNoToken(Lab lab) {
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station());
            JsonNode answer = tx.event(
                    "Started",
                    "CablePluggedIn",
                    "",
                    evse(1) + ",\"idToken\":{\"idToken\":\"\",\"type\":\"NoAuthorization\"}");
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        }
    }

    @Test
    void theTimeoutOfOneRequestIsNotReportedOnAnother(Lab lab) {
        try (var play = lab.booted16()) {
            var lost = lab.operator()
                    .send(
                            "POST",
                            "/stations/" + play.identity() + "/calls",
                            "{\"action\":\"ClearCache\",\"payload\":{},\"timeoutSeconds\":1}");
            assertThat(lost.status()).isEqualTo(504);
            CallFromCsms first = play.station().expect("ClearCache");
            try (var back = play.reconnected()) {
                var next = back.call("ClearCache", "{}");
                CallFromCsms second = back.station().expect("ClearCache");
                assertThat(second.id()).isNotEqualTo(first.id());
                back.station().send("[4,\"" + first.id() + "\",\"InternalError\",\"late\",{}]");
                second.answer("{\"status\":\"Accepted\"}");
                assertThat(next.result().get("result").get("status").asString()).isEqualTo("Accepted");
            }
        }
    }

    @Test
    void eventsThatArriveLateDoNotTurnTheStateBack(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            Tx tx = Tx.on(play.station());
            tx.eventNumbered(0, "Started", "Authorized", "", evse(1) + token(idToken));
            tx.eventNumbered(3, "Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            tx.eventNumbered(
                    2, "Updated", "ChargingStateChanged", ",\"chargingState\":\"Charging\"", ",\"offline\":true");
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("chargingState").asString()).isEqualTo("SuspendedEV");
            assertThat(transaction.get("completeness").get("missing").toString())
                    .contains("1");
            tx.eventNumbered(1, "Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", "");
            assertThat(play.transaction().get("completeness").get("complete").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aDeadStationIsShownAsNotConnectedBesideItsLastKnownState(Lab lab) {
        String identity;
        try (var play = lab.booted16()) {
            identity = play.identity();
            play.station().vanish();
        }
        JsonNode shown = lab.operator()
                .await(
                        "/stations/" + identity,
                        station -> !station.get("connected").asBoolean());
        assertThat(shown.get("lastSeenAt").asString()).endsWith("Z");
        JsonNode connector = lab.operator()
                .get("/stations/" + identity + "/connectors")
                .get("items")
                .get(1);
        assertThat(connector.get("status").asString()).isEqualTo("Available");
        assertThat(connector.get("receivedAt").asString()).endsWith("Z");
    }

    @Test
    void eightPointOneAmperesAreAMultipleOfATenth(Lab lab) {
        try (var play = lab.booted16()) {
            var set = play.call("SetChargingProfile", """
                    {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",
                     "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8.1}]}}}""");
            CallFromCsms call = play.station().expect("SetChargingProfile");
            assertThat(call.payload().toString()).contains("\"limit\":8.1}");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(set.result().has("result")).isTrue();
        }
    }

    @Test
    void whoWasNeverEnteredIsAnswered404AndWaitsToBeAdopted(Lab lab) {
        String stranger = lab.unknownToken();
        try (var station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + stranger, "Sec-WebSocket-Protocol: ocpp1.6")
                            .status())
                    .isEqualTo(404);
        }
        JsonNode attempts = lab.operator()
                .await("/connection-attempts?limit=500", page -> page.toString().contains(stranger));
        assertThat(attempts.toString()).contains("unknown-station");
    }

    private static void meterValues(ScriptedStation station, int transactionId, String sample, String at) {
        station.call("MeterValues", """
                {"connectorId":1,"transactionId":%d,"meterValue":[{"timestamp":"%s","sampledValue":[%s]}]}""".formatted(transactionId, at, sample));
    }

    @Test
    void aWholeDayOfflineIsOneSessionWithItsOwnTimes(Lab lab) {
        String tag = lab.validToken();
        try (var before = lab.booted16();
                var play = before.reconnected()) {
            JsonNode started = start(play.station(), 1, tag, Times.ago(Duration.ofHours(26)));
            meterValues(
                    play.station(), transactionId(started), "{\"value\":\"2000\"}", Times.ago(Duration.ofHours(25)));
            stop(play.station(), transactionId(started), "Local", Times.ago(Duration.ofHours(24)));
            assertThat(play.transaction().get("offline").asBoolean()).isTrue();
            assertThat(play.transaction().get("energyWh").decimalValue()).isEqualByComparingTo("2500");
        }
    }
}

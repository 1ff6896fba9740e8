package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static dev.stationmaster.conformance.harness.Ocpp21.authorize;
import static dev.stationmaster.conformance.harness.Ocpp21.availability;
import static dev.stationmaster.conformance.harness.Ocpp21.boot;
import static dev.stationmaster.conformance.harness.Ocpp21.booted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A station of 2.1: whole sessions, and the commands that an operator sends it. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp21SessionTest {
    @Test
    void aSessionToldByEventsOnly(Lab lab) {
        String idToken = lab.validToken();
        try (var play = booted(lab)) {
            assertThat(play.shown("").get("version").asString()).isEqualTo("ocpp2.1");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Available");
            assertThat(authorize(play.station(), idToken, "ISO14443")).isEqualTo("Accepted");
            availability(play.station(), 1, "Occupied");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Occupied");

            Tx tx = Tx.on(play.station());
            JsonNode started = tx.event(
                    "Started",
                    "Authorized",
                    ",\"chargingState\":\"EVConnected\",\"operationMode\":\"ChargingOnly\",\"tariffId\":\"T1\"",
                    evse(1) + token(idToken) + ",\"preconditioningStatus\":\"Ready\""
                            + register("Transaction.Begin", 1000));
            assertThat(idTokenInfo(started)).isEqualTo("Accepted");
            tx.charging();
            tx.event(
                    "Updated",
                    "LimitSet",
                    ",\"transactionLimit\":{\"maxCost\":20.5,\"maxEnergy\":30000,\"maxTime\":7200,\"maxSoC\":80}",
                    ",\"evseSleep\":false");
            tx.event("Updated", "RunningCost", "", costs(1.25, null) + register("Sample.Periodic", 3500));
            JsonNode ended = tx.event(
                    "Ended",
                    "SoCLimitReached",
                    ",\"chargingState\":\"Idle\",\"stoppedReason\":\"ReqEnergyTransferRejected\",\"timeSpentCharging\":1800",
                    costs(2.5, "T1") + register("Transaction.End", 6000));
            assertThat(ended.isObject()).isTrue();
            availability(play.station(), 1, "Available");

            JsonNode transaction = play.transaction();
            assertThat(transaction.get("version").asString()).isEqualTo("ocpp2.1");
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("stopReason").asString()).isEqualTo("ReqEnergyTransferRejected");
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("5000");
            assertThat(transaction.get("completeness").get("complete").asBoolean())
                    .isTrue();
            String events = lab.operator()
                    .get("/transactions/" + transaction.get("id").asString() + "/events")
                    .toString();
            assertThat(events)
                    .contains("\"maxSoC\":80", "\"tariffId\":\"T1\"", "\"total\":{\"exclTax\":2.5}", "SoCLimitReached");
            assertThat(play.shown("/findings").get("items").isEmpty())
                    .as("%s", play.shown("/findings"))
                    .isTrue();
        }
    }

    private static String costs(double total, String tariffId) {
        String periods = tariffId == null ? "" : """
                        ,"chargingPeriods":[{"startPeriod":"%s","tariffId":"%s","dimensions":[{"type":"Energy","volume":5000}]}]""".formatted(Times.now(), tariffId);
        return """
                ,"costDetails":{"totalCost":{"currency":"EUR","typeOfCost":"NormalCost","total":{"exclTax":%s}},
                  "totalUsage":{"energy":5000,"chargingTime":1800,"idleTime":0}%s}""".formatted(total, periods);
    }

    @Test
    void tokensOfTheNewTypesAndOfTheFullLengthAreKnown(Lab lab) {
        try (var play = booted(lab)) {
            String vin = "WVW"
                    + UUID.randomUUID()
                            .toString()
                            .replace("-", "")
                            .substring(0, 14)
                            .toUpperCase();
            String evccid = UUID.randomUUID()
                    .toString()
                    .replace("-", "")
                    .substring(0, 12)
                    .toUpperCase();
            String longest = (UUID.randomUUID() + "x".repeat(255)).substring(0, 255);
            enter(lab, vin, "VIN");
            enter(lab, evccid, "EVCCID");
            enter(lab, longest, "DirectPayment");
            assertThat(authorize(play.station(), vin, "VIN")).isEqualTo("Accepted");
            assertThat(authorize(play.station(), evccid, "EVCCID")).isEqualTo("Accepted");
            assertThat(authorize(play.station(), longest, "DirectPayment")).isEqualTo("Accepted");
            assertThat(authorize(play.station(), evccid, "VIN")).isIn("Unknown", "Invalid");
            assertThat(play.station().callRefused("Authorize", """
                    {"idToken":{"idToken":"%s","type":"Central"}}""".formatted("y".repeat(600))))
                    .isEqualTo("PropertyConstraintViolation");
        }
    }

    @Test
    void aRefusalForLackOfMoneyStaysInNoCache(Lab lab) {
        try (var play = booted(lab)) {
            JsonNode info = Ocpp201.authorize(play.station(), lab.newToken("noCredit", ""))
                    .get("idTokenInfo");
            assertThat(info.get("status").asString()).isEqualTo("NoCredit");
            assertThat(Instant.parse(info.get("cacheExpiryDateTime").asString()))
                    .isBeforeOrEqualTo(Instant.now());
        }
    }

    private static void enter(Lab lab, String idToken, String type) {
        int status = lab.operator()
                .send(
                        "POST",
                        "/tokens",
                        "{\"idToken\":\"" + idToken + "\",\"type\":\"" + type + "\",\"status\":\"accepted\"}")
                .status();
        assertThat(status).isEqualTo(201);
    }

    @Test
    void aTransactionGoesOnAfterAReboot(Lab lab) {
        String idToken = lab.validToken();
        try (var before = booted(lab)) {
            Tx tx = Tx.on(before.station());
            tx.event("Started", "Authorized", "", evse(1) + token(idToken) + register("Transaction.Begin", 0));
            tx.charging();
            var reset = before.call("Reset", "{\"type\":\"ImmediateAndResume\"}");
            CallFromCsms call = before.station().expect("Reset");
            assertThat(call.payload().toString()).isEqualTo("{\"type\":\"ImmediateAndResume\"}");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(reset.result().get("result").get("status").asString()).isEqualTo("Accepted");
            tx.event("Updated", "ResetCommand", ",\"chargingState\":\"SuspendedEVSE\"", "");

            try (var play = before.reconnected()) {
                boot(play.station(), "RemoteReset");
                assertThat(play.transaction().get("state").asString()).isEqualTo("open");
                Tx resumed = tx.on(play);
                resumed.event("Updated", "TxResumed", ",\"chargingState\":\"Charging\"", "");
                JsonNode running = play.transaction();
                assertThat(running.get("chargingState").asString()).isEqualTo("Charging");
                assertThat(running.get("transactionId").asString()).isEqualTo(tx.id());
                resumed.unplugged(register("Transaction.End", 7000));
                assertThat(play.transaction().get("energyWh").decimalValue()).isEqualByComparingTo("7000");
            }
        }
    }

    @Test
    void aTypedResetMayResumeToo(Lab lab) {
        try (var play = booted(lab)) {
            var reset = play.command("{\"type\":\"Reset\",\"how\":\"ImmediateAndResume\"}");
            CallFromCsms call = play.station().expect("Reset");
            assertThat(call.payload().get("type").asString()).isEqualTo("ImmediateAndResume");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(reset.status()).isEqualTo("Accepted");
        }
        try (var older = lab.booted201()) {
            var refused =
                    older.call("Reset", "{\"type\":\"ImmediateAndResume\"}").outcome();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("code").asString()).isEqualTo("invalid-payload");
            assertThat(older.station().quiet()).isTrue();
        }
    }

    @Test
    void aStreamIsNeverAnsweredAndItsValuesAreInTheLog(Lab lab) {
        try (var play = booted(lab)) {
            play.station().send("""
                    [6,"stream-1","NotifyPeriodicEventStream",{"id":7,"pending":0,"basetime":"%s","data":[{"t":0,"v":"16.1"},{"t":0.5,"v":"16.2"}]}]""".formatted(Times.now()));
            play.station().send("[6,\"stream-2\",\"NotifyPeriodicEventStream\",{\"id\":\"broken\"}]");
            assertThat(play.station().exchange("Heartbeat", "{}").get(0).asInt())
                    .isEqualTo(3);
            JsonNode log = play.shown("/messages?action=NotifyPeriodicEventStream");
            assertThat(log.get("items").size()).isEqualTo(2);
            assertThat(log.get("items").get(1).get("outcome").asString()).isEqualTo("noAnswerDue");
            assertThat(log.toString()).contains("16.2");
        }
    }

    @Test
    void anAnswerThatTheStationCannotReadIsShownAsRefused(Lab lab) {
        String idToken = lab.validToken();
        try (var play = booted(lab)) {
            play.station().send("""
                    [2,"a-1","Authorize",{"idToken":{"idToken":"%s","type":"ISO14443"}}]""".formatted(idToken));
            assertThat(play.station().nextAnswer().get(1).asString()).isEqualTo("a-1");
            play.station().send("[5,\"a-1\",\"FormatViolation\",\"cannot parse the tariff\",{}]");
            JsonNode finding = play.finding("Authorize", "answer-refused");
            assertThat(finding.get("message").asString()).contains("FormatViolation", "cannot parse the tariff");
            assertThat(play.station().exchange("Heartbeat", "{}").get(0).asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void anAnswerThatWeCannotReadIsRefusedToTheStation(Lab lab) {
        try (var play = booted(lab)) {
            var pending = play.call("ClearCache", "{}");
            CallFromCsms call = play.station().expect("ClearCache");
            call.answer("{\"status\":\"Maybe\"}");
            JsonNode refusal = play.station().nextAnswer();
            assertThat(refusal.get(0).asInt()).isEqualTo(5);
            assertThat(refusal.get(1).asString()).isEqualTo(call.id());
            assertThat(refusal.get(2).asString()).isEqualTo("PropertyConstraintViolation");
            assertThat(pending.outcome().json().toString()).contains("/status");
        }
    }

    @Test
    void remoteStartAndStop(Lab lab) {
        String idToken = lab.validToken();
        try (var play = booted(lab)) {
            ScriptedStation station = play.station();
            var start = play.command("{\"type\":\"RemoteStart\",\"idToken\":\"" + idToken + "\",\"evse\":1}");
            CallFromCsms call = station.expect("RequestStartTransaction");
            int remoteStartId = call.payload().get("remoteStartId").asInt();
            assertThat(call.payload().get("idToken").get("idToken").asString()).isEqualTo(idToken);
            call.answer("{\"status\":\"Accepted\"}");
            String command = start.result().get("id").asString();
            Tx tx = Tx.on(station);
            tx.event(
                    "Started",
                    "RemoteStart",
                    ",\"chargingState\":\"Charging\",\"remoteStartId\":" + remoteStartId,
                    evse(1) + token(idToken));
            JsonNode seen = lab.operator()
                    .await(
                            "/commands/" + command,
                            it -> it.get("effect").get("state").asString().equals("seen"));
            assertThat(seen.get("status").asString()).isEqualTo("Accepted");

            var stop = play.command("{\"type\":\"RemoteStop\",\"transaction\":\""
                    + play.transaction().get("id").asString() + "\"}");
            CallFromCsms stopping = station.expect("RequestStopTransaction");
            assertThat(stopping.payload().get("transactionId").asString()).isEqualTo(tx.id());
            stopping.answer("{\"status\":\"Accepted\"}");
            assertThat(stop.status()).isEqualTo("Accepted");
            tx.event("Ended", "RemoteStop", ",\"stoppedReason\":\"Remote\"", "");
            assertThat(play.transaction().get("stopReason").asString()).isEqualTo("Remote");
        }
    }

    @Test
    void variablesAreReadAndReportsAssembled(Lab lab) {
        try (var play = booted(lab)) {
            var get = play.command("""
                    {"type":"GetVariables","variables":[{"component":"TxCtrlr","variable":"ResumptionTimeout"}]}""");
            play.station().expect("GetVariables").answer("""
                    {"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"300","component":{"name":"TxCtrlr"},"variable":{"name":"ResumptionTimeout"}}]}""");
            assertThat(get.result().get("state").asString()).isEqualTo("answered");
            assertThat(play.shown("/variables?component=TxCtrlr").toString())
                    .contains("\"variable\":\"ResumptionTimeout\"", "\"value\":\"300\"");

            var report = play.command("{\"type\":\"GetBaseReport\",\"kind\":\"FullInventory\"}");
            CallFromCsms call = play.station().expect("GetBaseReport");
            int requestId = call.payload().get("requestId").asInt();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(report.status()).isEqualTo("Accepted");
            for (int part = 0; part < 3; part++) {
                play.station().call("NotifyReport", """
                        {"requestId":%d,"generatedAt":"%s","seqNo":%d,"tbc":%b,"reportData":[{"component":{"name":"NetworkConfiguration","instance":"%d"},
                         "variable":{"name":"OcppCsmsUrl"},"variableAttribute":[{"value":"wss://csms.example/%d","mutability":"ReadWrite","persistent":true}],
                         "variableCharacteristics":{"dataType":"string","maxLimit":2000,"supportsMonitoring":false,"maxElements":1}}]}""".formatted(requestId, Times.now(), part, part < 2, part, part));
            }
            JsonNode shown = play.shown("/reports/" + requestId);
            assertThat(shown.get("state").asString()).isEqualTo("complete");
            assertThat(shown.get("items").size()).isEqualTo(3);
            assertThat(shown.toString()).contains("wss://csms.example/2");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block I: tariff and cost. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201TariffTest {
    private static final String PER_KWH = "\"elements\":[{\"perKwh\":\"0.49\"}]";

    /** A new tariff that everybody pays at this station. @return its id */
    private static String tariff(Lab.Play play, String fields) {
        String id = "tariff-of-" + play.identity();
        Operator.Answer made = play.lab()
                .operator()
                .send("POST", "/tariffs", "{\"id\":\"" + id + "\",\"currency\":\"EUR\"," + fields + "}");
        assertThat(made.status()).as("making a tariff: %s", made.body()).isEqualTo(201);
        Operator.Answer assigned = play.lab()
                .operator()
                .send(
                        "PUT",
                        "/tariff-assignments",
                        "{\"station\":\"" + play.identity() + "\",\"tariff\":\"" + id + "\"}");
        assertThat(assigned.status()).as("assigning: %s", assigned.body()).isEqualTo(200);
        return id;
    }

    private static BigDecimal totalCost(JsonNode answer) {
        assertThat(answer.has("totalCost")).as("totalCost in %s", answer).isTrue();
        return answer.get("totalCost").decimalValue();
    }

    @OcaCase("TC_I_01")
    void theRunningCostFollowsTheEnergy(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            tariff(play, PER_KWH + ",\"texts\":{\"en\":\"49 cents per kWh\",\"de\":\"49 Cent je kWh\"}");
            JsonNode shown = authorize(play.station(), idToken);
            assertThat(idTokenInfo(shown)).isEqualTo("Accepted");
            JsonNode message = shown.get("idTokenInfo").get("personalMessage");
            assertThat(message.get("content").asString()).isEqualTo("49 cents per kWh");
            assertThat(message.get("format").asString()).isEqualTo("UTF8");
            Tx tx = Tx.on(play.station());
            JsonNode authorized = tx.event("Updated", "Authorized", "", token(idToken));
            assertThat(idTokenInfo(authorized)).isEqualTo("Accepted");
            tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            JsonNode begun = tx.event(
                    "Updated",
                    "ChargingStateChanged",
                    ",\"chargingState\":\"Charging\"",
                    register("Transaction.Begin", 1000));
            assertThat(totalCost(begun)).isEqualByComparingTo("0.00");
            JsonNode first = tx.event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 3000));
            assertThat(totalCost(first)).isEqualByComparingTo("0.98");
            JsonNode second = tx.event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 4500));
            assertThat(totalCost(second)).isEqualByComparingTo("1.72");
        }
    }

    @OcaCase("TC_I_02")
    void theFinalCostIsThePriceOfTheEnergy(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            tariff(play, PER_KWH + ",\"taxPercent\":19");
            Tx tx = session(play, idToken);
            assertThat(totalCost(ended(tx, 6000))).isEqualByComparingTo("2.45");
            JsonNode cost = play.transaction().get("cost");
            assertThat(cost.get("total").decimalValue()).isEqualByComparingTo("2.45");
            assertThat(cost.get("tax").decimalValue()).isEqualByComparingTo("0.39");
            assertThat(cost.get("running").asBoolean()).isFalse();
            assertThat(cost.get("parts").get(0).get("quantity").decimalValue()).isEqualByComparingTo("5");
        }
    }

    /** Plugged in with the register at 1000 Wh, authorized, charging, stopped by its token, still connected, free. */
    private static Tx session(Lab.Play play, String idToken) {
        Tx tx = Tx.on(play.station());
        tx.event(
                "Started",
                "CablePluggedIn",
                ",\"chargingState\":\"EVConnected\"",
                evse(1) + register("Transaction.Begin", 1000));
        assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
        assertThat(idTokenInfo(tx.event("Updated", "Authorized", "", token(idToken))))
                .isEqualTo("Accepted");
        tx.charging();
        tx.stopAuthorized();
        tx.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"EVConnected\"", "");
        Lab.status201(play.station(), 1, "Available");
        return tx;
    }

    private static JsonNode ended(Tx tx, int register) {
        return tx.unplugged(register("Transaction.End", register));
    }

    @Test
    void freeIsSaidAndUnknownIsLeftOut(Lab lab) {
        try (var play = lab.booted201()) {
            Tx without = session(play, lab.validToken());
            JsonNode unknown = ended(without, 6000);
            assertThat(unknown.has("totalCost"))
                    .as("without a tariff: %s", unknown)
                    .isFalse();
        }
        try (var play = lab.booted201()) {
            tariff(play, "\"elements\":[{\"perKwh\":0}]");
            assertThat(totalCost(ended(session(play, lab.validToken()), 6000))).isEqualByComparingTo("0.00");
        }
        try (var play = lab.booted201()) {
            tariff(play, PER_KWH);
            Tx tx = Tx.on(play.station());
            tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            tx.charging();
            JsonNode blind = tx.unplugged("");
            assertThat(blind.has("totalCost"))
                    .as("without a register: %s", blind)
                    .isFalse();
            assertThat(play.transaction().get("cost").get("problem").asString()).contains("energy");
        }
    }

    @Test
    void aTransactionKeepsTheVersionItBeganWith(Lab lab) {
        try (var play = lab.booted201()) {
            String id = tariff(play, PER_KWH);
            Tx tx = session(play, lab.validToken());
            Operator.Answer dearer = lab.operator()
                    .send("PUT", "/tariffs/" + id, "{\"id\":\"" + id + "\",\"elements\":[{\"perKwh\":\"4.90\"}]}");
            assertThat(dearer.json().get("version").asInt()).isEqualTo(2);
            assertThat(totalCost(ended(tx, 6000))).isEqualByComparingTo("2.45");
            Tx next = session(play, lab.validToken());
            assertThat(totalCost(ended(next, 2000))).isEqualByComparingTo("4.90");
            assertThat(play.transactions()
                            .get(0)
                            .get("cost")
                            .get("tariffVersion")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void costUpdatedTellsTheRunningCostWhereThatIsWanted(Lab lab) {
        try (var play = lab.booted201()) {
            tariff(play, PER_KWH);
            lab.operator().send("PATCH", "/stations/" + play.identity() + "/settings", "{\"runningCost\":\"message\"}");
            Tx tx = Tx.on(play.station());
            tx.event(
                    "Started",
                    "CablePluggedIn",
                    ",\"chargingState\":\"Charging\"",
                    evse(1) + register("Transaction.Begin", 1000));
            JsonNode answer = tx.event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 3000));
            assertThat(answer.has("totalCost")).as("never in two ways at once").isFalse();
            CallFromCsms call = play.station().expect("CostUpdated");
            assertThat(call.payload().get("transactionId").asString()).isEqualTo(tx.id());
            call.answer("{}");
            var asked = play.command("{\"type\":\"CostUpdated\",\"transactionId\":\"" + tx.id() + "\"}");
            CallFromCsms wanted = play.station().expect("CostUpdated");
            assertThat(wanted.payload().get("totalCost").decimalValue()).isEqualByComparingTo("0.98");
            wanted.answer("{}");
            assertThat(asked.result().get("state").asString()).isEqualTo("answered");
            ended(tx, 3000);
        }
    }

    @Test
    void aSessionOf16HasACostToo(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted16()) {
            tariff(play, "\"elements\":[{\"perKwh\":\"0.49\",\"perSession\":1}]");
            JsonNode started = play.station().call("StartTransaction", """
                    {"connectorId":1,"idTag":"%s","meterStart":1000,"timestamp":"%s"}""".formatted(idToken, Times.now()));
            int id = started.get("transactionId").asInt();
            play.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":6000,"timestamp":"%s"}""".formatted(id, Times.now()));
            JsonNode cost = play.transaction().get("cost");
            assertThat(cost.get("total").decimalValue()).isEqualByComparingTo("3.45");
        }
    }
}

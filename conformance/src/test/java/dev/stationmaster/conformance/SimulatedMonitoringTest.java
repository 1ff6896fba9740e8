package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Monitors and customers' data with stations that know nothing of our code. */
@ExtendWith(CsmsUnderTest.class)
class SimulatedMonitoringTest {
    private static final String HEARTBEAT = "\"component\":\"OCPPCommCtrlr\",\"variable\":\"HeartbeatInterval\"";

    @Test
    void a201StationWatchesItself(Lab lab) {
        play(lab, Version.OCPP201);
    }

    @Test
    void a21StationWatchesItself(Lab lab) {
        play(lab, Version.OCPP21);
    }

    private static void play(Lab lab, Version version) {
        String token = lab.validToken();
        String identity = lab.newStation();
        Operator operator = lab.operator();
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, version, lab.csms().stationUrl()).withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            accepted(operator, identity, """
                    {"type":"GetVariables","variables":[
                     {"component":"MonitoringCtrlr","variable":"ItemsPerMessage","variableInstance":"SetVariableMonitoring"},
                     {"component":"MonitoringCtrlr","variable":"ItemsPerMessage","variableInstance":"ClearVariableMonitoring"}]}""");
            JsonNode set = accepted(operator, identity, """
                    {"type":"SetVariableMonitoring","monitors":[
                     {%1$s,"type":"UpperThreshold","value":400,"severity":2},{%1$s,"type":"LowerThreshold","value":5,"severity":7},
                     {"component":"EVSE","evse":1,"variable":"AvailabilityState","type":"Delta","value":1,"severity":8},
                     {"component":"SecurityCtrlr","variable":"OrganizationName","type":"Delta","value":1,"severity":8}]}""".formatted(HEARTBEAT));
            assertThat(set.get("exchanges").size())
                    .as("three fit into a message")
                    .isEqualTo(2);
            alarmComesAndGoes(operator, identity);
            reportAgrees(operator, identity);
            chargeAndForget(operator, identity, station, token);
        }
    }

    private static void alarmComesAndGoes(Operator operator, String identity) {
        heartbeat(operator, identity, 500);
        JsonNode raised = operator.await(
                "/stations/" + identity + "/alerts", shown -> shown.get("items").size() == 1);
        assertThat(raised.at("/items/0/value").asString()).isEqualTo("500");
        assertThat(raised.at("/items/0/severityName").asString()).isEqualTo("SystemFailure");
        heartbeat(operator, identity, 300);
        operator.await(
                "/stations/" + identity + "/alerts", shown -> shown.get("items").isEmpty());
    }

    private static void heartbeat(Operator operator, String identity, int seconds) {
        accepted(
                operator,
                identity,
                "{\"type\":\"SetVariables\",\"variables\":[{" + HEARTBEAT + ",\"value\":\"" + seconds + "\"}]}");
    }

    private static void reportAgrees(Operator operator, String identity) {
        JsonNode asked = accepted(operator, identity, "{\"type\":\"GetMonitoringReport\"}");
        operator.await(
                "/commands/" + asked.get("id").asString(),
                shown -> shown.at("/effect/state").asString("").equals("seen"));
        JsonNode monitors = operator.get("/stations/" + identity + "/monitors").get("items");
        assertThat(monitors.size()).isEqualTo(4);
        for (JsonNode monitor : monitors) {
            assertThat(monitor.get("state").asString()).as("%s", monitor).isEqualTo("same");
            assertThat(monitor.get("source").asString()).isEqualTo("report");
        }
        String ids = monitors.findValuesAsString("id").toString();
        accepted(operator, identity, "{\"type\":\"ClearVariableMonitoring\",\"ids\":" + ids + "}");
        assertThat(operator.get("/stations/" + identity + "/monitors")
                        .get("items")
                        .size())
                .isZero();
    }

    private static void chargeAndForget(Operator operator, String identity, SimulatedStation station, String token) {
        station.plug(1, Car.compact(0.3));
        assertThat(station.present(1, Token.card(token)).join()).isTrue();
        operator.await(
                "/transactions?station=" + identity + "&state=open",
                shown -> shown.at("/items/0/evse").asInt(0) == 1);
        accepted(
                operator,
                identity,
                "{\"type\":\"SendLocalList\",\"updateType\":\"Full\",\"entries\":[{\"idToken\":\"" + token + "\"}]}");
        JsonNode told = information(operator, identity, token, true);
        assertThat(told.get("data").asString()).contains("cache: Accepted", "local list 1: Accepted");
        assertThat(told.get("parts").asInt()).isGreaterThan(1);
        operator.await(
                "/stations/" + identity + "/local-list",
                shown -> shown.at("/version/confirmed").asInt(0) == 2);
        assertThat(information(operator, identity, token, false).get("data").asString())
                .isEmpty();
    }

    private static JsonNode information(Operator operator, String identity, String token, boolean clear) {
        JsonNode asked = accepted(
                operator,
                identity,
                "{\"type\":\"CustomerInformation\",\"report\":true,\"clear\":" + clear + ",\"idToken\":{\"idToken\":\""
                        + token + "\",\"type\":\"ISO14443\"}}");
        operator.await(
                "/commands/" + asked.get("id").asString(),
                shown -> shown.at("/effect/state").asString("").equals("seen"));
        return operator.get("/stations/" + identity + "/customer-information")
                .get("items")
                .get(0);
    }

    private static JsonNode accepted(Operator operator, String identity, String command) {
        JsonNode result = operator.command(identity, command).result();
        assertThat(result.path("status").asString("")).as("%s", result).isEqualTo("Accepted");
        return result;
    }
}

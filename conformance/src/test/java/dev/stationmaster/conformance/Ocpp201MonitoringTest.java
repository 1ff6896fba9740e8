package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Monitors.EVSE;
import static dev.stationmaster.conformance.harness.Monitors.EVSE_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.POWER_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.STATION;
import static dev.stationmaster.conformance.harness.Monitors.delta;
import static dev.stationmaster.conformance.harness.Monitors.held;
import static dev.stationmaster.conformance.harness.Monitors.limit;
import static dev.stationmaster.conformance.harness.Monitors.results;
import static dev.stationmaster.conformance.harness.Monitors.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Times;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, block N: monitors, N03 to N06. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201MonitoringTest {
    @OcaCase("TC_N_05")
    void theMonitoringBase(Lab lab) {
        try (var play = lab.booted201()) {
            for (String base : List.of("All", "FactoryDefault", "HardWiredOnly")) {
                var asked = play.command("{\"type\":\"SetMonitoringBase\",\"base\":\"" + base + "\"}");
                CallFromCsms call = play.station().expect("SetMonitoringBase");
                assertThat(call.payload().toString()).isEqualTo("{\"monitoringBase\":\"" + base + "\"}");
                call.answer("{\"status\":\"Accepted\"}");
                assertThat(asked.status()).isEqualTo("Accepted");
                assertThat(play.shown("/monitors").get("setting").get("base").asString())
                        .isEqualTo(base);
            }
        }
    }

    @Test
    void aFactoryDefaultWipesWhatOperatorsSet(Lab lab) {
        try (var play = lab.booted201()) {
            set(play, List.of(EVSE), List.of("Accepted"), 31);
            var asked = play.command("{\"type\":\"SetMonitoringBase\",\"base\":\"FactoryDefault\"}");
            play.station().expect("SetMonitoringBase").answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(play.shown("/monitors").get("items").size()).isZero();
        }
    }

    @OcaCase("TC_N_08")
    void oneMonitor(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode sent = set(play, List.of(EVSE), List.of("Accepted"), 41);
            assertThat(sent.get("setMonitoringData").toString())
                    .isEqualTo("[{\"value\":1,\"type\":\"Delta\",\"severity\":8," + EVSE_WIRE + "}]");
            JsonNode monitor = held(play, 41);
            assertThat(monitor.get("state").asString()).isEqualTo("same");
            assertThat(monitor.get("severityName").asString()).isEqualTo("Informational");
        }
    }

    @OcaCase("TC_N_09")
    void twoMonitors(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode sent = set(play, List.of(EVSE, STATION), List.of("Accepted", "Rejected"), 51);
            assertThat(sent.get("setMonitoringData").size()).isEqualTo(2);
            assertThat(sent.get("setMonitoringData")
                            .get(1)
                            .get("component")
                            .get("name")
                            .asString())
                    .isEqualTo("ChargingStation");
            held(play, 51);
            assertThat(play.shown("/monitors").get("items").size()).isEqualTo(1);
            JsonNode command = play.shown("/commands").get("items").get(0);
            assertThat(command.get("reason").asString())
                    .isEqualTo("ChargingStation.AvailabilityState Delta 8: Rejected");
        }
    }

    @Test
    void asManyMonitorsInAMessageAsTheStationTakes(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, "SetVariableMonitoring", 1);
            var asked = play.command(
                    "{\"type\":\"SetVariableMonitoring\",\"monitors\":[" + delta(EVSE) + "," + delta(STATION) + "]}");
            for (int id = 61; id <= 62; id++) {
                CallFromCsms call = play.station().expect("SetVariableMonitoring");
                assertThat(call.payload().get("setMonitoringData").size()).isEqualTo(1);
                call.answer(results(call.payload(), List.of("Accepted"), id));
            }
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(held(play, 62).get("component").asString()).isEqualTo("ChargingStation");
        }
    }

    @OcaCase("TC_N_16")
    void theMonitoringLevel(Lab lab) {
        try (var play = lab.booted201()) {
            level(play, 4, "Accepted");
            JsonNode setting = play.shown("/monitors").get("setting");
            assertThat(setting.get("level").asInt()).isEqualTo(4);
            assertThat(setting.get("levelName").asString()).isEqualTo("Error");
        }
    }

    @OcaCase("TC_N_17")
    void theMonitoringLevelIsRefused(Lab lab) {
        try (var play = lab.booted201()) {
            level(play, 7, "Accepted");
            level(play, 4, "Rejected");
            assertThat(play.shown("/monitors").get("setting").get("level").asInt())
                    .isEqualTo(7);
        }
    }

    @OcaCase("TC_N_18")
    void moreMonitorsAreClearedThanOneMessageHolds(Lab lab) {
        int most = 3;
        Set<Integer> wanted = IntStream.range(100, 108).boxed().collect(Collectors.toSet());
        try (var play = lab.booted201()) {
            limit(play, most);
            var asked = play.command("{\"type\":\"ClearVariableMonitoring\",\"ids\":" + wanted + "}");
            Set<Integer> cleared = new HashSet<>();
            while (cleared.size() < wanted.size()) {
                CallFromCsms call = play.station().expect("ClearVariableMonitoring");
                JsonNode ids = call.payload().get("id");
                assertThat(ids.size()).isBetween(1, most);
                List<String> results = new ArrayList<>();
                for (JsonNode id : ids) {
                    cleared.add(id.asInt());
                    results.add("{\"id\":" + id + ",\"status\":\"NotFound\"}");
                }
                call.answer("{\"clearMonitoringResult\":[" + String.join(",", results) + "]}");
            }
            assertThat(cleared).isEqualTo(wanted);
            assertThat(asked.status()).isEqualTo("NotFound");
            assertThat(asked.result().get("exchanges").size()).isEqualTo(3);
        }
    }

    @OcaCase("TC_N_44")
    void aMonitorThatTheStationDoesNotClearStays(Lab lab) {
        try (var play = lab.booted201()) {
            set(play, List.of(EVSE), List.of("Accepted"), 71);
            var refused = play.command("{\"type\":\"ClearVariableMonitoring\",\"ids\":[71]}");
            CallFromCsms call = play.station().expect("ClearVariableMonitoring");
            assertThat(call.payload().toString()).isEqualTo("{\"id\":[71]}");
            call.answer("{\"clearMonitoringResult\":[{\"id\":71,\"status\":\"Rejected\"}]}");
            assertThat(refused.status()).isEqualTo("Rejected");
            assertThat(held(play, 71).get("state").asString()).isEqualTo("same");
            var taken = play.command("{\"type\":\"ClearVariableMonitoring\",\"ids\":[71]}");
            play.station()
                    .expect("ClearVariableMonitoring")
                    .answer("{\"clearMonitoringResult\":[{\"id\":71,\"status\":\"Accepted\"}]}");
            assertThat(taken.status()).isEqualTo("Accepted");
            assertThat(play.shown("/monitors").get("items").size()).isZero();
        }
    }

    @Test
    void whatTheStationCannotWatchIsNotSentUnlessForced(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("NotifyReport", """
                    {"requestId":0,"generatedAt":"%s","seqNo":0,"reportData":[{%s,"variableAttribute":[{"value":"0"}],
                     "variableCharacteristics":{"dataType":"decimal","minLimit":0,"maxLimit":22000,"supportsMonitoring":true}}]}""".formatted(Times.now(), POWER_WIRE));
            assertThat(answer.isEmpty()).isTrue();
            String monitor =
                    "{\"component\":\"ChargingStation\",\"variable\":\"Power\",\"type\":\"UpperThreshold\",\"value\":30000,"
                            + "\"severity\":5}";
            JsonNode refused = play.command("{\"type\":\"SetVariableMonitoring\",\"monitors\":[" + monitor + "]}")
                    .result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("22000");
            var forced =
                    play.command("{\"type\":\"SetVariableMonitoring\",\"force\":true,\"monitors\":[" + monitor + "]}");
            CallFromCsms call = play.station().expect("SetVariableMonitoring");
            call.answer(results(call.payload(), List.of("Rejected"), 0));
            assertThat(forced.status()).isEqualTo("Rejected");
        }
    }

    @Test
    void theRawDoorSetsMonitorsToo(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.call(
                    "SetVariableMonitoring",
                    "{\"setMonitoringData\":[{\"value\":1,\"type\":\"Delta\",\"severity\":8," + EVSE_WIRE + "}]}");
            CallFromCsms call = play.station().expect("SetVariableMonitoring");
            call.answer(results(call.payload(), List.of("Accepted"), 81));
            asked.result();
            assertThat(held(play, 81).get("state").asString()).isEqualTo("same");
        }
    }

    private static void level(Lab.Play play, int severity, String status) {
        var asked = play.command("{\"type\":\"SetMonitoringLevel\",\"severity\":" + severity + "}");
        CallFromCsms call = play.station().expect("SetMonitoringLevel");
        assertThat(call.payload().toString()).isEqualTo("{\"severity\":" + severity + "}");
        call.answer("{\"status\":\"" + status + "\"}");
        assertThat(asked.status()).isEqualTo(status);
    }
}

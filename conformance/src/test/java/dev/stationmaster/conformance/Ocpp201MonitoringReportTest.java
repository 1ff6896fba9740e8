package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Monitors.EVSE;
import static dev.stationmaster.conformance.harness.Monitors.EVSE_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.POWER;
import static dev.stationmaster.conformance.harness.Monitors.POWER_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.STATION;
import static dev.stationmaster.conformance.harness.Monitors.STATION_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.asked;
import static dev.stationmaster.conformance.harness.Monitors.assertShown;
import static dev.stationmaster.conformance.harness.Monitors.held;
import static dev.stationmaster.conformance.harness.Monitors.limit;
import static dev.stationmaster.conformance.harness.Monitors.monitor;
import static dev.stationmaster.conformance.harness.Monitors.report;
import static dev.stationmaster.conformance.harness.Monitors.requestId;
import static dev.stationmaster.conformance.harness.Monitors.set;
import static dev.stationmaster.conformance.harness.Monitors.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, block N: reports of monitors, N02. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201MonitoringReportTest {
    @OcaCase("TC_N_01")
    void aReportByCriteria(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, 5);
            JsonNode first = asked(play, "\"criteria\":[\"DeltaMonitoring\"]", "EmptyResultSet");
            assertThat(first.has("componentVariable")).isFalse();
            JsonNode second = asked(play, "\"criteria\":[\"ThresholdMonitoring\"]", "Accepted");
            assertThat(second.get("monitoringCriteria").toString()).isEqualTo("[\"ThresholdMonitoring\"]");
            assertThat(second.has("componentVariable")).isFalse();
            int requestId = requestId(second);
            assertThat(requestId).isNotEqualTo(requestId(first));
            told(play, requestId, 0, true, monitor(POWER_WIRE, 11, "UpperThreshold", 22000, 5));
            told(play, requestId, 1, false, monitor(POWER_WIRE, 12, "LowerThreshold", 100, 8));
            assertShown(play, requestId, 11, 12);
            assertThat(report(play, requestId(first)).get("state").asString()).isEqualTo("empty");
            JsonNode upper = held(play, 11);
            assertThat(upper.get("type").asString()).isEqualTo("UpperThreshold");
            assertThat(upper.get("severityName").asString()).isEqualTo("Alert");
            assertThat(upper.get("told").get("value").asInt()).isEqualTo(22000);
        }
    }

    @OcaCase("TC_N_02")
    void aReportByVariable(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, 5);
            JsonNode first = asked(play, "\"variables\":[" + POWER + "]", "EmptyResultSet");
            assertThat(first.get("componentVariable").toString())
                    .isEqualTo("[{\"component\":{\"name\":\"ChargingStation\"},\"variable\":{\"name\":\"Power\"}}]");
            JsonNode second = asked(play, "\"variables\":[" + EVSE + "]", "Accepted");
            assertThat(second.has("monitoringCriteria")).isFalse();
            JsonNode named = second.get("componentVariable").get(0);
            assertThat(named.get("component").get("evse").toString()).isEqualTo("{\"id\":1}");
            assertThat(named.get("variable").toString()).isEqualTo("{\"name\":\"AvailabilityState\"}");
            told(play, requestId(second), 0, false, monitor(EVSE_WIRE, 1, "Delta", 1, 8));
            assertShown(play, requestId(second), 1);
            assertThat(held(play, 1).get("evse").asInt()).isEqualTo(1);
        }
    }

    @OcaCase("TC_N_03")
    void aReportByCriteriaAndVariable(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, 5);
            JsonNode first =
                    asked(play, "\"criteria\":[\"DeltaMonitoring\"],\"variables\":[" + EVSE + "]", "EmptyResultSet");
            assertThat(first.get("monitoringCriteria").toString()).isEqualTo("[\"DeltaMonitoring\"]");
            assertThat(first.get("componentVariable").size()).isEqualTo(1);
            JsonNode second =
                    asked(play, "\"criteria\":[\"ThresholdMonitoring\"],\"variables\":[" + POWER + "]", "Accepted");
            told(play, requestId(second), 0, false, monitor(POWER_WIRE, 7, "UpperThreshold", 1000, 4));
            assertShown(play, requestId(second), 7);
        }
    }

    @OcaCase("TC_N_60")
    void aReportByCriteriaAndTwoVariables(Lab lab) {
        String two = "\"variables\":[" + STATION + "," + EVSE + "]";
        try (var play = lab.booted201()) {
            limit(play, 5);
            JsonNode first = asked(play, "\"criteria\":[\"DeltaMonitoring\"]," + two, "EmptyResultSet");
            assertThat(first.get("componentVariable").toString())
                    .isEqualTo("[{" + STATION_WIRE + "},{" + EVSE_WIRE + "}]");
            JsonNode second = asked(play, "\"criteria\":[\"ThresholdMonitoring\"]," + two, "Accepted");
            told(play, requestId(second), 0, true, monitor(STATION_WIRE, 3, "UpperThreshold", 1, 6));
            told(play, requestId(second), 1, false, monitor(EVSE_WIRE, 4, "UpperThreshold", 1, 6));
            assertShown(play, requestId(second), 3, 4);
        }
    }

    @OcaCase("TC_N_47")
    void aReportOfEverything(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode asked = asked(play, "", "Accepted");
            assertThat(asked.has("monitoringCriteria") || asked.has("componentVariable"))
                    .isFalse();
            int requestId = requestId(asked);
            told(play, requestId, 0, true, monitor(EVSE_WIRE, 1, "Delta", 1, 8));
            told(play, requestId, 1, true, monitor(STATION_WIRE, 2, "Delta", 1, 8));
            assertThat(report(play, requestId).get("state").asString()).isEqualTo("receiving");
            told(play, requestId, 2, false, monitor(POWER_WIRE, 3, "Periodic", 60, 9));
            assertShown(play, requestId, 1, 2, 3);
        }
    }

    @Test
    void partsOfAReportComeInAnyOrderAndTwice(Lab lab) {
        try (var play = lab.booted201()) {
            int requestId = requestId(asked(play, "", "Accepted"));
            told(play, requestId, 2, false, monitor(POWER_WIRE, 3, "Periodic", 60, 9));
            told(play, requestId, 0, true, monitor(EVSE_WIRE, 1, "Delta", 1, 8));
            told(play, requestId, 0, true, monitor(EVSE_WIRE, 1, "Delta", 1, 8));
            assertThat(report(play, requestId).get("state").asString()).isEqualTo("receiving");
            told(play, requestId, 1, true, monitor(STATION_WIRE, 2, "Delta", 1, 8));
            assertShown(play, requestId, 1, 2, 3);
        }
    }

    @Test
    void whatAWholeReportDoesNotNameIsGoneAndWhatIsWantedIsMissed(Lab lab) {
        try (var play = lab.booted201()) {
            set(play, List.of(EVSE, STATION), List.of("Accepted", "Accepted"), 21);
            assertThat(held(play, 21).get("state").asString()).isEqualTo("same");
            int requestId = requestId(asked(play, "", "Accepted"));
            // After a reboot the numbers are others (N04.FR.19).
            told(play, requestId, 0, false, monitor(EVSE_WIRE, 5, "Delta", 2, 8));
            assertShown(play, requestId, 5);
            assertThat(held(play, 5).get("state").asString()).isEqualTo("different");
            List<String> states = new ArrayList<>();
            for (JsonNode one : play.shown("/monitors").get("items"))
                states.add(one.get("state").asString());
            assertThat(states).containsExactlyInAnyOrder("different", "missing");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Monitors.EVSE;
import static dev.stationmaster.conformance.harness.Monitors.EVSE_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.STATION;
import static dev.stationmaster.conformance.harness.Monitors.STATION_WIRE;
import static dev.stationmaster.conformance.harness.Monitors.monitor;
import static dev.stationmaster.conformance.harness.Monitors.requestId;
import static dev.stationmaster.conformance.harness.Monitors.set;
import static dev.stationmaster.conformance.harness.Monitors.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Monitors survive a reboot, under other numbers perhaps; the server looks. */
@ExtendWith(CsmsUnderTest.class)
class MonitorsAfterBootTest {
    /** Two Deltas of severity 8, numbers 11 and 12. */
    private static Lab.Play rebooted(Lab lab) {
        Lab.Play before = lab.booted201();
        set(before, List.of(EVSE, STATION), List.of("Accepted", "Accepted"), 11);
        Lab.Play play = before.reconnected();
        Lab.boot201(play.station(), "LocalReset");
        return play;
    }

    private static int asked(Lab.Play play, String status) {
        CallFromCsms call = play.station().expect("GetMonitoringReport");
        assertThat(call.payload().propertyNames()).isEqualTo(Set.of("requestId"));
        call.answer("{\"status\":\"" + status + "\"}");
        return requestId(call.payload());
    }

    private static JsonNode on(Lab.Play play, String component) {
        for (JsonNode one : play.shown("/monitors").get("items")) {
            if (one.get("component").asString().equals(component)) return one;
        }
        throw new AssertionError("no monitor on " + component);
    }

    @Test
    void monitorsThatAreThereUnderOtherNumbersAreKnownByThem(Lab lab) {
        try (var play = rebooted(lab)) {
            int report = asked(play, "Accepted");
            told(play, report, 0, true, monitor(EVSE_WIRE, 2, "Delta", 1, 8));
            told(play, report, 1, false, monitor(STATION_WIRE, 11, "Delta", 1, 8));
            assertThat(on(play, "EVSE").get("state").asString()).isEqualTo("same");
            assertThat(play.shown("/findings").get("items")).isEmpty();
            // 11 was the number of the other one before: it must not be taken for that.
            var cleared = play.command("{\"type\":\"ClearVariableMonitoring\",\"ids\":[11]}");
            CallFromCsms call = play.station().expect("ClearVariableMonitoring");
            call.answer("{\"clearMonitoringResult\":[{\"id\":11,\"status\":\"Accepted\"}]}");
            assertThat(cleared.result().get("state").asString()).isEqualTo("answered");
            assertThat(play.shown("/monitors").get("items").size()).isEqualTo(1);
            assertThat(on(play, "EVSE").get("state").asString()).isEqualTo("same");
        }
    }

    @Test
    void whatIsGoneOrDifferentIsAFinding(Lab lab) {
        try (var play = rebooted(lab)) {
            told(play, asked(play, "Accepted"), 0, false, monitor(STATION_WIRE, 12, "Delta", 3, 8));
            JsonNode missing = play.finding("NotifyMonitoringReport", "monitor-missing");
            assertThat(missing.get("message").asString())
                    .isEqualTo("EVSE(1).AvailabilityState Delta of severity 8: wanted 1, missing");
            JsonNode different = play.finding("NotifyMonitoringReport", "monitor-different");
            assertThat(different.get("message").asString())
                    .isEqualTo("ChargingStation.AvailabilityState Delta of severity 8: wanted 1, told 3");
            assertThat(on(play, "EVSE").get("state").asString()).isEqualTo("missing");
        }
    }

    @Test
    void aStationThatLostAllOfThemSaysSo(Lab lab) {
        try (var play = rebooted(lab)) {
            asked(play, "EmptyResultSet");
            assertThat(play.finding("NotifyMonitoringReport", "monitor-missing")
                            .get("message")
                            .asString())
                    .contains("EVSE(1).AvailabilityState", "ChargingStation.AvailabilityState");
        }
    }
}

package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Charging profiles with stations that know nothing of our code: what they compute agrees with what we compute. */
@ExtendWith(CsmsUnderTest.class)
class SimulatedChargingTest {
    @Test
    void a16StationComputesWhatWeCompute(Lab lab) {
        play(lab, Version.OCPP16);
    }

    @Test
    void a201StationComputesWhatWeCompute(Lab lab) {
        play(lab, Version.OCPP201);
    }

    @Test
    void a21StationComputesWhatWeCompute(Lab lab) {
        play(lab, Version.OCPP21);
    }

    private static void play(Lab lab, Version version) {
        Token card = Token.card(lab.validToken());
        String identity = lab.newStation();
        Operator operator = lab.operator();
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, version, lab.csms().stationUrl()).withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            agrees(operator, identity, "A");
            set(operator, identity, 0, "ChargingStationMaxProfile", "Absolute", """
                    {"startPeriod":0,"limit":20},{"startPeriod":7500,"limit":9.5}""", "");
            set(operator, identity, 1, "TxDefaultProfile", "Recurring", """
                    {"startPeriod":0,"limit":16},{"startPeriod":7300,"limit":12,"numberPhases":1}""", ",\"recurrencyKind\":\"Daily\"");
            agrees(operator, identity, "A");
            station.plug(1, Car.compact(0.3));
            assertThat(station.present(1, card).join()).isTrue();
            operator.await(
                    "/transactions?station=" + identity + "&state=open",
                    shown -> shown.at("/items/0/evse").asInt(0) == 1);
            set(operator, identity, 1, "TxProfile", "Relative", """
                    {"startPeriod":0,"limit":8},{"startPeriod":240,"limit":30}""", "");
            JsonNode shown = agrees(operator, identity, "A");
            assertThat(shown.at("/periods/0/limit").asDouble()).isEqualTo(8.0);
            agrees(operator, identity, "W");
            assertThat(station.present(1, card).join()).isTrue();
            station.unplug(1);
            operator.await(
                    "/stations/" + identity + "/charging-profiles",
                    left -> left.get("items").size() == 2);
            agrees(operator, identity, "A");
        }
    }

    private static void set(
            Operator operator, String identity, int evse, String purpose, String kind, String periods, String more) {
        String start = kind.equals("Relative")
                ? ""
                : "\"startSchedule\":\"" + Times.ago(Duration.ofHours(2)) + "\",\"duration\":8000,";
        JsonNode result = operator.command(identity, """
                        {"type":"SetChargingProfile","evse":%d,"chargingProfile":{"stackLevel":1,"chargingProfilePurpose":"%s",
                         "chargingProfileKind":"%s"%s,"chargingSchedule":[{%s"chargingRateUnit":"A","chargingSchedulePeriod":[%s]}]}}""".formatted(evse, purpose, kind, more, start, periods))
                .result();
        assertThat(result.path("status").asString("")).as("%s", result).isEqualTo("Accepted");
    }

    /** Asks the station and compares. @return our own schedule */
    private static JsonNode agrees(Operator operator, String identity, String unit) {
        JsonNode result = operator.command(
                        identity,
                        "{\"type\":\"GetCompositeSchedule\",\"evse\":1,\"duration\":1800,\"unit\":\"" + unit + "\"}")
                .result();
        assertThat(result.path("status").asString("")).as("%s", result).isEqualTo("Accepted");
        JsonNode settled = operator.await(
                "/commands/" + result.get("id").asString(),
                shown -> shown.at("/effect/state").asString("").equals("seen"));
        assertThat(settled.at("/effect/what").asString()).isEqualTo("the station's schedule agrees with ours");
        return operator.get("/stations/" + identity + "/composite-schedule?evse=1&duration=1800&unit=" + unit);
    }
}

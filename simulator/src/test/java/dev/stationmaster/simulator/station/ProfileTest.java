package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Token CARD = Token.card("04A1B2C3");

    private static String profile(String id, String purpose, String limit, String more) {
        return """
                {%s,"stackLevel":0,"chargingProfilePurpose":"%s","chargingProfileKind":"Relative"%s,"chargingSchedule":%s}""".formatted(
                        id,
                        purpose,
                        more,
                        id.startsWith("\"id\"")
                                ? "[{\"id\":1,\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[" + limit + "]}]"
                                : "{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[" + limit + "]}");
    }

    private static String limit(int from, String amperes) {
        return "{\"startPeriod\":" + from + ",\"limit\":" + amperes + "}";
    }

    @Test
    void aProfileOfOneSixLimitsTheCarAndIsCleared() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            var set = "{\"connectorId\":0,\"csChargingProfiles\":"
                    + profile("\"chargingProfileId\":5", "TxDefaultProfile", limit(0, "6.0"), "") + "}";
            assertThat(scene.csms.askStatus("SetChargingProfile", set)).isEqualTo("Accepted");
            var composite = scene.csms.askResult(
                    "GetCompositeSchedule", "{\"connectorId\":1,\"duration\":300,\"chargingRateUnit\":\"A\"}");
            assertThat(composite
                            .at("/chargingSchedule/chargingSchedulePeriod/0/limit")
                            .asDouble())
                    .isEqualTo(6.0);
            scene.station.plug(1, Car.compact(0.3));
            scene.station.present(1, CARD).join();
            scene.awaitStatus("Charging");
            var before = scene.state().connectors().getFirst().energyWh();
            scene.time.advance(Duration.ofHours(1));
            var after = scene.state().connectors().getFirst().energyWh();
            assertThat((double) (after - before)).isCloseTo(6 * 230 * 3, within(120.0));
            assertThat(scene.csms.askStatus("ClearChargingProfile", "{}")).isEqualTo("Accepted");
            assertThat(scene.csms.askStatus("ClearChargingProfile", "{}")).isEqualTo("Unknown");
        }
    }

    @Test
    void aTransactionsProfileOfTwoEndsWithIt() {
        try (var scene = new Scene(Version.OCPP201).running()) {
            scene.station.plug(1, Car.compact(0.3));
            scene.station.present(1, CARD).join();
            scene.awaitStatus("Charging");
            var id = scene.state().connectors().getFirst().transactionId();
            var none =
                    "{\"evseId\":1,\"chargingProfile\":" + profile("\"id\":7", "TxProfile", limit(0, "8.0"), "") + "}";
            assertThat(scene.csms.askStatus("SetChargingProfile", none)).isEqualTo("Rejected");
            var mine = profile("\"id\":7", "TxProfile", limit(0, "8.0"), ",\"transactionId\":\"" + id + "\"");
            assertThat(scene.csms.askStatus("SetChargingProfile", "{\"evseId\":1,\"chargingProfile\":" + mine + "}"))
                    .isEqualTo("Accepted");
            var ask = "{\"requestId\":3,\"chargingProfile\":{\"chargingProfilePurpose\":\"TxProfile\"}}";
            assertThat(scene.csms.askStatus("GetChargingProfiles", ask)).isEqualTo("Accepted");
            var report = scene.csms.await("ReportChargingProfiles", 1);
            assertThat(report.at("/chargingProfile/0/id").asInt()).isEqualTo(7);
            assertThat(report.get("tbc").asBoolean()).isFalse();
            scene.station.unplug(1);
            scene.settle();
            scene.awaitStatus("Available");
            assertThat(scene.csms.askStatus("GetChargingProfiles", ask)).isEqualTo("NoProfiles");
        }
    }

    @Test
    void twoProfilesOfOneStackAreADouble() {
        try (var scene = new Scene(Version.OCPP201).running()) {
            for (var id : new String[] {"\"id\":1", "\"id\":1", "\"id\":2"}) {
                var set = "{\"evseId\":1,\"chargingProfile\":" + profile(id, "TxDefaultProfile", limit(0, "8.0"), "")
                        + "}";
                assertThat(scene.csms.askStatus("SetChargingProfile", set))
                        .isEqualTo(id.endsWith("2") ? "Rejected" : "Accepted");
            }
            var composite = scene.csms.askResult("GetCompositeSchedule", "{\"evseId\":1,\"duration\":60}");
            assertThat(composite.at("/schedule/chargingSchedulePeriod/0/limit").asDouble())
                    .isEqualTo(8.0);
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static dev.stationmaster.conformance.harness.Lab.status201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What is done with a station while it is Pending (B02, C-44), and the inventory of one that is new (C-50.1). */
@ExtendWith(CsmsUnderTest.class)
class PendingSetUpTest {
    private static final String BOOT = """
            {"reason":"PowerUp","chargingStation":{"model":"Two","vendorName":"Acme","firmwareVersion":"%s"}}""";

    private static String pending(Lab lab, String settings) {
        String identity = lab.newStation(",\"boot\":\"pending\",\"bootInterval\":300");
        settings(lab, identity, settings);
        return identity;
    }

    private static void settings(Lab lab, String identity, String settings) {
        var changed = lab.operator().send("PATCH", "/stations/" + identity + "/settings", settings);
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    }

    private static String booted(ScriptedStation station, String firmware) {
        return station.call("BootNotification", BOOT.formatted(firmware))
                .get("status")
                .asString();
    }

    private static List<String> outcomes(JsonNode setUp) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode step : setUp.get("steps")) {
            outcomes.add(step.get("subject").asString() + " "
                    + step.get("state").asString() + " " + step.path("status").asString("-"));
        }
        return outcomes;
    }

    private static JsonNode awaitState(Lab lab, String identity, String state) {
        return lab.operator()
                .await(
                        "/stations/" + identity + "/set-up",
                        it -> it.get("state").asString().equals(state));
    }

    private static void set(ScriptedStation station, String variable, String value, String status) {
        CallFromCsms call = station.expect("SetVariables");
        JsonNode data = call.payload().get("setVariableData");
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.get(0).get("variable").get("name").asString()).isEqualTo(variable);
        assertThat(data.get(0).get("attributeValue").asString()).isEqualTo(value);
        call.answer(
                """
                {"setVariableResult":[{"attributeStatus":"%s","component":%s,"variable":%s}]}""".formatted(status, data.get(0).get("component"), data.get(0).get("variable")));
    }

    private static void inventory(ScriptedStation station) {
        CallFromCsms call = station.expect("GetBaseReport");
        assertThat(call.payload().get("reportBase").asString()).isEqualTo("FullInventory");
        call.answer("{\"status\":\"Accepted\"}");
        JsonNode taken = station.call(
                "NotifyReport", """
                {"requestId":%d,"generatedAt":"%s","seqNo":0,"reportData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"OfflineThreshold"},
                  "variableAttribute":[{"value":"60","mutability":"ReadWrite"}]}]}""".formatted(call.payload().get("requestId").asInt(), Times.now()));
        assertThat(taken.isEmpty()).isTrue();
    }

    @Test
    void aPendingStationIsSetUpInOrderAndThenMadeToBootAgain(Lab lab) {
        String identity = pending(lab, """
                {"setUpVariables":"OCPPCommCtrlr.OfflineThreshold=60; TxCtrlr.EVConnectionTimeOut=120; MeterValueSampleInterval=60",
                 "setUpReports":"FullInventory"}""");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            assertThat(booted(station, "1")).isEqualTo("Pending");
            set(station, "OfflineThreshold", "60", "Accepted");
            set(station, "EVConnectionTimeOut", "120", "Rejected");
            inventory(station);
            CallFromCsms trigger = station.expect("TriggerMessage");
            assertThat(trigger.payload().get("requestedMessage").asString()).isEqualTo("BootNotification");
            trigger.answer("{\"status\":\"Accepted\"}");
            boot201(station, "Triggered");
            assertThat(outcomes(awaitState(lab, identity, "released")))
                    .containsExactly(
                            "OCPPCommCtrlr.OfflineThreshold done Accepted",
                            "TxCtrlr.EVConnectionTimeOut failed Rejected",
                            "MeterValueSampleInterval skipped -",
                            "FullInventory done Accepted");
        }
    }

    @Test
    void aSetUpThatWasCutOffGoesOnAtTheNextBoot(Lab lab) {
        String identity = pending(lab, """
                {"setUpVariables":"OCPPCommCtrlr.OfflineThreshold=60;TxCtrlr.EVConnectionTimeOut=120"}""");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            assertThat(booted(station, "1")).isEqualTo("Pending");
            set(station, "OfflineThreshold", "60", "Accepted");
            station.expect("SetVariables");
        }
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            assertThat(booted(station, "1")).isEqualTo("Pending");
            set(station, "EVConnectionTimeOut", "120", "RebootRequired");
            station.expect("TriggerMessage").answer("{\"status\":\"NotImplemented\"}");
            boot201(station, "PowerUp");
            assertThat(outcomes(awaitState(lab, identity, "released")))
                    .containsExactly(
                            "OCPPCommCtrlr.OfflineThreshold done Accepted",
                            "TxCtrlr.EVConnectionTimeOut done RebootRequired");
        }
    }

    @Test
    void aSetUpThatIsReleasedByHandWaitsForTheOperator(Lab lab) {
        String identity = pending(lab, """
                {"setUpReports":"Problem SecurityCtrlr EVSE(1).AvailabilityState","setUpRelease":"by_hand"}""");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            assertThat(booted(station, "1")).isEqualTo("Pending");
            CallFromCsms call = station.expect("GetReport");
            assertThat(call.payload().get("componentCriteria").toString()).isEqualTo("[\"Problem\"]");
            JsonNode wanted = call.payload().get("componentVariable");
            assertThat(wanted.get(0).toString()).isEqualTo("{\"component\":{\"name\":\"SecurityCtrlr\"}}");
            assertThat(wanted.get(1).get("component").get("evse").get("id").asInt())
                    .isEqualTo(1);
            call.answer("{\"status\":\"EmptyResultSet\"}");
            assertThat(outcomes(awaitState(lab, identity, "done")))
                    .containsExactly("Problem SecurityCtrlr EVSE(1).AvailabilityState done EmptyResultSet");
            assertThat(booted(station, "1")).isEqualTo("Pending");
            var released = lab.operator().send("POST", "/stations/" + identity + "/set-up/release", "");
            assertThat(released.status()).isEqualTo(204);
            station.expect("TriggerMessage").answer("{\"status\":\"Accepted\"}");
            boot201(station, "Triggered");
        }
    }

    @Test
    void aPendingStationOf16IsSetUpByItsKeys(Lab lab) {
        String identity = pending(lab, """
                {"setUpVariables":"MeterValueSampleInterval=60;OCPPCommCtrlr.OfflineThreshold=60","setUpReports":"NumberOfConnectors"}""");
        try (var station = lab.connect(identity, "ocpp1.6")) {
            JsonNode boot = station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One"}""");
            assertThat(boot.get("status").asString()).isEqualTo("Pending");
            CallFromCsms set = station.expect("ChangeConfiguration");
            assertThat(set.payload().get("key").asString()).isEqualTo("MeterValueSampleInterval");
            set.answer("{\"status\":\"Accepted\"}");
            CallFromCsms get = station.expect("GetConfiguration");
            assertThat(get.payload().get("key").toString()).isEqualTo("[\"NumberOfConnectors\"]");
            get.answer("""
                    {"configurationKey":[{"key":"NumberOfConnectors","readonly":true,"value":"2"}]}""");
            station.expect("TriggerMessage").answer("{\"status\":\"Accepted\"}");
            Lab.boot16(station);
            assertThat(outcomes(awaitState(lab, identity, "released")))
                    .containsExactly(
                            "MeterValueSampleInterval done Accepted",
                            "OCPPCommCtrlr.OfflineThreshold skipped -",
                            "NumberOfConnectors done -");
        }
    }

    @Test
    void aNewStationAndOneWithNewFirmwareAreAskedForAllTheirVariablesWhenThatIsSwitchedOn(Lab lab) {
        String identity = lab.newStation();
        settings(lab, identity, "{\"fullInventory\":\"when_new\"}");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            for (String firmware : List.of("1", "2")) {
                assertThat(booted(station, firmware)).isEqualTo("Accepted");
                status201(station, 1, "Available");
                inventory(station);
                lab.operator()
                        .await(
                                "/stations/" + identity + "/commands",
                                page -> page.get("items")
                                        .get(0)
                                        .get("effect")
                                        .get("state")
                                        .asString()
                                        .equals("seen"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void simulatedStationsAreSetUpAndThenServed(Version version, Lab lab) {
        String identity = lab.newStation(",\"boot\":\"pending\",\"bootInterval\":1");
        settings(lab, identity, """
                {"setUpVariables":"OCPPCommCtrlr.HeartbeatInterval=90;HeartbeatInterval=90","setUpReports":"FullInventory"}""");
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            fleet.add(StationConfig.of(identity, version, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD))
                    .start();
            assertThat(outcomes(awaitState(lab, identity, "released")))
                    .contains("FullInventory done " + (version == Version.OCPP16 ? "-" : "Accepted"));
            lab.operator()
                    .await(
                            "/stations/" + identity,
                            it -> it.get("registration").asString().equals("accepted"));
        }
        String history = "/stations/" + identity + "/variables?q=HeartbeatInterval";
        assertThat(lab.operator().get(history).get("items").toString()).contains("\"value\":\"90\"");
    }
}

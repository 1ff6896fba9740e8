package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static dev.stationmaster.conformance.harness.Lab.status201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Times;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block B: boot, variables, reports. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ProvisioningTest {
    private static final String BOOT = """
            {"reason":"PowerUp","chargingStation":{"model":"Two","vendorName":"Acme"}}""";

    @OcaCase("TC_B_01")
    void coldBootAccepted(Lab lab) {
        String identity = lab.newStation();
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            JsonNode boot = station.call("BootNotification", BOOT);
            assertThat(boot.get("status").asString()).isEqualTo("Accepted");
            assertThat(boot.get("interval").asInt()).isPositive();
            assertThat(boot.get("currentTime").asString()).endsWith("Z");
            status201(station, 1, "Available");
            assertThat(station.call("NotifyEvent", availability("Available")).isEmpty())
                    .isTrue();
        }
        JsonNode shown = lab.operator().get("/stations/" + identity);
        assertThat(shown.get("registration").asString()).isEqualTo("accepted");
        assertThat(shown.get("model").asString()).isEqualTo("Two");
    }

    @OcaCase("TC_B_02")
    void coldBootPendingFirst(Lab lab) {
        String identity = lab.newStation(",\"boot\":\"pending\",\"pendingBoots\":1,\"bootInterval\":1");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            JsonNode first = station.call("BootNotification", BOOT);
            assertThat(first.get("status").asString()).isEqualTo("Pending");
            assertThat(first.get("interval").asInt()).isEqualTo(1);
            boot201(station, "PowerUp");
            assertThat(station.isClosed()).isFalse();
        }
    }

    @OcaCase("TC_B_06")
    void readOneVariable(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"GetVariables","variables":[{"component":"OCPPCommCtrlr","variable":"OfflineThreshold"}]}""");
            CallFromCsms call = play.station().expect("GetVariables");
            JsonNode wanted = call.payload().get("getVariableData");
            assertThat(wanted.size()).isEqualTo(1);
            assertThat(wanted.get(0).get("component").get("name").asString()).isEqualTo("OCPPCommCtrlr");
            assertThat(wanted.get(0).get("variable").get("name").asString()).isEqualTo("OfflineThreshold");
            assertThat(wanted.get(0).path("attributeType").asString("Actual")).isEqualTo("Actual");
            call.answer("""
                    {"getVariableResult":[%s]}""".formatted(got("OCPPCommCtrlr", "OfflineThreshold", "300")));
            assertThat(asked.result().get("state").asString()).isEqualTo("answered");
            assertThat(shown(play, "OCPPCommCtrlr", "OfflineThreshold")
                            .get("value")
                            .asString())
                    .isEqualTo("300");
        }
    }

    @OcaCase("TC_B_07")
    void readSeveralVariablesInOneRequest(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"GetVariables","variables":[
                      {"component":"OCPPCommCtrlr","variable":"OfflineThreshold"},
                      {"component":"AuthCtrlr","variable":"AuthorizeRemoteStart"}]}""");
            CallFromCsms call = play.station().expect("GetVariables");
            assertThat(call.payload().get("getVariableData").size()).isEqualTo(2);
            call.answer("""
                    {"getVariableResult":[%s,%s]}""".formatted(
                    got("OCPPCommCtrlr", "OfflineThreshold", "300"), got("AuthCtrlr", "AuthorizeRemoteStart", "true")));
            asked.result();
            assertThat(shown(play, "OCPPCommCtrlr", "OfflineThreshold")
                            .get("value")
                            .asString())
                    .isEqualTo("300");
            assertThat(shown(play, "AuthCtrlr", "AuthorizeRemoteStart")
                            .get("value")
                            .asString())
                    .isEqualTo("true");
        }
    }

    @OcaCase("TC_B_08")
    void theStationsLimitOnGetVariablesIsRespected(Lab lab) {
        try (var play = lab.booted201()) {
            var limits = play.command("""
                    {"type":"GetVariables","variables":[{"component":"DeviceDataCtrlr","variable":"ItemsPerMessage","variableInstance":"GetVariables"}]}""");
            play.station().expect("GetVariables").answer("""
                    {"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"4","component":{"name":"DeviceDataCtrlr"},
                      "variable":{"name":"ItemsPerMessage","instance":"GetVariables"}}]}""");
            limits.result();

            var asked = play.command("""
                    {"type":"GetVariables","variables":[
                      {"component":"DeviceDataCtrlr","variable":"ItemsPerMessage","variableInstance":"GetReport"},
                      {"component":"DeviceDataCtrlr","variable":"ItemsPerMessage","variableInstance":"GetVariables"},
                      {"component":"DeviceDataCtrlr","variable":"BytesPerMessage","variableInstance":"GetReport"},
                      {"component":"DeviceDataCtrlr","variable":"BytesPerMessage","variableInstance":"GetVariables"},
                      {"component":"AuthCtrlr","variable":"AuthorizeRemoteStart"}]}""");
            int first = answerAll(play.station().expect("GetVariables"));
            int second = answerAll(play.station().expect("GetVariables"));
            assertThat(List.of(first, second)).containsExactlyInAnyOrder(4, 1);
            assertThat(asked.result().get("exchanges").size()).isEqualTo(2);
        }
    }

    private static int answerAll(CallFromCsms call) {
        JsonNode wanted = call.payload().get("getVariableData");
        List<String> results = StreamSupport.stream(wanted.spliterator(), false)
                .map(one -> """
                        {"attributeStatus":"Accepted","attributeValue":"4","component":%s,"variable":%s}""".formatted(one.get("component"), one.get("variable")))
                .toList();
        call.answer("{\"getVariableResult\":[" + String.join(",", results) + "]}");
        return wanted.size();
    }

    @OcaCase("TC_B_09")
    void writeOneVariable(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"SetVariables","variables":[{"component":"OCPPCommCtrlr","variable":"OfflineThreshold","value":"123"}]}""");
            CallFromCsms call = play.station().expect("SetVariables");
            JsonNode set = call.payload().get("setVariableData");
            assertThat(set.size()).isEqualTo(1);
            assertThat(set.get(0).get("attributeValue").asString()).isEqualTo("123");
            assertThat(set.get(0).get("variable").get("name").asString()).isEqualTo("OfflineThreshold");
            call.answer("""
                    {"setVariableResult":[%s]}""".formatted(wasSet("OCPPCommCtrlr", "OfflineThreshold", "Accepted")));
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }

    @OcaCase("TC_B_10")
    void writeSeveralVariablesInOneRequest(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"SetVariables","variables":[
                      {"component":"OCPPCommCtrlr","variable":"OfflineThreshold","value":"123"},
                      {"component":"AuthCtrlr","variable":"AuthorizeRemoteStart","value":"false"}]}""");
            CallFromCsms call = play.station().expect("SetVariables");
            assertThat(call.payload().get("setVariableData").size()).isEqualTo(2);
            call.answer("""
                    {"setVariableResult":[%s,%s]}""".formatted(
                            wasSet("OCPPCommCtrlr", "OfflineThreshold", "Accepted"),
                            wasSet("AuthCtrlr", "AuthorizeRemoteStart", "Rejected")));
            String results =
                    asked.result().get("exchanges").get(0).get("response").toString();
            assertThat(results).contains("Accepted", "Rejected");
        }
    }

    @OcaCase("TC_B_12")
    void baseReportOfTheConfiguration(Lab lab) {
        baseReport(lab, "ConfigurationInventory");
    }

    @OcaCase("TC_B_13")
    void baseReportOfEverything(Lab lab) {
        baseReport(lab, "FullInventory");
    }

    @OcaCase("TC_B_14")
    void baseReportOfTheSummary(Lab lab) {
        baseReport(lab, "SummaryInventory");
    }

    private static void baseReport(Lab lab, String kind) {
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"GetBaseReport","kind":"%s"}""".formatted(kind));
            CallFromCsms call = play.station().expect("GetBaseReport");
            assertThat(call.payload().get("reportBase").asString()).isEqualTo(kind);
            int requestId = call.payload().get("requestId").asInt();
            assertThat(requestId).isNotNegative();
            call.answer("{\"status\":\"Accepted\"}");
            report(play, requestId, 0, true, "OCPPCommCtrlr", "HeartbeatInterval", "300");
            report(play, requestId, 1, false, "AuthCtrlr", "Enabled", "true");
            assertThat(asked.status()).isEqualTo("Accepted");
            JsonNode assembled = play.shown("/reports/" + requestId);
            assertThat(assembled.get("state").asString()).isEqualTo("complete");
            assertThat(assembled.get("items").size()).isEqualTo(2);
            assertThat(shown(play, "OCPPCommCtrlr", "HeartbeatInterval")
                            .get("value")
                            .asString())
                    .isEqualTo("300");
        }
    }

    private static void report(
            Lab.Play play, int requestId, int seqNo, boolean more, String component, String variable, String value) {
        JsonNode answer = play.station()
                .call("NotifyReport", """
                {"requestId":%d,"generatedAt":"%s","seqNo":%d,"tbc":%b,"reportData":[{"component":{"name":"%s"},"variable":{"name":"%s"},
                  "variableAttribute":[{"value":"%s","mutability":"ReadWrite"}]}]}""".formatted(requestId, Times.now(), seqNo, more, component, variable, value));
        assertThat(answer.isEmpty()).isTrue();
    }

    @OcaCase("TC_B_18")
    void customReportByCriteriaAndVariable(Lab lab) {
        try (var play = lab.booted201()) {
            var empty = play.command("""
                    {"type":"GetReport","criteria":["Problem"],"variables":[{"component":"EVSE","evse":1,"variable":"AvailabilityState"}]}""");
            CallFromCsms call = play.station().expect("GetReport");
            assertThat(call.payload().get("componentCriteria").get(0).asString())
                    .isEqualTo("Problem");
            JsonNode wanted = call.payload().get("componentVariable").get(0);
            assertThat(wanted.get("component").get("evse").get("id").asInt()).isEqualTo(1);
            assertThat(wanted.get("variable").get("name").asString()).isEqualTo("AvailabilityState");
            call.answer("{\"status\":\"EmptyResultSet\"}");
            assertThat(empty.status()).isEqualTo("EmptyResultSet");

            var found = play.command("""
                    {"type":"GetReport","criteria":["Available"],"variables":[{"component":"EVSE","evse":1,"variable":"AvailabilityState"}]}""");
            CallFromCsms again = play.station().expect("GetReport");
            int requestId = again.payload().get("requestId").asInt();
            again.answer("{\"status\":\"Accepted\"}");
            report(play, requestId, 0, false, "EVSE", "AvailabilityState", "Available");
            assertThat(found.status()).isEqualTo("Accepted");
            assertThat(play.shown("/reports/" + requestId).get("state").asString())
                    .isEqualTo("complete");
        }
    }

    @OcaCase("TC_B_30")
    void messagesBeforeAcceptanceGetSecurityError(Lab lab) {
        for (String boot : List.of("pending", "rejected")) {
            String identity = lab.newStation(",\"boot\":\"" + boot + "\"");
            try (var station = lab.connect(identity, "ocpp2.0.1")) {
                String answered =
                        station.call("BootNotification", BOOT).get("status").asString();
                assertThat(answered).isEqualToIgnoringCase(boot);
                assertThat(station.callRefused("StatusNotification", """
                        {"timestamp":"%s","connectorStatus":"Available","evseId":1,"connectorId":1}""".formatted(Times.now())))
                        .isEqualTo("SecurityError");
                assertThat(station.callRefused("NotifyEvent", availability("Available")))
                        .isEqualTo("SecurityError");
                assertThat(lab.operator()
                                .get("/stations/" + identity + "/connectors")
                                .get("items")
                                .size())
                        .isZero();
                assertThat(station.isClosed()).isFalse();
            }
        }
    }

    @OcaCase("TC_B_31")
    void aPendingStationIsMadeToBootEarly(Lab lab) {
        String identity = lab.newStation(",\"boot\":\"pending\",\"bootInterval\":300");
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            assertThat(station.call("BootNotification", BOOT).get("status").asString())
                    .isEqualTo("Pending");
            assertThat(lab.operator()
                            .send("PATCH", "/stations/" + identity, "{\"boot\":\"accepted\"}")
                            .status())
                    .isEqualTo(200);
            var asked = lab.operator().command(identity, """
                    {"type":"TriggerMessage","message":"BootNotification"}""");
            CallFromCsms call = station.expect("TriggerMessage");
            assertThat(call.payload().get("requestedMessage").asString()).isEqualTo("BootNotification");
            call.answer("{\"status\":\"Accepted\"}");
            boot201(station, "Triggered");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }

    private static String availability(String state) {
        return """
                {"generatedAt":"%s","seqNo":0,"eventData":[{"eventId":1,"timestamp":"%s","trigger":"Delta","actualValue":"%s",
                  "component":{"name":"Connector","evse":{"id":1,"connectorId":1}},"variable":{"name":"AvailabilityState"},
                  "eventNotificationType":"HardWiredNotification"}]}""".formatted(Times.now(), Times.now(), state);
    }

    private static String got(String component, String variable, String value) {
        return """
                {"attributeStatus":"Accepted","attributeValue":"%s","component":{"name":"%s"},"variable":{"name":"%s"}}""".formatted(value, component, variable);
    }

    private static String wasSet(String component, String variable, String status) {
        return """
                {"attributeStatus":"%s","component":{"name":"%s"},"variable":{"name":"%s"}}""".formatted(status, component, variable);
    }

    private static JsonNode shown(Lab.Play play, String component, String variable) {
        JsonNode items = play.shown("/variables?component=" + component + "&q=" + variable)
                .get("items");
        for (JsonNode item : items) {
            if (item.get("variable").asString().equals(variable)) return item;
        }
        throw new AssertionError("no variable " + component + "." + variable + " in " + items);
    }
}

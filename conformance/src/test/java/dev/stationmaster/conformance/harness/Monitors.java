package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Steps that cases about monitors of 2.0.1 share; every frame is spelt out. */
public final class Monitors {
    public static final String EVSE = "{\"component\":\"EVSE\",\"evse\":1,\"variable\":\"AvailabilityState\"}";
    public static final String STATION = "{\"component\":\"ChargingStation\",\"variable\":\"AvailabilityState\"}";
    public static final String POWER = "{\"component\":\"ChargingStation\",\"variable\":\"Power\"}";
    public static final String EVSE_WIRE =
            "\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}},\"variable\":{\"name\":\"AvailabilityState\"}";
    public static final String STATION_WIRE =
            "\"component\":{\"name\":\"ChargingStation\"},\"variable\":{\"name\":\"AvailabilityState\"}";
    public static final String POWER_WIRE =
            "\"component\":{\"name\":\"ChargingStation\"},\"variable\":{\"name\":\"Power\"}";

    private Monitors() {}

    public static void limit(Lab.Play play, int most) {
        limit(play, "ClearVariableMonitoring", most);
    }

    /** The lab lets the server read how much the station takes. */
    public static void limit(Lab.Play play, String message, int most) {
        var asked = play.command("{\"type\":\"GetVariables\",\"variables\":[{\"component\":\"MonitoringCtrlr\","
                + "\"variable\":\"ItemsPerMessage\",\"variableInstance\":\"" + message + "\"}]}");
        CallFromCsms call = play.station().expect("GetVariables");
        JsonNode data = call.payload().get("getVariableData").get(0);
        assertThat(data.get("component").get("name").asString()).isEqualTo("MonitoringCtrlr");
        assertThat(data.get("variable").get("instance").asString()).isEqualTo(message);
        call.answer("""
                {"getVariableResult":[{"attributeStatus":"Accepted","attributeType":"Actual","attributeValue":"%d",
                 "component":{"name":"MonitoringCtrlr"},"variable":{"name":"ItemsPerMessage","instance":"%s"}}]}""".formatted(most, message));
        assertThat(asked.status()).isEqualTo("Accepted");
    }

    /** @return what the station was asked */
    public static JsonNode asked(Lab.Play play, String fields, String status) {
        var asked = play.command("{\"type\":\"GetMonitoringReport\"" + (fields.isEmpty() ? "" : "," + fields) + "}");
        CallFromCsms call = play.station().expect("GetMonitoringReport");
        call.answer("{\"status\":\"" + status + "\"}");
        assertThat(asked.status()).isEqualTo(status);
        return call.payload();
    }

    public static int requestId(JsonNode payload) {
        return payload.get("requestId").asInt();
    }

    public static String monitor(String variable, int id, String type, int value, int severity) {
        return "{" + variable + ",\"variableMonitoring\":[{\"id\":" + id + ",\"transaction\":false,\"value\":" + value
                + ",\"type\":\"" + type + "\",\"severity\":" + severity + "}]}";
    }

    public static void told(Lab.Play play, int requestId, int seqNo, boolean more, String monitor) {
        JsonNode answer = play.station()
                .call("NotifyMonitoringReport", """
                {"requestId":%d,"seqNo":%d,"tbc":%b,"generatedAt":"%s","monitor":[%s]}""".formatted(requestId, seqNo, more, Times.now(), monitor));
        assertThat(answer.isEmpty()).as("NotifyMonitoringReportResponse").isTrue();
    }

    public static JsonNode report(Lab.Play play, int requestId) {
        return play.shown("/monitoring-reports/" + requestId);
    }

    public static void assertShown(Lab.Play play, int requestId, Integer... ids) {
        JsonNode report = report(play, requestId);
        assertThat(report.get("state").asString()).isEqualTo("complete");
        List<Integer> shown = new ArrayList<>();
        for (JsonNode item : report.get("items")) shown.add(item.get("id").asInt());
        assertThat(shown).containsExactlyInAnyOrder(ids);
        for (Integer id : ids) held(play, id);
        String command = report.get("command").asString();
        play.lab()
                .operator()
                .await(
                        "/stations/" + Operator.encoded(play.identity()) + "/commands/" + command,
                        one -> one.at("/effect/state").asString("").equals("seen"));
    }

    /** The monitor of this number, which the station must be shown to have. */
    public static JsonNode held(Lab.Play play, int id) {
        JsonNode all = play.shown("/monitors").get("items");
        for (JsonNode one : all) if (one.path("id").asInt(-1) == id) return one;
        throw new AssertionError("no monitor " + id + " in " + all);
    }

    public static String delta(String variable) {
        return variable.substring(0, variable.length() - 1) + ",\"type\":\"Delta\",\"value\":1,\"severity\":8}";
    }

    /** Sets a Delta of severity 8 on each variable. @param firstId of the first one that is accepted. @return what was sent */
    public static JsonNode set(Lab.Play play, List<String> variables, List<String> statuses, int firstId) {
        String monitors = variables.stream().map(Monitors::delta).collect(Collectors.joining(","));
        var asked = play.command("{\"type\":\"SetVariableMonitoring\",\"monitors\":[" + monitors + "]}");
        CallFromCsms call = play.station().expect("SetVariableMonitoring");
        call.answer(results(call.payload(), statuses, firstId));
        assertThat(asked.result().get("state").asString()).isEqualTo("answered");
        return call.payload();
    }

    public static String results(JsonNode payload, List<String> statuses, int firstId) {
        List<String> results = new ArrayList<>();
        for (String status : statuses) {
            JsonNode data = payload.get("setMonitoringData").get(results.size());
            String id = status.equals("Accepted") ? ",\"id\":" + (firstId + results.size()) : "";
            results.add("{\"status\":\"" + status + "\",\"type\":" + data.get("type") + ",\"severity\":"
                    + data.get("severity") + ",\"component\":" + data.get("component") + ",\"variable\":"
                    + data.get("variable") + id + "}");
        }
        return "{\"setMonitoringResult\":[" + String.join(",", results) + "]}";
    }
}

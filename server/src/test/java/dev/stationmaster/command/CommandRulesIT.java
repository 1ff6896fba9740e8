package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What may be sent when, in which pieces, and what is told to who asked. */
class CommandRulesIT {
    private static CommandRig rig;

    @BeforeAll
    static void start() {
        rig = new CommandRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void theRegistrationForbidsUnlessForced() throws Exception {
        String id = rig.station(",\"boot\":\"pending\"");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp2.0.1")) {
            assertThat(socket.boot2()).isEqualTo("Pending");
            JsonNode refused =
                    rig.ended(rig.command(id, "{\"type\":\"RemoteStart\",\"idToken\":\"04A1B2C3\",\"evse\":1}"));
            assertThat(refused.get("state").stringValue()).isEqualTo("refused");
            assertThat(refused.get("reason").stringValue()).contains("B02.FR.05");
            assertThat(rig.server()
                            .post(
                                    "/api/v1/stations/" + id + "/calls",
                                    "{\"action\":\"RequestStopTransaction\",\"payload\":{\"transactionId\":\"T\"}}")
                            .statusCode())
                    .isEqualTo(409);
            JsonNode forced =
                    rig.command(id, "{\"type\":\"RemoteStart\",\"idToken\":\"04A1B2C3\",\"evse\":1,\"force\":true}");
            assertThat(socket.answers("RequestStartTransaction", "{\"status\":\"Rejected\"}")
                            .at("/idToken/type")
                            .stringValue())
                    .isEqualTo("ISO14443");
            assertThat(rig.ended(forced).get("status").stringValue()).isEqualTo("Rejected");
        }
    }

    @Test
    void aPendingStationMaySendWhatItWasAskedFor() throws Exception {
        String id = rig.station(",\"boot\":\"pending\"");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp2.0.1")) {
            assertThat(socket.boot2()).isEqualTo("Pending");
            assertThat(socket.call("Heartbeat", "{}").stringValue()).isEqualTo("SecurityError");
            JsonNode report = rig.command(id, "{\"type\":\"GetBaseReport\",\"kind\":\"FullInventory\"}");
            int requestId = socket.answers("GetBaseReport", "{\"status\":\"Accepted\"}")
                    .get("requestId")
                    .intValue();
            assertThat(socket.call("NotifyReport", part(requestId, 1, false, "ItemsPerMessage", "GetVariables", "4"))
                            .isObject())
                    .isTrue();
            assertThat(socket.call("NotifyReport", part(requestId, 0, true, "OfflineThreshold", "x", "60"))
                            .isObject())
                    .isTrue();
            assertThat(rig.settled(report).at("/effect/state").stringValue()).isEqualTo("seen");
            assertThat(rig.json(rig.server().get("/api/v1/stations/" + id + "/reports/" + requestId))
                            .get("state")
                            .stringValue())
                    .isEqualTo("complete");
            JsonNode variables = rig.json(rig.server().get("/api/v1/stations/" + id + "/variables?q=itemsper"));
            assertThat(variables.at("/items/0/value").stringValue()).isEqualTo("4");
            assertThat(variables.at("/items/0/source").stringValue()).isEqualTo("report");
        }
    }

    private static String part(int requestId, int seqNo, boolean more, String name, String instance, String value) {
        return """
                {"requestId":%d,"generatedAt":"2026-03-01T08:00:00Z","seqNo":%d,"tbc":%s,"reportData":[
                 {"component":{"name":"DeviceDataCtrlr"},"variable":{"name":"%s","instance":"%s"},
                  "variableAttribute":[{"type":"Actual","value":"%s","mutability":"ReadOnly"}],
                  "variableCharacteristics":{"dataType":"integer","supportsMonitoring":false}}]}""".formatted(requestId, seqNo, more, name, instance, value).replace("\n", "");
    }

    @Test
    void aLearnedLimitSplitsTheNextRequest() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted201(id)) {
            String limit = "{\"component\":\"DeviceDataCtrlr\",\"variable\":\"ItemsPerMessage\","
                    + "\"variableInstance\":\"GetVariables\"}";
            JsonNode learn = rig.command(id, "{\"type\":\"GetVariables\",\"variables\":[" + limit + "]}");
            socket.answers("GetVariables", values("\"attributeValue\":\"1\","));
            assertThat(rig.ended(learn).get("status").stringValue()).isEqualTo("Accepted");
            JsonNode two = rig.command(id, "{\"type\":\"GetVariables\",\"variables\":[" + limit + "," + limit + "]}");
            assertThat(socket.answers("GetVariables", values("\"attributeValue\":\"1\","))
                            .get("getVariableData")
                            .size())
                    .isEqualTo(1);
            socket.answers("GetVariables", values("\"attributeValue\":\"1\","));
            assertThat(rig.ended(two).get("exchanges").size()).isEqualTo(2);
        }
    }

    private static String values(String value) {
        return "{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\"," + value
                + "\"component\":{\"name\":\"DeviceDataCtrlr\"},"
                + "\"variable\":{\"name\":\"ItemsPerMessage\",\"instance\":\"GetVariables\"}}]}";
    }

    @Test
    void theKeysOfOneSixAreVariables() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode all = rig.command(id, "{\"type\":\"GetVariables\"}");
            socket.answers(
                    "GetConfiguration",
                    "{\"configurationKey\":[{\"key\":\"HeartbeatInterval\",\"readonly\":false,\"value\":\"300\"}]}");
            rig.ended(all);
            JsonNode set = rig.command(
                    id,
                    "{\"type\":\"SetVariables\",\"variables\":[{\"variable\":\"HeartbeatInterval\",\"value\":\"60\"}]}");
            socket.answers("ChangeConfiguration", "{\"status\":\"Accepted\"}");
            assertThat(rig.ended(set).get("status").stringValue()).isEqualTo("Accepted");
            JsonNode variable = rig.json(rig.server().get("/api/v1/stations/" + id + "/variables"))
                    .at("/items/0");
            assertThat(variable.get("variable").stringValue()).isEqualTo("HeartbeatInterval");
            assertThat(variable.get("value").stringValue()).isEqualTo("60");
            assertThat(variable.get("mutability").stringValue()).isEqualTo("ReadWrite");
            assertThat(variable.get("source").stringValue()).isEqualTo("set");
        }
    }

    @Test
    void theRawDoorTakesEveryActionOfTheVersionAndChecksIt() throws Exception {
        String id = rig.station("");
        String path = "/api/v1/stations/" + id + "/calls";
        assertThat(rig.server()
                        .post(path, "{\"action\":\"Reset\",\"payload\":{\"type\":\"Hard\"}}")
                        .statusCode())
                .isEqualTo(409);
        try (var socket = rig.accepted16(id)) {
            var posted = rig.posting(path, "{\"action\":\"GetLocalListVersion\"}");
            socket.answers("GetLocalListVersion", "{\"listVersion\":-1}");
            assertThat(rig.json(posted.get()).at("/result/listVersion").intValue())
                    .isEqualTo(-1);
            HttpResponse<String> invalid =
                    rig.server().post(path, "{\"action\":\"Reset\",\"payload\":{\"type\":\"Medium\"}}");
            assertThat(invalid.statusCode()).isEqualTo(422);
            assertThat(rig.json(invalid).get("code").stringValue()).isEqualTo("invalid-payload");
            assertThat(rig.json(invalid).at("/errors/0/field").stringValue()).isEqualTo("payload/type");
            HttpResponse<String> unknown = rig.server().post(path, "{\"action\":\"Heartbeat\",\"payload\":{}}");
            assertThat(rig.json(unknown).get("code").stringValue()).isEqualTo("unknown-action");
            var loose =
                    rig.posting(path, "{\"action\":\"Reset\",\"payload\":{\"type\":\"Medium\"},\"validate\":false}");
            JsonNode call = socket.next();
            assertThat(call.at("/3/type").stringValue()).isEqualTo("Medium");
            socket.send("[4,\"" + call.get(1).stringValue() + "\",\"PropertyConstraintViolation\",\"type\",{\"a\":1}]");
            assertThat(rig.json(loose.get()).at("/error/code").stringValue()).isEqualTo("PropertyConstraintViolation");
            assertThat(rig.json(loose.get()).at("/error/details/a").intValue()).isEqualTo(1);
            var silent = rig.posting(path, "{\"action\":\"ClearCache\",\"timeoutSeconds\":1}");
            socket.next();
            assertThat(silent.get().statusCode()).isEqualTo(504);
            assertThat(rig.json(silent.get()).get("code").stringValue()).isEqualTo("station-silent");
        }
    }

    @Test
    void whatIsWrongIsToldByFieldAndRule() {
        String id = rig.station("");
        String path = "/api/v1/stations/" + id + "/commands";
        HttpResponse<String> missing = rig.server().post(path, "{\"type\":\"RemoteStart\",\"evse\":-1}");
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(rig.json(missing).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("evse", "idToken");
        HttpResponse<String> unknown = rig.server().post(path, "{\"type\":\"Explode\"}");
        assertThat(rig.json(unknown).at("/errors/0/rule").stringValue()).isEqualTo("enum");
        HttpResponse<String> twice = rig.server().post(path, """
                {"type":"SetVariables","variables":[{"component":"A","variable":"B","value":"1"},
                 {"component":"a","variable":"b","value":"2"}]}""");
        assertThat(rig.json(twice).at("/errors/0/message").stringValue()).contains("B05.FR.13");
        assertThat(rig.server()
                        .post("/api/v1/stations/nobody/commands", "{\"type\":\"ClearCache\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aNewPasswordOpensTheStationAndTheOldOneNoMore() throws Exception {
        String id = rig.station("");
        String fresh = "another-passw0rd-20.";
        try (var socket = rig.accepted201(id)) {
            JsonNode change = rig.command(id, "{\"type\":\"ChangePassword\",\"password\":\"" + fresh + "\"}");
            assertThat(change.toString()).doesNotContain(fresh);
            JsonNode sent = socket.answers("SetVariables", """
                    {"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"SecurityCtrlr"},
                    "variable":{"name":"BasicAuthPassword"}}]}""".replace("\n", ""));
            assertThat(sent.at("/setVariableData/0/attributeValue").stringValue())
                    .isEqualTo(fresh);
            JsonNode done = rig.ended(change);
            assertThat(done.get("state").stringValue()).isEqualTo("answered");
            assertThat(done.toString()).doesNotContain(fresh);
        }
        StationSocket.connect(rig.server(), id, "ocpp2.0.1", fresh).close();
        assertThat(refusesOld(id)).isTrue();
    }

    private static boolean refusesOld(String id) {
        try (var old = StationSocket.connect(rig.server(), id, "ocpp2.0.1")) {
            return old.hasFrame();
        } catch (CompletionException refused) {
            return true;
        }
    }
}

package dev.stationmaster.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommissioningIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> KEY =
            Map.of("stationmaster.master-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final String OF_STATION = "/api/v1/stations/CP-1/commissionings";

    @Test
    void stepsPassByWhatTheStationSendsAlsoAcrossARestartAndTheRecordOutlivesTheStation() throws Exception {
        var database = TestPostgres.freshDatabase();
        String stations = "stations: [{id: CP-1, securityProfile: 0, serialNumber: OTHER}]";
        String one;
        try (var server = TestServer.start(stations, database, KEY)) {
            JsonNode begun = ok(server.post(OF_STATION, "{\"energyWh\":50,\"notes\":\"bay 4\"}"));
            one = OF_STATION + "/" + begun.get("id").asString();
            assertThat(states(begun)).containsOnly("waiting");
            assertThat(server.post(OF_STATION, "{}").body()).contains("commissioning-open");
            assertThat(server.post(one + "/sign-off", "{\"name\":\"Tim\"}").body())
                    .contains("steps-waiting", "booted");
            assertThat(server.patch(one, "{\"energyWh\":0}").body()).contains("1..100000");
            try (var station = new Unit(server)) {
                station.call("BootNotification", """
                        {"chargePointVendor":"Acme","chargePointModel":"One","chargePointSerialNumber":"S-1","firmwareVersion":"1.2"}""");
                station.status("Available", Instant.now().minusSeconds(3600));
                await(server, one, "clock", "waiting", "offsetMillis");
                station.status("Available", Instant.now());
                await(server, one, "clock", "passed", "offsetMillis");
                await(server, one, "connected", "passed", "version");
                await(server, one, "security", "passed", "securityProfile");
                assertThat(await(server, one, "booted", "passed", "vendor").at("/evidence"))
                        .hasToString(
                                "{\"vendor\":\"Acme\",\"model\":\"One\",\"serialNumber\":\"S-1\",\"firmwareVersion\":\"1.2\",\"expectedSerialNumber\":\"OTHER\"}");
            }
        }
        try (var server = TestServer.start(stations, database, KEY)) {
            try (var station = new Unit(server)) {
                station.status("Preparing", Instant.now());
                await(server, one, "plugged.1.1", "passed", "status");
                Instant begin = Instant.now();
                String wire = station.call(
                                "StartTransaction",
                                "{\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":1000,\"timestamp\":\"" + begin
                                        + "\"}")
                        .get("transactionId")
                        .toString();
                station.status("Charging", Instant.now());
                await(server, one, "charging.1.1", "passed", "transaction");
                station.call(
                        "MeterValues",
                        "{\"connectorId\":1,\"transactionId\":" + wire + ",\"meterValue\":[{\"timestamp\":\""
                                + Instant.now() + "\",\"sampledValue\":[{\"value\":\"1060\"}]}]}");
                assertThat(await(server, one, "energy.1.1", "passed", "energyWh")
                                .at("/evidence/energyWh")
                                .asString())
                        .isEqualTo("60");
                station.call(
                        "StopTransaction",
                        "{\"transactionId\":" + wire + ",\"meterStop\":1070,\"reason\":\"Local\",\"timestamp\":\""
                                + Instant.now() + "\"}");
                await(server, one, "stopped.1.1", "passed", "stopReason");
                server.post(
                        "/api/v1/stations/CP-1/commands", "{\"type\":\"UnlockConnector\",\"evse\":1,\"connector\":1}");
                await(server, one, "unlocked.1.1", "passed", "command");
            }
            assertThat(server.patch(one + "/steps/booted", "{\"skip\":\"no\"}").statusCode())
                    .isEqualTo(409);
            assertThat(server.patch(one + "/steps/painted", "{}").statusCode()).isEqualTo(404);
            ok(server.patch(one + "/steps/configuration", "{\"skip\":\"by the installer\",\"note\":\"sheet 3\"}"));
            JsonNode signed = ok(server.post(one + "/sign-off", "{\"name\":\"Tim Technician\"}"));
            assertThat(signed.get("state").asString()).isEqualTo("signed");
            assertThat(server.patch(one, "{\"notes\":\"later\"}").body()).contains("commissioning-over");
            server.delete("/api/v1/stations/CP-1");
            JsonNode kept = ok(server.get(one));
            assertThat(kept.get("signedName").asString()).isEqualTo("Tim Technician");
            assertThat(kept.get("notes").asString()).isEqualTo("bay 4");
            assertThat(server.get("/api/v1/audit?object=*CP-1*").statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/audit").body()).contains("sign-off");
        }
    }

    private static JsonNode ok(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return JSON.readTree(answer.body());
    }

    private static List<String> states(JsonNode commissioning) {
        return commissioning
                .get("steps")
                .valueStream()
                .map(step -> step.get("state").asString())
                .toList();
    }

    /** The step, once it is in that state and tells what was seen. */
    private static JsonNode await(TestServer server, String one, String step, String state, String evidence) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            JsonNode now = ok(server.get(one));
            for (JsonNode found : now.get("steps")) {
                if (found.get("step").asString().equals(step)
                        && found.get("state").asString().equals(state)
                        && found.get("evidence").has(evidence)) return found;
            }
            assertThat(System.nanoTime()).as(step + " in " + now).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** A 1.6 station that unlocks and knows nothing else. */
    private static final class Unit implements AutoCloseable {
        private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private final WebSocket socket;
        private int ids;

        Unit(TestServer server) throws Exception {
            socket = http.newWebSocketBuilder()
                    .subprotocols("ocpp1.6")
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp/CP-1"), new Ear())
                    .get(30, TimeUnit.SECONDS);
        }

        private final class Ear implements WebSocket.Listener {
            private final StringBuilder text = new StringBuilder();

            @Override
            public @Nullable CompletionStage<?> onText(WebSocket at, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                    JsonNode frame = JSON.readTree(text.toString());
                    text.setLength(0);
                    if (frame.get(0).asInt() == 2) answer(at, frame);
                    else answers.add(frame);
                }
                at.request(1);
                return null;
            }

            private static void answer(WebSocket at, JsonNode call) {
                boolean unlock = call.get(2).asString().equals("UnlockConnector");
                String id = call.get(1).toString();
                at.sendText(
                        unlock
                                ? "[3," + id + ",{\"status\":\"Unlocked\"}]"
                                : "[4," + id + ",\"NotImplemented\",\"\",{}]",
                        true);
            }
        }

        JsonNode call(String action, String payload) throws InterruptedException {
            socket.sendText("[2,\"c" + ++ids + System.nanoTime() + "\",\"" + action + "\"," + payload + "]", true)
                    .join();
            JsonNode answer = answers.poll(30, TimeUnit.SECONDS);
            assertThat(answer).as(action).isNotNull();
            assertThat(answer.get(0).asInt()).as(answer.toString()).isEqualTo(3);
            return answer.get(2);
        }

        void status(String status, Instant at) throws InterruptedException {
            call(
                    "StatusNotification",
                    "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"" + status + "\",\"timestamp\":\"" + at
                            + "\"}");
        }

        @Override
        public void close() {
            socket.abort();
            http.close();
        }
    }
}

package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.station.StationDirectory;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way of a command: turn, answer, time-out, lost link, effect. */
class CommandIT {
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
    void aCommandIsSentAnsweredAndItsEffectSeen() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode queued = rig.command(id, "{\"type\":\"TriggerMessage\",\"message\":\"Heartbeat\"}");
            assertThat(queued.get("state").stringValue()).isIn("queued", "sent");
            assertThat(queued.get("actor").stringValue()).isEqualTo("test");
            assertThat(socket.answers("TriggerMessage", "{\"status\":\"Accepted\"}")
                            .toString())
                    .isEqualTo("{\"requestedMessage\":\"Heartbeat\"}");
            JsonNode answered = rig.ended(queued);
            assertThat(answered.get("state").stringValue()).isEqualTo("answered");
            assertThat(answered.get("status").stringValue()).isEqualTo("Accepted");
            assertThat(answered.at("/exchanges/0/request/requestedMessage").stringValue())
                    .isEqualTo("Heartbeat");
            assertThat(answered.at("/exchanges/0/response/status").stringValue())
                    .isEqualTo("Accepted");
            assertThat(answered.at("/effect/state").stringValue()).isEqualTo("awaited");
            socket.call("Heartbeat", "{}");
            assertThat(rig.settled(queued).at("/effect/state").stringValue()).isEqualTo("seen");
            assertThat(rig.json(rig.server().get("/api/v1/stations/" + id + "/commands"))
                            .at("/items/0/effect/state")
                            .stringValue())
                    .isEqualTo("seen");
        }
    }

    @Test
    void theRequestThatWaitsIsAnsweredWithTheOutcome() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            var posted = rig.posting("/api/v1/stations/" + id + "/commands?wait=20s", "{\"type\":\"ClearCache\"}");
            socket.answers("ClearCache", "{\"status\":\"Rejected\"}");
            HttpResponse<String> response = posted.get();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(rig.json(response).get("state").stringValue()).isEqualTo("answered");
            assertThat(rig.json(response).get("status").stringValue()).isEqualTo("Rejected");
            assertThat(rig.json(response).at("/effect/state").stringValue()).isEqualTo("none");
        }
    }

    @Test
    void twoCommandsAreNeverUnderWayAtOnce() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode first = rig.command(id, "{\"type\":\"ClearCache\"}");
            JsonNode second = rig.command(id, "{\"type\":\"UnlockConnector\",\"connector\":1}");
            JsonNode call = socket.next();
            assertThat(call.get(2).stringValue()).isEqualTo("ClearCache");
            // While we wait for its answer the station's own call is served.
            assertThat(socket.call("Heartbeat", "{}").has("currentTime")).isTrue();
            assertThat(socket.hasFrame()).isFalse();
            socket.send("[4,\"" + call.get(1).stringValue() + "\",\"NotSupported\",\"no cache\",{}]");
            socket.answers("UnlockConnector", "{\"status\":\"Unlocked\"}");
            assertThat(rig.ended(first).get("state").stringValue()).isEqualTo("failed");
            assertThat(rig.ended(first).at("/exchanges/0/error/code").stringValue())
                    .isEqualTo("NotSupported");
            assertThat(rig.ended(first).get("reason").stringValue()).contains("NotSupported: no cache");
            assertThat(rig.ended(second).get("status").stringValue()).isEqualTo("Unlocked");
        }
    }

    @Test
    void aStationThatIsAwayIsRefusedAtOnceOrWaitedFor() throws Exception {
        String id = rig.station("");
        JsonNode refused = rig.command(id, "{\"type\":\"RemoteStart\",\"idToken\":\"04A1B2C3\",\"evse\":1}");
        assertThat(refused.get("state").stringValue()).isEqualTo("refused");
        assertThat(refused.get("reason").stringValue()).contains("not connected");
        rig.accepted16(id).close();
        JsonNode kept =
                rig.command(id, "{\"type\":\"ChangeAvailability\",\"operational\":false,\"expiresInSeconds\":60}");
        JsonNode short1 = rig.command(id, "{\"type\":\"ClearCache\",\"expiresInSeconds\":1}");
        assertThat(rig.ended(short1).get("state").stringValue()).isEqualTo("expired");
        assertThat(rig.json(rig.server()
                                .get("/api/v1/commands/" + kept.get("id").stringValue()))
                        .get("state")
                        .stringValue())
                .isEqualTo("queued");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp1.6")) {
            socket.answers("ChangeAvailability", "{\"status\":\"Accepted\"}");
            assertThat(rig.ended(kept).get("state").stringValue()).isEqualTo("answered");
        }
    }

    @Test
    void aTimeOutEndsTheCommandAndTheLateAnswerIsNotApplied() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode slow = rig.command(id, "{\"type\":\"ClearCache\",\"timeoutSeconds\":1}");
            JsonNode call = socket.next();
            assertThat(rig.ended(slow).get("reason").stringValue()).isEqualTo("no answer within 1 s");
            socket.send("[3,\"" + call.get(1).stringValue() + "\",{\"status\":\"Accepted\"}]");
            JsonNode next = rig.command(id, "{\"type\":\"UnlockConnector\",\"connector\":1}");
            socket.answers("UnlockConnector", "{\"status\":\"NotSupported\"}");
            assertThat(rig.ended(next).get("status").stringValue()).isEqualTo("NotSupported");
            assertThat(rig.ended(slow).get("state").stringValue()).isEqualTo("failed");
        }
    }

    @Test
    void aLostConnectionFailsWhatMustNotBeRepeatedAndRepeatsWhatMay() throws Exception {
        String id = rig.station("");
        JsonNode once;
        JsonNode again;
        try (var socket = rig.accepted16(id)) {
            once = rig.command(id, "{\"type\":\"UnlockConnector\",\"connector\":1,\"expiresInSeconds\":60}");
            again = rig.command(id, "{\"type\":\"ClearCache\",\"expiresInSeconds\":60}");
            assertThat(socket.next().get(2).stringValue()).isEqualTo("UnlockConnector");
        }
        assertThat(rig.ended(once).get("state").stringValue()).isEqualTo("failed");
        assertThat(rig.ended(once).get("reason").stringValue()).contains("connection was lost");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp1.6")) {
            assertThat(socket.next().get(2).stringValue()).isEqualTo("ClearCache");
        }
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp1.6")) {
            socket.answers("ClearCache", "{\"status\":\"Accepted\"}");
            assertThat(rig.ended(again).get("state").stringValue()).isEqualTo("answered");
        }
    }

    @Test
    void anAnswerThatNobodyCanReadIsSentBackIn21() throws Exception {
        String id = rig.station("");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp2.1")) {
            assertThat(socket.boot2()).isEqualTo("Accepted");
            JsonNode clear = rig.command(id, "{\"type\":\"ClearCache\"}");
            JsonNode call = socket.next();
            socket.send("[3," + call.get(1) + ",{\"state\":\"Accepted\"}]");
            JsonNode back = socket.next();
            assertThat(back.get(0).intValue()).isEqualTo(5);
            assertThat(back.get(1)).isEqualTo(call.get(1));
            assertThat(rig.ended(clear).get("state").stringValue()).isEqualTo("failed");
            assertThat(rig.ended(clear).get("reason").stringValue()).contains("breaks the schema");
        }
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameCommand() {
        String id = rig.station("");
        var commands = rig.server().bean(CommandService.class);
        var directory = rig.server().bean(StationDirectory.class);
        var station = directory.find(id).orElseThrow().id();
        var order = new CommandOrder("lab", "key-1", false, Duration.ofMinutes(5), CommandOrder.TIMEOUT);
        var first = commands.submit(station, new StationCommand.ClearCache(), order);
        assertThat(commands.submit(station, new StationCommand.ClearCache(), order))
                .isEqualTo(first);
        assertThat(commands.submit(station, new StationCommand.ClearCache(), CommandOrder.by("lab")))
                .isNotEqualTo(first);
    }

    @Test
    void whatMayWaitWaitsForTheBootOfANewStationToo() throws Exception {
        String id = rig.station("");
        JsonNode kept = rig.command(id, "{\"type\":\"ClearCache\",\"expiresInSeconds\":60}");
        try (var socket = StationSocket.connect(rig.server(), id, "ocpp1.6")) {
            socket.boot16();
            socket.answers("ClearCache", "{\"status\":\"Accepted\"}");
            assertThat(rig.ended(kept).get("state").stringValue()).isEqualTo("answered");
        }
    }
}

package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What follows from a command that a station accepted. */
class EffectIT {
    private static CommandRig rig;

    @BeforeAll
    static void start() {
        rig = new CommandRig();
        assertThat(rig.server()
                        .post(
                                "/api/v1/tokens",
                                "{\"idToken\":\"04A1B2C3\",\"type\":\"ISO15693\",\"status\":\"accepted\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String effect(JsonNode command) {
        return rig.settled(command).at("/effect/state").stringValue();
    }

    @Test
    void theTransactionOfARemoteStartIsSeenInOneSix() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode start = rig.command(id, "{\"type\":\"RemoteStart\",\"idToken\":\"04a1b2c3\",\"evse\":1}");
            socket.answers("RemoteStartTransaction", "{\"status\":\"Accepted\"}");
            assertThat(rig.ended(start).at("/effect/state").stringValue()).isEqualTo("awaited");
            JsonNode started = socket.call(
                    "StartTransaction",
                    "{\"connectorId\":1,\"idTag\":\"04A1B2C3\",\"meterStart\":0,\"timestamp\":\"" + now() + "\"}");
            assertThat(effect(start)).isEqualTo("seen");
            String transaction =
                    rig.settled(start).at("/effect/what").stringValue().replace("transaction ", "");

            JsonNode stop = rig.command(id, "{\"type\":\"RemoteStop\",\"transaction\":\"" + transaction + "\"}");
            int wireId = socket.answers("RemoteStopTransaction", "{\"status\":\"Accepted\"}")
                    .get("transactionId")
                    .intValue();
            assertThat(wireId).isEqualTo(started.get("transactionId").intValue());
            socket.call(
                    "StopTransaction",
                    "{\"transactionId\":" + wireId + ",\"meterStop\":10,\"reason\":\"Remote\",\"timestamp\":\"" + now()
                            + "\"}");
            assertThat(effect(stop)).isEqualTo("seen");
        }
    }

    @Test
    void aTransactionThatRunsAlreadyTakesTheRemoteStartOver() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted201(id)) {
            socket.call("TransactionEvent", event("Started", "CablePluggedIn", 0, ""));
            JsonNode start = rig.command(id, "{\"type\":\"RemoteStart\",\"idToken\":\"04A1B2C3\",\"evse\":1}");
            JsonNode sent =
                    socket.answers("RequestStartTransaction", "{\"status\":\"Accepted\",\"transactionId\":\"T-1\"}");
            assertThat(sent.at("/idToken/type").stringValue()).isEqualTo("ISO15693");
            rig.ended(start);
            socket.call(
                    "TransactionEvent",
                    event(
                            "Updated",
                            "RemoteStart",
                            1,
                            ",\"remoteStartId\":" + sent.get("remoteStartId").intValue()));
            assertThat(effect(start)).isEqualTo("seen");
            JsonNode stop = rig.command(id, "{\"type\":\"RemoteStop\",\"transactionId\":\"T-1\"}");
            socket.answers("RequestStopTransaction", "{\"status\":\"Accepted\"}");
            socket.call("TransactionEvent", event("Ended", "RemoteStop", 2, ",\"stoppedReason\":\"Remote\""));
            assertThat(effect(stop)).isEqualTo("seen");
        }
    }

    private static String event(String type, String trigger, int seqNo, String more) {
        return "{\"eventType\":\"" + type + "\",\"timestamp\":\"" + now() + "\",\"triggerReason\":\"" + trigger
                + "\",\"seqNo\":" + seqNo + ",\"transactionInfo\":{\"transactionId\":\"T-1\"" + more
                + "},\"evse\":{\"id\":1,\"connectorId\":1}}";
    }

    @Test
    void aResetIsSeenInTheBootThatFollows() throws Exception {
        String id = rig.station("");
        JsonNode reset;
        try (var socket = rig.accepted201(id)) {
            reset = rig.command(id, "{\"type\":\"Reset\",\"how\":\"OnIdle\"}");
            assertThat(socket.answers("Reset", "{\"status\":\"Scheduled\"}").has("evseId"))
                    .isFalse();
            assertThat(rig.ended(reset).get("status").stringValue()).isEqualTo("Scheduled");
        }
        rig.accepted201(id).close();
        assertThat(effect(reset)).isEqualTo("seen");
    }

    @Test
    void aResetBeforeWhoseAnswerTheStationWentIsSeenAllTheSame() throws Exception {
        String id = rig.station("");
        JsonNode reset;
        try (var socket = rig.accepted16(id)) {
            reset = rig.command(id, "{\"type\":\"Reset\",\"how\":\"Hard\"}");
            assertThat(socket.next().get(2).stringValue()).isEqualTo("Reset");
        }
        assertThat(rig.ended(reset).get("state").stringValue()).isEqualTo("failed");
        rig.accepted16(id).close();
        assertThat(effect(reset)).isEqualTo("seen");
    }

    @Test
    void aRefusedCommandHasNoEffectToWaitFor() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode change = rig.command(id, "{\"type\":\"ChangeAvailability\",\"operational\":false}");
            socket.answers("ChangeAvailability", "{\"status\":\"Rejected\"}");
            assertThat(rig.ended(change).at("/effect/state").stringValue()).isEqualTo("none");
        }
    }

    @Test
    void aSettingWithoutAnAnswerIsReadAgain() throws Exception {
        String id = rig.station("");
        try (var socket = rig.accepted16(id)) {
            JsonNode set = rig.command(
                    id,
                    "{\"type\":\"SetVariables\",\"timeoutSeconds\":1,"
                            + "\"variables\":[{\"variable\":\"HeartbeatInterval\",\"value\":\"60\"}]}");
            assertThat(socket.next().get(2).stringValue()).isEqualTo("ChangeConfiguration");
            assertThat(socket.answers("GetConfiguration", "{\"unknownKey\":[\"HeartbeatInterval\"]}")
                            .toString())
                    .isEqualTo("{\"key\":[\"HeartbeatInterval\"]}");
            assertThat(rig.ended(set).get("state").stringValue()).isEqualTo("failed");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.authorize;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.startAccepted;
import static dev.stationmaster.conformance.harness.Ocpp16.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 Core and Remote Trigger: what the operator asks of a station. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16RemoteTest {
    /** 1.6 §5.2: the answer is Scheduled, and the effect comes when the transaction has ended. */
    @Test
    void aChargingConnectorGoesOutOfServiceWhenItsTransactionHasEnded(Lab lab) {
        try (var charging = charging(lab)) {
            var change =
                    charging.play().command("{\"type\":\"ChangeAvailability\",\"operational\":false,\"connector\":1}");
            charging.station().expect("ChangeAvailability").answer("{\"status\":\"Scheduled\"}");
            JsonNode answered = change.result();
            assertThat(answered.get("status").asString()).isEqualTo("Scheduled");
            assertThat(answered.at("/effect/state").asString()).isEqualTo("awaited");
            stop(charging.station(), charging.transactionId(), "Local", Times.now());
            status16(charging.station(), 1, "Finishing");
            status16(charging.station(), 1, "Unavailable");
            String command = "/commands/" + answered.get("id").asString();
            lab.operator()
                    .await(
                            command,
                            shown -> shown.at("/effect/state").asString().equals("seen"));
            assertThat(charging.play().connector(1).get("status").asString()).isEqualTo("Unavailable");
        }
    }

    @OcaCase("TC_010")
    void remoteStartWithTheCableIn(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            status16(play.station(), 1, "Preparing");
            var started = remoteStart(play, tag);
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");
            assertThat(started.get("status").asString()).isEqualTo("Accepted");
            assertEffectSeen(lab, started);
        }
    }

    @OcaCase("TC_011_1")
    void remoteStartFirst(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            remoteStart(play, tag);
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            status16(play.station(), 1, "Preparing");
            startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }
    }

    @OcaCase("TC_011_2")
    void remoteStartAndTheCableIsNeverPluggedIn(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            remoteStart(play, tag);
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            status16(play.station(), 1, "Preparing");
            status16(play.station(), 1, "Available");
            assertThat(play.transactions().size()).isZero();
        }
    }

    @OcaCase("TC_012")
    void remoteStop(Lab lab) {
        try (var charging = charging(lab)) {
            var asked = remoteStop(charging.play(), charging.transactionId());
            CallFromCsms call = charging.station().expect("RemoteStopTransaction");
            assertThat(call.payload().get("transactionId").asInt()).isEqualTo(charging.transactionId());
            call.answer("{\"status\":\"Accepted\"}");
            stop(charging.station(), charging.transactionId(), "Remote", Times.now());
            status16(charging.station(), 1, "Finishing");
            status16(charging.station(), 1, "Available");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(charging.play().transaction().get("stopReason").asString())
                    .isEqualTo("Remote");
        }
    }

    @OcaCase("TC_013")
    void hardReset(Lab lab) {
        reset(lab, "Hard");
    }

    @OcaCase("TC_014")
    void softReset(Lab lab) {
        reset(lab, "Soft");
    }

    private static void reset(Lab lab, String type) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"Reset","how":"%s"}""".formatted(type));
            CallFromCsms call = play.station().expect("Reset");
            assertThat(call.payload().get("type").asString()).isEqualTo(type);
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            try (var again = play.reconnected()) {
                boot16(again.station());
                assertEffectSeen(lab, asked.result());
            }
        }
    }

    @OcaCase("TC_017_1")
    void unlockAnIdleConnectorOfADetachableCable(Lab lab) {
        assertThat(unlock(lab, 1, "Unlocked")).isEqualTo("Unlocked");
    }

    @OcaCase("TC_017_2")
    void unlockAConnectorOfAFixedCable(Lab lab) {
        assertThat(unlock(lab, 1, "NotSupported")).isEqualTo("NotSupported");
    }

    @OcaCase("TC_030")
    void unlockFails(Lab lab) {
        assertThat(unlock(lab, 1, "UnlockFailed")).isEqualTo("UnlockFailed");
    }

    @OcaCase("TC_031")
    void unlockOfAnUnknownConnector(Lab lab) {
        assertThat(unlock(lab, 9, "NotSupported")).isEqualTo("NotSupported");
    }

    private static String unlock(Lab lab, int connector, String answer) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"UnlockConnector","connector":%d}""".formatted(connector));
            CallFromCsms call = play.station().expect("UnlockConnector");
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(connector);
            call.answer("{\"status\":\"" + answer + "\"}");
            return asked.status();
        }
    }

    @OcaCase("TC_018_1")
    void unlockWhileChargingEndsTheTransaction(Lab lab) {
        try (var charging = charging(lab)) {
            var asked = charging.play().command("""
                    {"type":"UnlockConnector","connector":1}""");
            charging.station().expect("UnlockConnector").answer("{\"status\":\"Unlocked\"}");
            status16(charging.station(), 1, "Finishing");
            stop(charging.station(), charging.transactionId(), "UnlockCommand", Times.now());
            status16(charging.station(), 1, "Available");
            assertThat(asked.status()).isEqualTo("Unlocked");
            assertThat(charging.play().transaction().get("stopReason").asString())
                    .isEqualTo("UnlockCommand");
        }
    }

    @OcaCase("TC_026")
    void remoteStartRefused(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"RemoteStart","idToken":"%s","connector":1}""".formatted(tag));
            play.station().expect("RemoteStartTransaction").answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Rejected");
        }
    }

    @OcaCase("TC_028")
    void remoteStopRefusedLeavesTheTransactionAlone(Lab lab) {
        try (var charging = charging(lab)) {
            var asked = remoteStop(charging.play(), charging.transactionId());
            charging.station().expect("RemoteStopTransaction").answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Rejected");
            assertThat(charging.play().transaction().get("state").asString()).isEqualTo("open");

            var unknown = charging.play().call("RemoteStopTransaction", """
                    {"transactionId":987654}""");
            CallFromCsms call = charging.station().expect("RemoteStopTransaction");
            assertThat(call.payload().get("transactionId").asInt()).isEqualTo(987654);
            call.answer("{\"status\":\"Rejected\"}");
            assertThat(unknown.result().get("result").get("status").asString()).isEqualTo("Rejected");
        }
    }

    @OcaCase("TC_054")
    void triggerFiveMessages(Lab lab) {
        try (var play = lab.booted16()) {
            trigger(play, "MeterValues", 1);
            play.station().call("MeterValues", """
                    {"connectorId":1,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":"1000","context":"Trigger"}]}]}""".formatted(Times.now()));
            trigger(play, "Heartbeat", null);
            play.station().call("Heartbeat", "{}");
            trigger(play, "StatusNotification", 1);
            status16(play.station(), 1, "Available");
            trigger(play, "DiagnosticsStatusNotification", null);
            play.station().call("DiagnosticsStatusNotification", "{\"status\":\"Idle\"}");

            var last = play.command("""
                    {"type":"TriggerMessage","message":"FirmwareStatusNotification"}""");
            play.station().expect("TriggerMessage").answer("{\"status\":\"NotImplemented\"}");
            assertThat(last.status()).isEqualTo("NotImplemented");
        }
    }

    private static void trigger(Lab.Play play, String message, @Nullable Integer connector) {
        var asked = play.command(connector == null ? """
                        {"type":"TriggerMessage","message":"%s"}""".formatted(message) : """
                        {"type":"TriggerMessage","message":"%s","connector":%d}""".formatted(message, connector));
        CallFromCsms call = play.station().expect("TriggerMessage");
        assertThat(call.payload().get("requestedMessage").asString()).isEqualTo(message);
        if (connector != null)
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(connector);
        else assertThat(call.payload().has("connectorId")).isFalse();
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
    }

    @OcaCase("TC_055")
    void triggerRefused(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"TriggerMessage","message":"MeterValues","connector":1}""");
            play.station().expect("TriggerMessage").answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Rejected");
        }
    }

    @OcaCase("TC_061")
    void clearTheAuthorizationCache(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("{\"type\":\"ClearCache\"}");
            CallFromCsms call = play.station().expect("ClearCache");
            assertThat(call.payload().isEmpty()).isTrue();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }

    /** Sends the remote start, plays the station's Accepted, and gives the command as it ended. */
    private static JsonNode remoteStart(Lab.Play play, String tag) {
        var asked = play.command("""
                {"type":"RemoteStart","idToken":"%s","connector":1}""".formatted(tag));
        CallFromCsms call = play.station().expect("RemoteStartTransaction");
        assertThat(call.payload().get("idTag").asString()).isEqualTo(tag);
        assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
        call.answer("{\"status\":\"Accepted\"}");
        return asked.result();
    }

    private static Operator.Pending remoteStop(Lab.Play play, int transactionId) {
        return play.command("""
                {"type":"RemoteStop","transactionId":"%d"}""".formatted(transactionId));
    }

    private static void assertEffectSeen(Lab lab, JsonNode command) {
        lab.operator()
                .await(
                        "/commands/" + command.get("id").asString(),
                        shown -> shown.path("effect").path("state").asString().equals("seen"));
    }
}

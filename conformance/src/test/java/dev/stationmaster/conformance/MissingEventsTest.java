package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Charging;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the server does by itself when events of a 2.x transaction are missing, or when it falls silent (E14). */
@ExtendWith(CsmsUnderTest.class)
class MissingEventsTest {
    private static Charging charging(Lab lab) {
        var play = lab.booted201();
        var changed = lab.operator()
                .send("PATCH", "/stations/" + play.identity() + "/settings", "{\"transactionCheckSeconds\":1}");
        assertThat(changed.status()).isEqualTo(200);
        return Ocpp201.charging(play, lab.validToken());
    }

    private static void asked(Charging charging, String answer) {
        CallFromCsms call = charging.station().expect("GetTransactionStatus");
        assertThat(call.payload().get("transactionId").asString())
                .isEqualTo(charging.tx().id());
        call.answer(answer);
    }

    private static JsonNode await(Lab lab, Charging charging, Predicate<JsonNode> expected) {
        String id = charging.play().transaction().get("id").asString();
        return lab.operator().await("/transactions/" + id, expected);
    }

    private static Predicate<JsonNode> flagged(String code) {
        return transaction -> Lab.Play.flags(transaction).contains(code);
    }

    @Test
    void aGapIsAskedForUntilTheStationHasNothingMoreAndLateEventsAreTaken(Lab lab) {
        try (var charging = charging(lab)) {
            int missing = charging.tx().seqNo();
            charging.tx().skip(1).event("Updated", "ChargingStateChanged", ",\"chargingState\":\"SuspendedEV\"", "");
            asked(charging, "{\"ongoingIndicator\":true,\"messagesInQueue\":true}");
            asked(charging, "{\"ongoingIndicator\":true,\"messagesInQueue\":true}");
            CallFromCsms nudge = charging.station().expect("TriggerMessage");
            assertThat(nudge.payload().get("requestedMessage").asString()).isEqualTo("TransactionEvent");
            nudge.answer("{\"status\":\"Accepted\"}");
            asked(charging, "{\"ongoingIndicator\":true,\"messagesInQueue\":false}");
            await(lab, charging, flagged("events-lost"));
            charging.tx().eventNumbered(missing, "Updated", "MeterValuePeriodic", "", ",\"offline\":true");
            JsonNode healed = await(lab, charging, flagged("events-lost").negate());
            assertThat(healed.get("completeness").get("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void aTransactionThatTheStationNoLongerKnowsIsClosedAsSuchAndItsLateEndWins(Lab lab) {
        try (var charging = charging(lab)) {
            charging.station().close();
            try (var back = charging.play().reconnected()) {
                CallFromCsms call = back.station().expect("GetTransactionStatus");
                call.answer("{\"ongoingIndicator\":false,\"messagesInQueue\":false}");
                JsonNode closed =
                        await(lab, charging, it -> it.get("state").asString().equals("ended"));
                assertThat(Lab.Play.flags(closed)).contains("unknown-to-station");
                assertThat(closed.get("completeness").get("missing").toString()).contains("stop");
                charging.tx().on(back).unplugged(",\"offline\":true");
                JsonNode late =
                        await(lab, charging, flagged("unknown-to-station").negate());
                assertThat(late.get("stopReason").asString()).isEqualTo("EVDisconnected");
                assertThat(late.get("completeness").get("complete").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void aSilentTransactionThatStillRunsIsAskedForAnEvent(Lab lab) {
        try (var charging = charging(lab)) {
            asked(charging, "{\"ongoingIndicator\":true,\"messagesInQueue\":false}");
            CallFromCsms nudge = charging.station().expect("TriggerMessage");
            assertThat(nudge.payload().get("evse").get("id").asInt()).isEqualTo(1);
            nudge.answer("{\"status\":\"Rejected\"}");
            charging.assertOpen();
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static dev.stationmaster.conformance.harness.Ocpp201.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block E: what a station still has to tell after a gap. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201TransactionStatusTest {
    @OcaCase("TC_E_29")
    void runningAndMessagesQueued(Lab lab) {
        try (var charging = charging(lab);
                var play = charging.play().reconnected()) {
            JsonNode status = ask(play, charging.tx().id(), "{\"ongoingIndicator\":true,\"messagesInQueue\":true}");
            assertThat(status.get("ongoingIndicator").asBoolean()).isTrue();
            assertThat(status.get("messagesInQueue").asBoolean()).isTrue();
            lateUpdate(charging, play);
            charging.assertOpen();
        }
    }

    @OcaCase("TC_E_30")
    void runningAndTheQueueIsEmpty(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode status =
                    ask(charging.play(), charging.tx().id(), "{\"ongoingIndicator\":true,\"messagesInQueue\":false}");
            assertThat(status.get("messagesInQueue").asBoolean()).isFalse();
        }
    }

    @OcaCase("TC_E_31")
    void endedAndMessagesQueued(Lab lab) {
        try (var charging = charging(lab);
                var play = charging.play().reconnected()) {
            var tx = charging.tx().on(play);
            int missing = tx.seqNo();
            status201(play.station(), 1, "Available");
            tx.skip(2).unplugged(",\"offline\":true");
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().get("completeness").get("complete").asBoolean())
                    .isFalse();

            JsonNode status = ask(play, tx.id(), "{\"ongoingIndicator\":false,\"messagesInQueue\":true}");
            assertThat(status.get("ongoingIndicator").asBoolean()).isFalse();
            tx.eventNumbered(
                    missing, "Updated", "StopAuthorized", "", Ocpp201.token(charging.idToken()) + ",\"offline\":true");
            tx.eventNumbered(
                    missing + 1,
                    "Updated",
                    "ChargingStateChanged",
                    ",\"chargingState\":\"EVConnected\"",
                    ",\"offline\":true");
            JsonNode transaction = play.transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("completeness").get("complete").asBoolean())
                    .isTrue();
            JsonNode events = lab.operator()
                    .get("/transactions/" + transaction.get("id").asString() + "/events")
                    .get("items");
            for (int i = 0; i < events.size(); i++)
                assertThat(events.get(i).get("seqNo").asInt()).isEqualTo(i);
        }
    }

    @OcaCase("TC_E_33")
    void theStationHasMessagesQueued(Lab lab) {
        try (var charging = charging(lab);
                var play = charging.play().reconnected()) {
            JsonNode status = ask(play, null, "{\"messagesInQueue\":true}");
            assertThat(status.get("messagesInQueue").asBoolean()).isTrue();
            assertThat(status.has("ongoingIndicator")).isFalse();
            lateUpdate(charging, play);
        }
    }

    @OcaCase("TC_E_34")
    void theStationHasNothingQueued(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode status = ask(play, null, "{\"messagesInQueue\":false}");
            assertThat(status.get("messagesInQueue").asBoolean()).isFalse();
            assertThat(status.has("ongoingIndicator")).isFalse();
        }
    }

    private static void lateUpdate(Ocpp201.Charging charging, Lab.Play play) {
        charging.tx()
                .on(play)
                .event("Updated", "MeterValuePeriodic", "", register("Sample.Periodic", 2000) + ",\"offline\":true");
        String id = play.transaction().get("id").asString();
        JsonNode readings =
                play.lab().operator().get("/transactions/" + id + "/readings").get("items");
        assertThat(readings.size()).isEqualTo(1);
        assertThat(readings.get(0).get("energyWh").decimalValue()).isEqualByComparingTo("2000");
    }

    /** Asks for the status and gives what the station answered, as the operator is shown it. */
    private static JsonNode ask(Lab.Play play, @Nullable String transactionId, String answer) {
        var asked = play.command(
                transactionId == null ? "{\"type\":\"GetTransactionStatus\"}" : """
                        {"type":"GetTransactionStatus","transactionId":"%s"}""".formatted(transactionId));
        CallFromCsms call = play.station().expect("GetTransactionStatus");
        if (transactionId == null)
            assertThat(call.payload().has("transactionId")).isFalse();
        else assertThat(call.payload().get("transactionId").asString()).isEqualTo(transactionId);
        call.answer(answer);
        return asked.result().get("exchanges").get(0).get("response");
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block H: reservations. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ReservationTest {
    private static final String EVSE = ",\"evse\":1";
    private static final String ANY = "";

    @OcaCase("TC_H_01")
    void anEvseIsReserved(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), EVSE);
            status201(play.station(), 1, "Reserved");
            assertState(play, id, "active");
        }
    }

    @OcaCase("TC_H_07")
    void aReservationRunsOut(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), EVSE + ",\"durationSeconds\":1");
            status201(play.station(), 1, "Reserved");
            status201(play.station(), 1, "Available");
            update(play, id, "Expired");
            assertState(play, id, "expired");
        }
    }

    @OcaCase("TC_H_08")
    void anyEvseIsReserved(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), ANY);
            assertState(play, id, "active");
        }
    }

    @OcaCase("TC_H_14")
    void anyEvseIsReservedUntilAllAreTaken(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            int first = reserved(play, idToken, ANY);
            int second = reserved(play, idToken, ANY);
            assertThat(second).isNotEqualTo(first);
            status201(play.station(), 1, "Reserved");
            status201(play.station(), 2, "Reserved");
            assertState(play, first, "active");
            assertState(play, second, "active");
        }
    }

    @OcaCase("TC_H_15")
    void aConnectorTypeIsReserved(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), ",\"connectorType\":\"cType2\"");
            status201(play.station(), 1, "Reserved");
            assertState(play, id, "active");
        }
    }

    @OcaCase("TC_H_17")
    void aReservationIsCancelled(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), EVSE);
            status201(play.station(), 1, "Reserved");
            var asked = play.command("{\"type\":\"CancelReservation\",\"reservationId\":" + id + "}");
            CallFromCsms call = play.station().expect("CancelReservation");
            assertThat(call.payload().get("reservationId").asInt()).isEqualTo(id);
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            status201(play.station(), 1, "Available");
            assertState(play, id, "cancelled");
        }
    }

    @OcaCase("TC_H_19")
    void aGroupIsReservedFor(Lab lab) {
        String group = "GROUP-" + lab.unknownToken();
        String idToken = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        try (var play = lab.booted201()) {
            int id = reserved(play, idToken, EVSE + ",\"groupIdToken\":\"" + group + "\"");
            status201(play.station(), 1, "Reserved");
            assertThat(Ocpp16ReservationTest.shown(play, id).get("group").asString())
                    .isEqualTo(group);
            assertState(play, id, "active");
        }
    }

    @OcaCase("TC_H_20")
    void aFaultRemovesTheReservation(Lab lab) {
        try (var play = lab.booted201()) {
            int id = reserved(play, lab.validToken(), EVSE);
            status201(play.station(), 1, "Reserved");
            status201(play.station(), 1, "Faulted");
            assertState(play, id, "active");
            update(play, id, "Removed");
            assertState(play, id, "removed");
        }
    }

    @OcaCase("TC_H_22")
    void aReservationIsRefused(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(reserve(lab.validToken(), EVSE));
            CallFromCsms call = play.station().expect("ReserveNow");
            call.answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Rejected");
            assertThat(play.shown("/reservations?state=open").get("items").size())
                    .isZero();
        }
    }

    @Test
    void aTransactionThatNamesTheReservationUsesIt(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            int id = reserved(play, idToken, EVSE);
            Tx tx = Tx.on(play.station());
            tx.event("Started", "Authorized", "", token(idToken) + ",\"reservationId\":" + id);
            JsonNode used = lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/reservations?state=used",
                            list -> list.get("items").size() > 0);
            assertThat(used.get("items").get(0).get("reservationId").asInt()).isEqualTo(id);
            // What the station says afterwards takes nothing back.
            update(play, id, "Expired");
            assertState(play, id, "used");
        }
    }

    @Test
    void aTokenThatWasShownWithoutACableEndsAReservationOf21(Lab lab) {
        String identity = lab.newStation();
        try (var station = lab.connect(identity, "ocpp2.1")) {
            Lab.boot201(station, "PowerUp");
            var play = new Lab.Play(lab, identity, station);
            int id = reserved(play, lab.validToken(), EVSE);
            update(play, id, "NoTransaction");
            assertState(play, id, "removed");
        }
    }

    @Test
    void anAnswerThatWasLostIsReadFromTheStatus(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(reserve(lab.validToken(), EVSE + ",\"timeoutSeconds\":1"));
            int id = play.station().expect("ReserveNow").payload().get("id").asInt();
            assertThat(asked.result().get("state").asString()).isEqualTo("failed");
            JsonNode uncertain = Ocpp16ReservationTest.shown(play, id);
            assertThat(uncertain.get("state").asString()).isEqualTo("requested");
            assertThat(uncertain.get("reason").asString()).contains("not known");
            status201(play.station(), 1, "Reserved");
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/reservations?state=active",
                            list -> list.get("items").size() == 1);
        }
    }

    @Test
    void aReservationThatNobodyKnowsIsAcknowledged(Lab lab) {
        try (var play = lab.booted201()) {
            update(play, 4711, "Removed");
            assertThat(play.shown("/reservations").get("items").size()).isZero();
        }
    }

    @Test
    void theResourceReservesAndCancels(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            var made = lab.operator()
                    .send(
                            "POST",
                            "/stations/" + play.identity() + "/reservations",
                            "{\"idToken\":\"" + idToken + "\",\"evse\":1}");
            assertThat(made.status()).isEqualTo(202);
            CallFromCsms call = play.station().expect("ReserveNow");
            call.answer("{\"status\":\"Accepted\"}");
            String command = made.json().get("command").get("id").asString();
            lab.operator().get("/commands/" + command + "?wait=10s");
            JsonNode reservation = lab.operator().get("/reservations/" + command);
            assertThat(reservation.get("state").asString()).isEqualTo("active");
            var deleted =
                    lab.operator().send("DELETE", "/stations/" + play.identity() + "/reservations/" + command, null);
            assertThat(deleted.status()).isEqualTo(202);
            play.station().expect("CancelReservation").answer("{\"status\":\"Accepted\"}");
            lab.operator()
                    .await(
                            "/reservations/" + command,
                            one -> one.get("state").asString().equals("cancelled"));
            assertThat(lab.operator()
                            .send("DELETE", "/stations/" + play.identity() + "/reservations/99", null)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static String reserve(String idToken, String more) {
        return "{\"type\":\"ReserveNow\",\"idToken\":{\"idToken\":\"" + idToken + "\",\"type\":\"ISO14443\"}" + more
                + "}";
    }

    private static int reserved(Lab.Play play, String idToken, String more) {
        var asked = play.command(reserve(idToken, more));
        CallFromCsms call = play.station().expect("ReserveNow");
        JsonNode sent = call.payload();
        assertThat(sent.get("idToken").get("idToken").asString()).isEqualTo(idToken);
        assertThat(sent.get("idToken").get("type").asString()).isEqualTo("ISO14443");
        assertThat(sent.has("evseId")).isEqualTo(more.contains("\"evse\""));
        if (sent.has("evseId")) assertThat(sent.get("evseId").asInt()).isEqualTo(1);
        assertThat(sent.has("connectorType")).isEqualTo(more.contains("connectorType"));
        assertThat(sent.has("groupIdToken")).isEqualTo(more.contains("groupIdToken"));
        assertThat(Instant.parse(sent.get("expiryDateTime").asString()))
                .isBetween(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofHours(1)));
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return sent.get("id").asInt();
    }

    private static void update(Lab.Play play, int id, String status) {
        JsonNode answer = play.station()
                .call(
                        "ReservationStatusUpdate",
                        "{\"reservationId\":" + id + ",\"reservationUpdateStatus\":\"" + status + "\"}");
        assertThat(answer.isEmpty()).isTrue();
    }

    private static void assertState(Lab.Play play, int id, String state) {
        assertThat(Ocpp16ReservationTest.shown(play, id).get("state").asString())
                .isEqualTo(state);
    }
}

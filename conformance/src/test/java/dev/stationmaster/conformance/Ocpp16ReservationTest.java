package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.authorize;
import static dev.stationmaster.conformance.harness.Ocpp16.idTagInfo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp16;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6: reservations. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16ReservationTest {
    @OcaCase("TC_046")
    void aReservationIsUsed(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            int id = reserved(play, idTag, 1, "");
            assertThat(authorize(play.station(), idTag)).isEqualTo("Accepted");
            status16(play.station(), 1, "Preparing");
            JsonNode answer = play.station().call("StartTransaction", """
                    {"connectorId":1,"idTag":"%s","meterStart":1000,"timestamp":"%s","reservationId":%d}""".formatted(idTag, Times.now(), id));
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            JsonNode used = await(play, id, "used");
            assertThat(used.get("transaction").asString())
                    .isEqualTo(play.transaction().get("id").asString());
        }
    }

    @OcaCase("TC_047")
    void aReservationRunsOut(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            int id = reserved(play, idTag, 1, ",\"durationSeconds\":2");
            await(play, id, "expired");
            status16(play.station(), 1, "Available");
            assertThat(shown(play, id).get("state").asString()).isEqualTo("expired");
        }
    }

    @OcaCase("TC_048_1")
    void theConnectorIsFaulted(Lab lab) {
        try (var play = lab.booted16()) {
            refused(play, lab.validToken(), "", "Faulted");
        }
    }

    @OcaCase("TC_048_2")
    void theConnectorIsOccupied(Lab lab) {
        try (var play = lab.booted16()) {
            status16(play.station(), 1, "Preparing");
            var blocked = play.command(reserve(lab.validToken(), 1, ""));
            assertThat(blocked.result().get("state").asString()).isEqualTo("refused");
            assertThat(blocked.result().get("reason").asString()).contains("Preparing");
            refused(play, lab.validToken(), ",\"force\":true", "Occupied");
        }
    }

    @OcaCase("TC_048_3")
    void theConnectorIsUnavailable(Lab lab) {
        try (var play = lab.booted16()) {
            var change = play.command("{\"type\":\"ChangeAvailability\",\"operational\":false,\"connector\":1}");
            CallFromCsms call = play.station().expect("ChangeAvailability");
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
            assertThat(call.payload().get("type").asString()).isEqualTo("Inoperative");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(change.status()).isEqualTo("Accepted");
            status16(play.station(), 1, "Unavailable");
            refused(play, lab.validToken(), ",\"force\":true", "Unavailable");
        }
    }

    @OcaCase("TC_048_4")
    void theStationTakesNoReservations(Lab lab) {
        try (var play = lab.booted16()) {
            refused(play, lab.validToken(), "", "Rejected");
        }
    }

    private static void refused(Lab.Play play, String idTag, String more, String answer) {
        var asked = play.command(reserve(idTag, 1, more));
        CallFromCsms call = play.station().expect("ReserveNow");
        assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
        assertThat(call.payload().get("idTag").asString()).isEqualTo(idTag);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        int id = call.payload().get("reservationId").asInt();
        assertThat(shown(play, id).get("state").asString()).isEqualTo("refused");
        assertThat(play.shown("/reservations?state=open").get("items").size()).isZero();
    }

    @OcaCase("TC_049")
    void anyConnectorIsReserved(Lab lab) {
        try (var play = lab.booted16()) {
            int id = reserved(play, lab.validToken(), 0, "");
            assertThat(shown(play, id).get("state").asString()).isEqualTo("active");
        }
    }

    @OcaCase("TC_051")
    void aReservationIsCancelled(Lab lab) {
        try (var play = lab.booted16()) {
            int id = reserved(play, lab.validToken(), 1, "");
            cancel(play, id, "Accepted");
            status16(play.station(), 1, "Available");
            assertThat(shown(play, id).get("state").asString()).isEqualTo("cancelled");
        }
    }

    @OcaCase("TC_052")
    void aCancellationIsRefused(Lab lab) {
        try (var play = lab.booted16()) {
            int id = reserved(play, lab.validToken(), 1, "");
            cancel(play, id, "Rejected");
            assertThat(shown(play, id).get("state").asString()).isEqualTo("removed");
        }
    }

    private static void cancel(Lab.Play play, int id, String answer) {
        var asked = play.command("{\"type\":\"CancelReservation\",\"reservationId\":" + id + "}");
        CallFromCsms call = play.station().expect("CancelReservation");
        assertThat(call.payload().get("reservationId").asInt()).isEqualTo(id);
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
    }

    @OcaCase("TC_053")
    void aTokenOfTheFamilyUsesTheReservation(Lab lab) {
        String parent = "FAM" + lab.unknownToken();
        String first = lab.newToken("accepted", ",\"group\":\"" + parent + "\"");
        String second = lab.newToken("accepted", ",\"group\":\"" + parent + "\"");
        try (var play = lab.booted16()) {
            int id = reserved(play, first, 1, ",\"groupIdToken\":\"" + parent + "\"");
            JsonNode answer = play.station().call("Authorize", "{\"idTag\":\"" + second + "\"}");
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            assertThat(answer.get("idTagInfo").get("parentIdTag").asString()).isEqualTo(parent);
            Ocpp16.startAccepted(play.station(), 1, second);
            await(play, id, "used");
        }
    }

    @Test
    void aWrongTokenAndAWrongConnectorUseNothing(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            int id = reserved(play, idTag, 1, "");
            Ocpp16.startAccepted(play.station(), 1, lab.validToken());
            Ocpp16.startAccepted(play.station(), 2, idTag);
            assertThat(shown(play, id).get("state").asString()).isEqualTo("active");
        }
    }

    @Test
    void aStationThatForgetsIsNoticed(Lab lab) {
        try (var play = lab.booted16()) {
            int id = reserved(play, lab.validToken(), 1, "");
            status16(play.station(), 1, "Available");
            assertThat(await(play, id, "removed").get("reason").asString()).contains("forgot");
        }
    }

    @Test
    void aFaultEndsAReservation(Lab lab) {
        try (var play = lab.booted16()) {
            int id = reserved(play, lab.validToken(), 1, "");
            status16(play.station(), 1, "Faulted");
            await(play, id, "removed");
        }
    }

    @Test
    void theSameNumberReplaces(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            int id = reserved(play, idTag, 1, "");
            String first = shown(play, id).get("id").asString();
            int again = reserved(play, idTag, 1, ",\"reservationId\":" + id);
            assertThat(again).isEqualTo(id);
            assertThat(lab.operator().get("/reservations/" + first).get("state").asString())
                    .isEqualTo("replaced");
            assertThat(play.shown("/reservations?state=open").get("items").size())
                    .isEqualTo(1);
            int other = reserved(play, idTag, 2, "");
            assertThat(other).isGreaterThan(id);
        }
    }

    @Test
    void whatIsPastOrTakenIsNotSent(Lab lab) {
        String idTag = lab.validToken();
        try (var play = lab.booted16()) {
            reserved(play, idTag, 1, "");
            var taken = play.command(reserve(lab.validToken(), 1, ""));
            assertThat(taken.result().get("reason").asString()).contains("is reserved until");
            var past = play.command(reserve(idTag, 2, ",\"expiryDateTime\":\"2020-01-01T00:00:00Z\""));
            assertThat(past.result().get("reason").asString()).contains("would have run out");
            assertThat(play.station().quiet()).isTrue();
        }
    }

    private static String reserve(String idTag, int connector, String more) {
        return "{\"type\":\"ReserveNow\",\"idToken\":\"" + idTag + "\",\"connector\":" + connector + more + "}";
    }

    /** Reserves, and the station takes it and reports it. @return the reservationId */
    private static int reserved(Lab.Play play, String idTag, int connector, String more) {
        var asked = play.command(reserve(idTag, connector, more));
        CallFromCsms call = play.station().expect("ReserveNow");
        JsonNode sent = call.payload();
        assertThat(sent.get("connectorId").asInt()).isEqualTo(connector);
        assertThat(sent.get("idTag").asString()).isEqualTo(idTag);
        assertThat(sent.has("parentIdTag")).isEqualTo(more.contains("groupIdToken"));
        Instant expiry = Instant.parse(sent.get("expiryDate").asString());
        assertThat(expiry).isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        int id = sent.get("reservationId").asInt();
        assertThat(shown(play, id).get("state").asString()).isEqualTo("active");
        status16(play.station(), connector == 0 ? 1 : connector, "Reserved");
        return id;
    }

    private static JsonNode await(Lab.Play play, int id, String state) {
        play.lab()
                .operator()
                .await(
                        "/stations/" + play.identity() + "/reservations?state=" + state,
                        list -> list.get("items").size() > 0);
        return shown(play, id);
    }

    /** The newest reservation of that number. */
    static JsonNode shown(Lab.Play play, int id) {
        for (JsonNode one : play.shown("/reservations").get("items")) {
            if (one.get("reservationId").asInt() == id) return one;
        }
        throw new AssertionError("no reservation " + id);
    }
}

package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Lab.Play;
import dev.stationmaster.conformance.harness.Ocpp16;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tokens that may charge at some stations or EVSEs only (2.0.1 C01.FR.20, C01.FR.22), and what 1.6 makes of them. */
@ExtendWith(CsmsUnderTest.class)
class TokenPlaceTest {
    private static Play booted(Lab lab, String version) {
        String identity = lab.newStation();
        var station = lab.connect(identity, version);
        Lab.boot201(station, "PowerUp");
        return lab.play(identity, station);
    }

    private static String limited(Lab lab, String... places) {
        return lab.newToken("accepted", ",\"allowedAt\":[\"" + String.join("\",\"", places) + "\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp2.0.1", "ocpp2.1"})
    void aStationIsToldTheEvsesAndATransactionAtAnotherIsNotAccepted(String version, Lab lab) {
        try (var play = booted(lab, version)) {
            String token = limited(lab, play.identity() + "/2");
            JsonNode told = Ocpp201.authorize(play.station(), token).get("idTokenInfo");
            assertThat(told.get("status").asString()).isEqualTo("Accepted");
            assertThat(told.get("evseId").toString()).isEqualTo("[2]");

            var wrong = Tx.on(play.station());
            JsonNode refused = wrong.event("Started", "Authorized", "", Ocpp201.evse(1) + Ocpp201.token(token));
            assertThat(refused.get("idTokenInfo").get("status").asString()).isEqualTo("NotAtThisLocation");
            assertThat(refused.get("idTokenInfo").get("evseId").toString()).isEqualTo("[2]");
            wrong.event("Ended", "Deauthorized", ",\"stoppedReason\":\"DeAuthorized\"", "");

            JsonNode right =
                    Tx.on(play.station()).event("Started", "Authorized", "", Ocpp201.evse(2) + Ocpp201.token(token));
            assertThat(right.get("idTokenInfo").get("status").asString()).isEqualTo("Accepted");
            assertThat(play.transactions()
                            .get(0)
                            .get("authorization")
                            .get("status")
                            .asString())
                    .isEqualTo("accepted");
            JsonNode first = play.transactions().get(1).get("authorization");
            assertThat(first.get("status").asString()).isEqualTo("wrongLocation");
            assertThat(first.get("rule").asString()).contains("EVSE 2");
        }
    }

    @Test
    void aTokenShownBeforeTheEvseIsKnownIsJudgedWhenItIs(Lab lab) {
        try (var play = lab.booted201()) {
            String token = limited(lab, play.identity() + "/2");
            var tx = Tx.on(play.station());
            assertThat(Ocpp201.idTokenInfo(tx.event("Started", "Authorized", "", Ocpp201.token(token))))
                    .isEqualTo("Accepted");
            JsonNode placed =
                    tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", Ocpp201.evse(1));
            assertThat(Ocpp201.idTokenInfo(placed)).isEqualTo("NotAtThisLocation");
            assertThat(play.flags()).contains("wrong-evse");
        }
    }

    @Test
    void aTokenOfOtherStationsIsNotAtThisLocationAndOneOfTheWholeStationHasNoList(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode elsewhere = Ocpp201.authorize(play.station(), limited(lab, "SOMEWHERE-ELSE", "OTHER/1"))
                    .get("idTokenInfo");
            assertThat(elsewhere.get("status").asString()).isEqualTo("NotAtThisLocation");
            assertThat(elsewhere.has("evseId")).isFalse();
            for (String place : new String[] {play.identity(), "*"}) {
                JsonNode here = Ocpp201.authorize(play.station(), limited(lab, "OTHER/1", place))
                        .get("idTokenInfo");
                assertThat(here.get("status").asString()).isEqualTo("Accepted");
                assertThat(here.has("evseId")).isFalse();
            }
        }
    }

    @Test
    void aStartOf16OnAWrongConnectorIsInvalidAndGetsItsId(Lab lab) {
        try (var play = lab.booted16()) {
            String token = limited(lab, play.identity() + "/2");
            assertThat(Ocpp16.authorize(play.station(), token)).isEqualTo("Accepted");
            JsonNode wrong = Ocpp16.start(play.station(), 1, token, Times.now());
            assertThat(Ocpp16.idTagInfo(wrong)).isEqualTo("Invalid");
            int id = Ocpp16.transactionId(wrong);
            Ocpp16.stop(play.station(), id, "DeAuthorized", Times.now());
            assertThat(play.transaction().get("transactionId").asString()).isEqualTo("" + id);
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().get("authorization").get("rule").asString())
                    .contains("EVSE 2");
            Ocpp16.startAccepted(play.station(), 2, token);
        }
    }

    @Test
    void aRemoteStartAtAWrongEvseIsRefusedBeforeItIsSent(Lab lab) {
        try (var play = lab.booted201()) {
            String token = limited(lab, play.identity() + "/2");
            JsonNode refused = play.command("{\"type\":\"RemoteStart\",\"evse\":1,\"idToken\":\"" + token + "\"}")
                    .result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("EVSE 2");
        }
    }

    @Test
    void theLimitIsShownChangedAndRemovedAndAWrongOneIsNamed(Lab lab) {
        String path = "/tokens/ISO14443/" + limited(lab, "A", "B/2");
        assertThat(lab.operator().get(path).get("allowedAt").toString()).isEqualTo("[\"A\",\"B/2\"]");
        lab.operator().send("PATCH", path, "{\"status\":\"blocked\"}");
        assertThat(lab.operator().get(path).get("allowedAt").size()).isEqualTo(2);
        lab.operator().send("PATCH", path, "{\"allowedAt\":[]}");
        assertThat(lab.operator().get(path).hasNonNull("allowedAt")).isFalse();
        var wrong = lab.operator().send("PATCH", path, "{\"allowedAt\":[\" \"]}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors").get(0).get("field").asString()).isEqualTo("allowedAt");
    }
}

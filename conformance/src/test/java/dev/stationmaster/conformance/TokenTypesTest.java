package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The token types of 2.0.1, from the token's entry to the transaction (C-30 to C-39), and what a driver is told. */
@ExtendWith(CsmsUnderTest.class)
class TokenTypesTest {
    private static String entered(Lab lab, String type, String more) {
        String value = lab.unknownToken();
        var created = lab.operator().send("POST", "/tokens", """
                {"idToken":"%s","type":"%s"%s}""".formatted(value, type, more));
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return value;
    }

    private static String token(String value, String type) {
        return """
                {"idToken":"%s","type":"%s"}""".formatted(value, type);
    }

    private static JsonNode authorized(Lab.Play play, String value, String type) {
        return play.station()
                .call("Authorize", "{\"idToken\":" + token(value, type) + "}")
                .get("idTokenInfo");
    }

    private static JsonNode started(Lab.Play play, String value, String type, String info) {
        return Tx.on(play.station())
                .event("Started", "Authorized", info, Ocpp201.evse(1) + ",\"idToken\":" + token(value, type))
                .get("idTokenInfo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "eMAID", "Central"})
    void aTokenOfEachTypeStartsATransactionAndOneOfAnotherTypeDoesNot(String type, Lab lab) {
        String value = entered(lab, type, "");
        try (var play = lab.booted201()) {
            assertThat(authorized(play, value.toLowerCase(Locale.ROOT), type)
                            .get("status")
                            .asString())
                    .isEqualTo("Accepted");
            String other = type.equals("ISO14443") ? "ISO15693" : "ISO14443";
            assertThat(authorized(play, value, other).get("status").asString()).isIn("Unknown", "Invalid");
            assertThat(started(play, value, type, "").get("status").asString()).isEqualTo("Accepted");
            JsonNode shown = play.transaction().get("idToken");
            assertThat(shown.get("type").asString()).isEqualTo(type);
            assertThat(shown.get("idToken").asString()).isEqualTo(type.equals("KeyCode") ? "****" : value);
        }
    }

    @Test
    void theStartButtonNeedsNoToken(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(started(play, "", "NoAuthorization", "").get("status").asString())
                    .isEqualTo("Accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO14443", "ISO15693", "Central", "NoAuthorization"})
    void aRemoteStartGoesOutWithATokenOfEachTypeAndItsTransactionIsAccepted(String type, Lab lab) {
        String value =
                switch (type) {
                    case "NoAuthorization" -> "";
                    // Made for this one start: nobody enters it anywhere.
                    case "Central" -> lab.unknownToken();
                    default -> entered(lab, type, "");
                };
        try (var play = lab.booted201()) {
            if (type.equals("Central"))
                assertThat(authorized(play, value, type).get("status").asString())
                        .isEqualTo("Unknown");
            var asked = play.command("{\"type\":\"RemoteStart\",\"evse\":1,\"idToken\":" + token(value, type) + "}");
            CallFromCsms call = play.station().expect("RequestStartTransaction");
            assertThat(call.payload().get("idToken").get("idToken").asString()).isEqualTo(value);
            assertThat(call.payload().get("idToken").get("type").asString()).isEqualTo(type);
            int remoteStartId = call.payload().get("remoteStartId").asInt();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            JsonNode answer = started(play, value, type, ",\"remoteStartId\":" + remoteStartId);
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
        }
    }

    @Test
    void aWrongCodeIsInvalidAndNoCodeIsShownAnywhere(Lab lab) {
        String code = entered(lab, "KeyCode", "");
        try (var play = lab.booted201()) {
            assertThat(authorized(play, "0000", "KeyCode").get("status").asString())
                    .isEqualTo("Invalid");
            assertThat(authorized(play, code, "KeyCode").get("status").asString())
                    .isEqualTo("Accepted");
            assertThat(play.lab()
                            .operator()
                            .get("/authorizations?station=" + play.identity())
                            .toString())
                    .doesNotContain(code);
        }
    }

    @Test
    void theDriverIsToldInHisLanguageWhatIsMeantForHimAndHowLongItHolds(Lab lab) {
        String value = entered(lab, "ISO14443", """
                ,"language":"de-CH","personalMessage":"Gute Fahrt","validUntil":"2099-01-01T00:00:00Z","group":"FLEET-L\"""");
        try (var play = lab.booted201()) {
            for (JsonNode info : List.of(authorized(play, value, "ISO14443"), started(play, value, "ISO14443", ""))) {
                assertThat(info.get("status").asString()).isEqualTo("Accepted");
                assertThat(info.get("language1").asString()).isEqualTo("de-CH");
                assertThat(info.has("language2")).isFalse();
                JsonNode message = info.get("personalMessage");
                assertThat(message.get("content").asString()).isEqualTo("Gute Fahrt");
                assertThat(message.get("language").asString()).isEqualTo("de-CH");
                assertThat(info.get("cacheExpiryDateTime").asString()).startsWith("2099-01-01T00:00:00");
                assertThat(info.get("groupIdToken").toString())
                        .isEqualTo("{\"idToken\":\"FLEET-L\",\"type\":\"Central\"}");
            }
        }
    }

    @Test
    void aMasterPassStartsNothing(Lab lab) {
        lab.operator().provision("{\"settings\":{\"masterPassGroup\":\"MASTER-PASS\"}}");
        String master = entered(lab, "ISO14443", ",\"group\":\"MASTER-PASS\"");
        try (var play = lab.booted201()) {
            assertThat(started(play, master, "ISO14443", "").get("status").asString())
                    .isEqualTo("Invalid");
        }
    }
}

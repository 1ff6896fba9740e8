package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.authorize;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.idTokenInfo;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block C: who may charge. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201AuthorizationTest {
    private static final String MASTER_GROUP = "MASTER-PASS";

    @OcaCase("TC_C_02")
    void anUnknownToken(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), lab.unknownToken())))
                    .isIn("Invalid", "Unknown");
        }
    }

    @OcaCase("TC_C_06")
    void aBlockedToken(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), lab.newToken("blocked", ""))))
                    .isIn("Blocked", "Invalid");
        }
    }

    @OcaCase("TC_C_07")
    void anExpiredToken(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(idTokenInfo(authorize(play.station(), lab.newToken("expired", ""))))
                    .isIn("Expired", "Invalid");
        }
    }

    @OcaCase("TC_C_08")
    void aCachedTokenThatIsStillValid(Lab lab) {
        assertThat(startWithCachedToken(lab, lab.validToken())).isEqualTo("Accepted");
    }

    @OcaCase("TC_C_20")
    void aCachedTokenThatIsNoLongerValid(Lab lab) {
        assertThat(startWithCachedToken(lab, lab.unknownToken())).isIn("Invalid", "Unknown");
    }

    private static String startWithCachedToken(Lab lab, String idToken) {
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            Tx tx = Tx.on(play.station());
            JsonNode started = tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            assertThat(started.has("idTokenInfo")).isFalse();
            String status = idTokenInfo(tx.event("Updated", "Authorized", "", token(idToken)));
            assertThat(play.transaction().get("idToken").get("idToken").asString())
                    .isEqualTo(idToken);
            return status;
        }
    }

    @OcaCase("TC_C_37")
    void clearTheCacheAccepted(Lab lab) {
        assertThat(clearCache(lab, "Accepted")).isEqualTo("Accepted");
    }

    @OcaCase("TC_C_38")
    void clearTheCacheRejected(Lab lab) {
        assertThat(clearCache(lab, "Rejected")).isEqualTo("Rejected");
    }

    private static String clearCache(Lab lab, String answer) {
        try (var play = lab.booted201()) {
            var asked = play.command("{\"type\":\"ClearCache\"}");
            play.station().expect("ClearCache").answer("{\"status\":\"" + answer + "\"}");
            return asked.status();
        }
    }

    @OcaCase("TC_C_39")
    void aSecondTokenOfTheGroupStops(Lab lab) {
        String group = "GROUP-" + lab.unknownToken();
        String first = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        String second = lab.newToken("accepted", ",\"group\":\"" + group + "\"");
        try (var play = lab.booted201()) {
            status201(play.station(), 1, "Occupied");
            Tx tx = Tx.on(play.station());
            tx.event("Started", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            assertAccepted(authorize(play.station(), first), group);
            assertAccepted(tx.event("Updated", "Authorized", "", token(first)), group);
            tx.charging();
            assertAccepted(authorize(play.station(), second), group);
            assertAccepted(tx.event("Updated", "StopAuthorized", "", token(second)), group);
            tx.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"EVConnected\"", "");
            status201(play.station(), 1, "Available");
            tx.unplugged("");
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().get("idToken").get("idToken").asString())
                    .isEqualTo(first);
        }
    }

    @OcaCase("TC_C_47")
    void theMasterPassStopsAll(Lab lab) {
        masterPass(lab, true);
    }

    @OcaCase("TC_C_48")
    void theMasterPassStopsOneChosenTransaction(Lab lab) {
        masterPass(lab, false);
    }

    @OcaCase("TC_C_49")
    void theMasterPassWithoutDisplay(Lab lab) {
        masterPass(lab, true);
        ordinaryTokenStopsAsMasterPass(lab);
    }

    private static void masterPass(Lab lab, boolean all) {
        lab.operator().provision("{\"settings\":{\"masterPassGroup\":\"" + MASTER_GROUP + "\"}}");
        String master = lab.newToken("accepted", ",\"group\":\"" + MASTER_GROUP + "\"");
        try (var play = lab.booted201()) {
            Tx one = started(lab, play, 1);
            Tx two = started(lab, play, 2);
            assertAccepted(authorize(play.station(), master), MASTER_GROUP);
            assertAccepted(stoppedBy(one, master), MASTER_GROUP);
            if (all) assertAccepted(stoppedBy(two, master), MASTER_GROUP);
            assertThat(count(play, "ended")).isEqualTo(all ? 2 : 1);
            assertThat(count(play, "open")).isEqualTo(all ? 0 : 1);
        }
    }

    private static void ordinaryTokenStopsAsMasterPass(Lab lab) {
        String valid = lab.validToken();
        try (var play = lab.booted201()) {
            Tx one = started(lab, play, 1);
            JsonNode answer = stoppedBy(one, valid);
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
            assertThat(answer.get("idTokenInfo").has("groupIdToken")).isFalse();
            assertThat(count(play, "ended")).isEqualTo(1);
        }
    }

    private static Tx started(Lab lab, Lab.Play play, int evse) {
        status201(play.station(), evse, "Occupied");
        Tx tx = Tx.on(play.station());
        JsonNode answer = tx.event(
                "Started", "Authorized", ",\"chargingState\":\"EVConnected\"", evse(evse) + token(lab.validToken()));
        assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        tx.charging();
        return tx;
    }

    private static JsonNode stoppedBy(Tx tx, String idToken) {
        return tx.event("Ended", "StopAuthorized", ",\"stoppedReason\":\"MasterPass\"", token(idToken));
    }

    private static int count(Lab.Play play, String state) {
        int count = 0;
        for (JsonNode transaction : play.transactions()) {
            if (transaction.get("state").asString().equals(state)) count++;
        }
        return count;
    }

    private static void assertAccepted(JsonNode answer, String group) {
        assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        assertThat(answer.get("idTokenInfo").get("groupIdToken").get("idToken").asString())
                .isEqualTo(group);
    }
}

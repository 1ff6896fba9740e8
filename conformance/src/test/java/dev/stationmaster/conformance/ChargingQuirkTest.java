package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Quirk;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Stations that have their own mind about charging profiles. */
@ExtendWith(CsmsUnderTest.class)
class ChargingQuirkTest {
    private static String set(int evse, int id, int level, String purpose, String limit) {
        return """
                {"type":"SetChargingProfile","evse":%d,"chargingProfile":{"id":%d,"stackLevel":%d,"chargingProfilePurpose":"%s","chargingProfileKind":"%s",
                 "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]%s}}}""".formatted(
                        evse,
                        id,
                        level,
                        purpose,
                        purpose.equals("ChargePointMaxProfile") ? "Absolute" : "Relative",
                        limit,
                        purpose.equals("ChargePointMaxProfile") ? ",\"startSchedule\":\"2026-01-01T00:00:00Z\"" : "");
    }

    /** Sends the profile and answers for the station. @return the CALL */
    private static CallFromCsms sent(Lab.Play play, String command, String answer) {
        var asked = play.command(command);
        CallFromCsms call = play.station().expect("SetChargingProfile");
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        return call;
    }

    private static List<Integer> installed(Lab.Play play) {
        return play.shown("/charging-profiles")
                .get("items")
                .valueStream()
                .map(item -> item.at("/profile/id").asInt())
                .toList();
    }

    private static void declares(Lab.Play play, String key, String value) {
        var asked = play.command("{\"type\":\"GetVariables\",\"keys\":[\"" + key + "\"]}");
        play.station()
                .expect("GetConfiguration")
                .answer("{\"configurationKey\":[{\"key\":\"" + key + "\",\"readonly\":true,\"value\":\"" + value
                        + "\"}]}");
        asked.result();
    }

    @Quirk("Q70")
    void aLevelThatTheStationDeclaresAndRejectsIsNotShownAsInstalled(Lab lab) {
        try (var play = lab.booted16()) {
            declares(play, "ChargeProfileMaxStackLevel", "10");
            sent(play, set(1, 71, 10, "TxDefaultProfile", "16"), "Rejected");
            assertThat(installed(play)).isEmpty();
            sent(play, set(1, 72, 0, "TxDefaultProfile", "16"), "Accepted");
            assertThat(installed(play)).containsExactly(72);
        }
    }

    @Quirk("Q71")
    void aFilterThatFindsNothingAtLevelZeroIsFollowedByTheId(Lab lab) {
        try (var play = lab.booted16()) {
            sent(play, set(1, 73, 0, "TxDefaultProfile", "16"), "Accepted");
            var byFilter = play.command("""
                    {"type":"ClearChargingProfile","evse":1,"stackLevel":0,"purpose":"TxDefaultProfile"}""");
            CallFromCsms call = play.station().expect("ClearChargingProfile");
            assertThat(call.payload().get("stackLevel").asInt()).isZero();
            call.answer("{\"status\":\"Unknown\"}");
            assertThat(byFilter.status()).isEqualTo("Unknown");
            var byId = play.command("{\"type\":\"ClearChargingProfile\",\"id\":73}");
            CallFromCsms named = play.station().expect("ClearChargingProfile");
            assertThat(named.payload().toString()).isEqualTo("{\"id\":73}");
            named.answer("{\"status\":\"Accepted\"}");
            assertThat(byId.status()).isEqualTo("Accepted");
            assertThat(installed(play)).isEmpty();
        }
    }

    @Quirk("Q72")
    void aStationThatRefusesTheMaximumTakesTheDefault(Lab lab) {
        try (var play = lab.booted16()) {
            sent(play, set(0, 74, 0, "ChargePointMaxProfile", "32"), "Rejected");
            assertThat(installed(play)).isEmpty();
            CallFromCsms call = sent(play, set(0, 75, 0, "TxDefaultProfile", "32"), "Accepted");
            assertThat(call.payload().get("connectorId").asInt()).isZero();
            assertThat(installed(play)).containsExactly(75);
        }
    }

    @Quirk("Q73")
    void zeroAmperesGoOutAsZeroAndTheFaultThatFollowsIsShown(Lab lab) {
        try (var charging = charging(lab)) {
            var play = charging.play();
            CallFromCsms call = sent(play, set(1, 76, 0, "TxProfile", "0"), "Accepted");
            assertThat(call.payload()
                            .at("/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit")
                            .decimalValue())
                    .isEqualByComparingTo("0");
            play.station().call("StatusNotification", """
                    {"connectorId":1,"errorCode":"OtherError","status":"Faulted"}""");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Faulted");
            assertThat(play.transaction().get("state").asString())
                    .as("a fault does not end it")
                    .isEqualTo("open");
        }
    }

    @Quirk("Q74")
    void wholeLimitsGoOutWholeAndOthersWithOneDecimal(Lab lab) {
        try (var play = lab.booted16()) {
            CallFromCsms whole = sent(play, set(1, 77, 0, "TxDefaultProfile", "16.0"), "Accepted");
            assertThat(whole.payload().toString()).containsPattern("\"limit\":16(\\.0)?[,}]");
            CallFromCsms tenth = sent(play, set(1, 78, 1, "TxDefaultProfile", "6.5"), "Accepted");
            assertThat(tenth.payload().toString()).containsPattern("\"limit\":6\\.5[,}]");
            JsonNode refused = play.command(set(1, 79, 2, "TxDefaultProfile", "6.25"))
                    .outcome()
                    .json();
            assertThat(refused.toString()).as("two decimals are never sent").contains("decimal");
            assertThat(play.station().quiet()).isTrue();
        }
    }

    @Quirk("Q75")
    void profilesThatAStationForgetsCanBeSetAgainAndAProfileOfAnEndedTransactionIsGone(Lab lab) {
        try (var charging = charging(lab)) {
            var play = charging.play();
            sent(play, set(1, 80, 0, "TxProfile", "10"), "Accepted");
            play.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":2000,"timestamp":"%s"}""".formatted(
                            charging.transactionId(), dev.stationmaster.conformance.harness.Times.now()));
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/charging-profiles",
                            shown -> shown.get("items").isEmpty());
            status16(play.station(), 1, "Available");
            sent(play, set(1, 81, 0, "TxDefaultProfile", "10"), "Accepted");
            try (var again = play.reconnected()) {
                boot16(again.station());
                sent(again, set(1, 81, 0, "TxDefaultProfile", "10"), "Accepted");
                assertThat(installed(again)).containsExactly(81);
            }
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status201;
import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static dev.stationmaster.conformance.harness.Ocpp201.evse;
import static dev.stationmaster.conformance.harness.Ocpp201.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201.Tx;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block K: charging profiles are set and cleared, remote starts carry them, the composite schedule is asked for. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201SmartChargingTest {
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    private static String absolute(String limit) {
        return """
                "chargingRateUnit":"A","startSchedule":"%s","duration":300,
                "chargingSchedulePeriod":[{"startPeriod":0,"limit":%s,"numberPhases":3}]""".formatted(Times.now(), limit);
    }

    private static String relative(String limit) {
        return """
                "chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s,"numberPhases":3}]""".formatted(limit);
    }

    private static String profile(int id, String purpose, String kind, String more, String schedule) {
        return """
                {"id":%d,"stackLevel":0,"chargingProfilePurpose":"%s","chargingProfileKind":"%s"%s,"chargingSchedule":[{%s}]}""".formatted(id, purpose, kind, more, schedule);
    }

    private static String set(int evse, String profile) {
        return "{\"type\":\"SetChargingProfile\",\"evse\":" + evse + ",\"chargingProfile\":" + profile + "}";
    }

    private static JsonNode accepted(Lab.Play play, int evse, String profile) {
        var asked = play.command(set(evse, profile));
        CallFromCsms call = play.station().expect("SetChargingProfile");
        assertThat(call.payload().get("evseId").asInt(-1)).isEqualTo(evse);
        call.answer(ACCEPTED);
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("chargingProfile");
    }

    private static List<Integer> installed(Lab.Play play) {
        return play.shown("/charging-profiles")
                .get("items")
                .valueStream()
                .map(item -> item.at("/profile/id").asInt())
                .toList();
    }

    private static void assertOnePeriod(JsonNode profile, double limit) {
        assertThat(profile.get("chargingSchedule").size()).isEqualTo(1);
        JsonNode schedule = profile.at("/chargingSchedule/0");
        assertThat(schedule.get("chargingRateUnit").asString()).isEqualTo("A");
        assertThat(schedule.get("chargingSchedulePeriod").size()).isEqualTo(1);
        JsonNode period = schedule.at("/chargingSchedulePeriod/0");
        assertThat(period.get("startPeriod").asInt(-1)).isZero();
        assertThat(period.get("limit").asDouble()).isEqualTo(limit);
        assertThat(period.get("numberPhases").asInt()).isEqualTo(3);
    }

    @OcaCase("TC_K_01")
    void aDefaultProfileOnOneEvse(Lab lab) {
        try (var play = lab.booted201()) {
            String validity = ",\"validFrom\":\"%s\",\"validTo\":\"%s\""
                    .formatted(Times.now(), Times.ago(Duration.ofMinutes(-5)));
            JsonNode sent = accepted(play, 1, profile(31, "TxDefaultProfile", "Absolute", validity, absolute("6.0")));
            assertThat(sent.get("id").asInt()).isEqualTo(31);
            assertThat(sent.get("stackLevel").asInt(-1)).isZero();
            assertThat(sent.get("chargingProfilePurpose").asString()).isEqualTo("TxDefaultProfile");
            assertThat(sent.get("chargingProfileKind").asString()).isEqualTo("Absolute");
            assertThat(sent.has("validFrom")).isTrue();
            assertThat(sent.has("validTo")).isTrue();
            assertThat(sent.at("/chargingSchedule/0/duration").asInt()).isEqualTo(300);
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isTrue();
            assertOnePeriod(sent, 6.0);
            assertThat(installed(play)).containsExactly(31);
        }
    }

    @OcaCase("TC_K_02")
    void aTransactionsProfileWithoutATransactionIsSentByForceOnly(Lab lab) {
        try (var play = lab.booted201()) {
            String command = set(1, profile(32, "TxProfile", "Relative", "", relative("7.0")));
            JsonNode refused = play.command(command).result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("K01.FR.03");
            var asked = play.command(command.replace("{\"type\"", "{\"force\":true,\"type\""));
            CallFromCsms call = play.station().expect("SetChargingProfile");
            JsonNode sent = call.payload().get("chargingProfile");
            assertThat(sent.get("chargingProfilePurpose").asString()).isEqualTo("TxProfile");
            assertThat(sent.has("transactionId")).isFalse();
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isFalse();
            assertOnePeriod(sent, 7.0);
            call.answer("{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"TxNotFound\"}}");
            assertThat(asked.status()).isEqualTo("Rejected");
            assertThat(installed(play)).isEmpty();
        }
    }

    @OcaCase("TC_K_03")
    void theMaximumOfTheStation(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode sent =
                    accepted(play, 0, profile(33, "ChargingStationMaxProfile", "Absolute", "", absolute("8.0")));
            assertThat(sent.get("chargingProfilePurpose").asString()).isEqualTo("ChargingStationMaxProfile");
            assertThat(sent.get("chargingProfileKind").asString()).isEqualTo("Absolute");
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isTrue();
            assertOnePeriod(sent, 8.0);
        }
    }

    @OcaCase("TC_K_04")
    void aProfileIsReplacedByItsId(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode first = accepted(play, 1, profile(34, "TxDefaultProfile", "Absolute", "", absolute("8.0")));
            // Without an id: what stands in the same place is replaced, so its id is taken.
            String again = profile(34, "TxDefaultProfile", "Absolute", "", absolute("6.0"))
                    .replace("\"id\":34,", "");
            JsonNode second = accepted(play, 1, again);
            assertOnePeriod(first, 8.0);
            assertOnePeriod(second, 6.0);
            for (String same : List.of("id", "stackLevel", "chargingProfilePurpose", "chargingProfileKind")) {
                assertThat(second.get(same)).isEqualTo(first.get(same));
            }
            assertThat(installed(play)).containsExactly(34);
        }
    }

    @OcaCase("TC_K_05")
    void aProfileIsReadAndClearedByItsId(Lab lab) {
        try (var play = lab.booted201()) {
            asksFor(play, ",\"purpose\":\"TxDefaultProfile\"");
            int requestId = lastRequest;
            report(play, requestId, 1, "CSO", false, 35, "TxDefaultProfile");
            assertThat(installed(play)).containsExactly(35);
            CallFromCsms call = clears(play, ",\"id\":35", ACCEPTED, "Accepted");
            assertThat(call.payload().get("chargingProfileId").asInt()).isEqualTo(35);
            assertThat(call.payload().has("chargingProfileCriteria")).isFalse();
            assertThat(installed(play)).isEmpty();
        }
    }

    private int lastRequest;

    /** Asks, and has it accepted; remembers the number. */
    private JsonNode asksFor(Lab.Play play, String criteria) {
        var asked = play.command("{\"type\":\"GetChargingProfiles\"" + criteria + "}");
        CallFromCsms call = play.station().expect("GetChargingProfiles");
        lastRequest = call.payload().get("requestId").asInt();
        call.answer(ACCEPTED);
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload();
    }

    private static void report(
            Lab.Play play, int requestId, int evse, String source, boolean toContinue, int id, String purpose) {
        JsonNode answer = play.station().call("ReportChargingProfiles", """
                {"requestId":%d,"chargingLimitSource":"%s","evseId":%d,"tbc":%s,"chargingProfile":[%s]}""".formatted(
                        requestId,
                        source,
                        evse,
                        toContinue,
                        profile(id, purpose, "Absolute", "", "\"id\":1," + absolute("6.0"))));
        assertThat(answer.isEmpty()).isTrue();
    }

    private static CallFromCsms clears(Lab.Play play, String criteria, String answer, String status) {
        var asked = play.command("{\"type\":\"ClearChargingProfile\"" + criteria + "}");
        CallFromCsms call = play.station().expect("ClearChargingProfile");
        call.answer(answer);
        assertThat(asked.status()).isEqualTo(status);
        return call;
    }

    private static final String CRITERIA = ",\"evse\":1,\"purpose\":\"TxDefaultProfile\",\"stackLevel\":0";

    private static void assertCriteria(CallFromCsms call) {
        assertThat(call.payload().has("chargingProfileId")).isFalse();
        JsonNode criteria = call.payload().get("chargingProfileCriteria");
        assertThat(criteria.get("evseId").asInt()).isEqualTo(1);
        assertThat(criteria.get("chargingProfilePurpose").asString()).isEqualTo("TxDefaultProfile");
        assertThat(criteria.get("stackLevel").asInt(-1)).isZero();
    }

    @OcaCase("TC_K_06")
    void profilesAreClearedByCriteria(Lab lab) {
        try (var play = lab.booted201()) {
            accepted(play, 1, profile(36, "TxDefaultProfile", "Absolute", "", absolute("6.0")));
            accepted(play, 2, profile(37, "TxDefaultProfile", "Absolute", "", absolute("6.0")));
            assertCriteria(clears(play, CRITERIA, ACCEPTED, "Accepted"));
            assertThat(installed(play)).containsExactly(37);
        }
    }

    @OcaCase("TC_K_08")
    void clearingWithNothingInstalledIsShownAsUnknown(Lab lab) {
        try (var play = lab.booted201()) {
            assertCriteria(clears(play, CRITERIA, "{\"status\":\"Unknown\"}", "Unknown"));
        }
    }

    @OcaCase("TC_K_10")
    void aDefaultProfileOnAllEvses(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode sent = accepted(play, 0, profile(38, "TxDefaultProfile", "Absolute", "", absolute("6.0")));
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isTrue();
            assertOnePeriod(sent, 6.0);
            JsonNode both = play.shown("/composite-schedule?evse=2&duration=60");
            assertThat(both.at("/periods/0/limit").asDouble()).isEqualTo(6.0);
        }
    }

    @OcaCase("TC_K_15")
    void aStationWithoutSmartChargingSaysSo(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(set(1, profile(39, "TxDefaultProfile", "Absolute", "", absolute("6.0"))));
            play.station().expect("SetChargingProfile").refuse("NotSupported", "no smart charging");
            JsonNode result = asked.result();
            assertThat(result.get("state").asString()).isEqualTo("failed");
            assertThat(result.at("/exchanges/0/error/code").asString()).isEqualTo("NotSupported");
            assertThat(installed(play)).isEmpty();
            play.station().call("Heartbeat", "{}");
            var next = play.command("{\"type\":\"ClearCache\"}");
            play.station().expect("ClearCache").answer(ACCEPTED);
            assertThat(next.status()).isEqualTo("Accepted");
        }
    }

    @OcaCase("TC_K_19")
    void aProfileThatRecursDailyOrWeekly(Lab lab) {
        try (var play = lab.booted201()) {
            for (String recurrency : List.of("Daily", "Weekly")) {
                JsonNode sent = accepted(
                        play,
                        1,
                        profile(
                                40,
                                "TxDefaultProfile",
                                "Recurring",
                                ",\"recurrencyKind\":\"" + recurrency + "\"",
                                absolute("6.0")));
                assertThat(sent.get("chargingProfileKind").asString()).isEqualTo("Recurring");
                assertThat(sent.get("recurrencyKind").asString()).isEqualTo(recurrency);
                assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isTrue();
                assertOnePeriod(sent, 6.0);
            }
        }
    }

    @OcaCase("TC_K_37")
    void aRemoteStartCarriesAProfile(Lab lab) {
        String idToken = lab.validToken();
        try (var play = lab.booted201()) {
            var asked = play.command("""
                    {"type":"RemoteStart","idToken":{"idToken":"%s","type":"ISO14443"},"evse":1,"chargingProfile":%s}""".formatted(idToken, profile(41, "TxProfile", "Relative", "", relative("6.0"))));
            CallFromCsms call = play.station().expect("RequestStartTransaction");
            assertThat(call.payload().at("/idToken/idToken").asString()).isEqualTo(idToken);
            assertThat(call.payload().get("evseId").asInt()).isEqualTo(1);
            int remoteStartId = call.payload().get("remoteStartId").asInt();
            JsonNode sent = call.payload().get("chargingProfile");
            assertThat(sent.get("chargingProfilePurpose").asString()).isEqualTo("TxProfile");
            assertThat(sent.has("transactionId")).isFalse();
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isFalse();
            assertOnePeriod(sent, 6.0);
            call.answer(ACCEPTED);
            assertThat(asked.status()).isEqualTo("Accepted");
            Tx tx = Tx.on(play.station());
            tx.event("Started", "RemoteStart", ",\"remoteStartId\":" + remoteStartId, token(idToken));
            status201(play.station(), 1, "Occupied");
            tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
            tx.charging();
            assertThat(play.transaction().get("remoteStartId").asInt()).isEqualTo(remoteStartId);
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/charging-profiles",
                            shown -> shown.at("/items/0/profile/transactionId")
                                    .asString("")
                                    .equals(tx.id()));
        }
    }

    @OcaCase("TC_K_43")
    void theCompositeScheduleOfAnEvse(Lab lab) {
        composite(lab, 1);
    }

    @OcaCase("TC_K_44")
    void theCompositeScheduleOfTheStation(Lab lab) {
        composite(lab, 0);
    }

    private static void composite(Lab lab, int evse) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"GetCompositeSchedule\",\"evse\":" + evse + ",\"duration\":300,\"unit\":\"A\"}");
            CallFromCsms call = play.station().expect("GetCompositeSchedule");
            assertThat(call.payload().get("evseId").asInt(-1)).isEqualTo(evse);
            assertThat(call.payload().get("duration").asInt()).isEqualTo(300);
            assertThat(call.payload().get("chargingRateUnit").asString()).isEqualTo("A");
            call.answer("""
                    {"status":"Accepted","schedule":{"evseId":%d,"duration":300,"scheduleStart":"%s","chargingRateUnit":"A",
                     "chargingSchedulePeriod":[{"startPeriod":0,"limit":10.0,"numberPhases":3}]}}""".formatted(evse, Times.now()));
            assertThat(asked.status()).isEqualTo("Accepted");
            JsonNode shown = play.shown("/composite-schedule?evse=" + evse + "&duration=300");
            assertThat(shown.at("/station/periods/0/limit").asDouble()).isEqualTo(10.0);
            assertThat(shown.at("/station/differences").size()).isZero();
        }
    }

    @OcaCase("TC_K_60")
    void aProfileForTheRunningTransaction(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode sent = accepted(charging.play(), 1, profile(42, "TxProfile", "Relative", "", relative("6.0")));
            assertThat(sent.get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            assertThat(sent.at("/chargingSchedule/0").has("startSchedule")).isFalse();
            assertOnePeriod(sent, 6.0);
            charging.finish();
            Operator operator = lab.operator();
            operator.await(
                    "/stations/" + charging.play().identity() + "/charging-profiles",
                    shown -> shown.get("items").isEmpty());
        }
    }

    @OcaCase("TC_K_70")
    void twoProfilesAtOnce(Lab lab) {
        try (var charging = charging(lab)) {
            var play = charging.play();
            JsonNode one = accepted(play, 1, profile(43, "TxDefaultProfile", "Absolute", "", absolute("6.0")));
            JsonNode other =
                    accepted(play, 0, profile(44, "ChargingStationMaxProfile", "Absolute", "", absolute("8.0")));
            assertThat(other.get("id")).isNotEqualTo(one.get("id"));
            assertThat(installed(play)).containsExactly(43, 44);
            charging.assertOpen();
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.authorize;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.startAccepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 Smart Charging: profiles are set, cleared, carried by a remote start, and come to a composite schedule. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16SmartChargingTest {
    private static final String ONE_PERIOD =
            "\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":6.0,\"numberPhases\":3}]";

    private static String absolute(String duration) {
        return "\"chargingRateUnit\":\"A\",\"startSchedule\":\"%s\",\"duration\":%s,".formatted(Times.now(), duration)
                + ONE_PERIOD;
    }

    private static String relative() {
        return "\"chargingRateUnit\":\"A\"," + ONE_PERIOD;
    }

    private static String set(int connector, int id, String purpose, String kind, String more, String schedule) {
        return """
                {"type":"SetChargingProfile","evse":%d,"chargingProfile":{"id":%d,"stackLevel":0,"chargingProfilePurpose":"%s",
                 "chargingProfileKind":"%s"%s,"chargingSchedule":{%s}}}""".formatted(connector, id, purpose, kind, more, schedule);
    }

    private static String validity() {
        return ",\"validFrom\":\"%s\",\"validTo\":\"%s\"".formatted(Times.now(), Times.ago(Duration.ofMinutes(-5)));
    }

    private static JsonNode accepted(Lab.Play play, String command, int connector) {
        var asked = play.command(command);
        CallFromCsms call = play.station().expect("SetChargingProfile");
        assertThat(call.payload().get("connectorId").asInt()).isEqualTo(connector);
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("csChargingProfiles");
    }

    private static List<Integer> installed(Lab.Play play) {
        return play.shown("/charging-profiles")
                .get("items")
                .valueStream()
                .map(item -> item.at("/profile/id").asInt())
                .toList();
    }

    @OcaCase("TC_056")
    void aDefaultProfile(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode profile =
                    accepted(play, set(1, 11, "TxDefaultProfile", "Absolute", validity(), absolute("300")), 1);
            assertThat(profile.get("chargingProfileId").asInt()).isEqualTo(11);
            assertThat(profile.get("stackLevel").asInt()).isZero();
            assertThat(profile.get("chargingProfilePurpose").asString()).isEqualTo("TxDefaultProfile");
            assertThat(profile.get("chargingProfileKind").asString()).isEqualTo("Absolute");
            assertThat(profile.has("validFrom")).isTrue();
            assertThat(profile.has("validTo")).isTrue();
            assertThat(profile.has("transactionId")).isFalse();
            assertThat(profile.has("recurrencyKind")).isFalse();
            JsonNode schedule = profile.get("chargingSchedule");
            assertThat(schedule.has("startSchedule")).isTrue();
            assertThat(schedule.get("duration").asInt()).isEqualTo(300);
            assertThat(schedule.get("chargingRateUnit").asString()).isEqualTo("A");
            JsonNode period = schedule.get("chargingSchedulePeriod").get(0);
            assertThat(period.get("startPeriod").asInt()).isZero();
            assertThat(period.get("limit").asDouble()).isEqualTo(6.0);
            assertThat(period.get("numberPhases").asInt()).isEqualTo(3);
            assertThat(installed(play)).containsExactly(11);
        }
    }

    @OcaCase("TC_057")
    void aProfileForTheRunningTransaction(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode profile = accepted(charging.play(), set(1, 12, "TxProfile", "Relative", "", relative()), 1);
            assertThat(profile.get("transactionId").asInt()).isEqualTo(charging.transactionId());
            assertThat(profile.has("recurrencyKind")).isFalse();
            assertThat(profile.get("chargingSchedule").has("startSchedule")).isFalse();

            JsonNode second =
                    accepted(charging.play(), set(1, 12, "TxProfile", "Absolute", validity(), absolute("300")), 1);
            assertThat(second.get("transactionId").asInt()).isEqualTo(charging.transactionId());
            assertThat(second.get("chargingSchedule").has("startSchedule")).isTrue();

            // Without a transaction on the connector it does not leave.
            JsonNode refused = charging.play()
                    .command(set(2, 13, "TxProfile", "Relative", "", relative()))
                    .result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("none runs on EVSE 2");
        }
    }

    @OcaCase("TC_059")
    void aRemoteStartCarriesAProfile(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"RemoteStart","idToken":"%s","evse":1,"chargingProfile":{"id":14,"stackLevel":0,
                     "chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{%s}}}""".formatted(tag, relative()));
            CallFromCsms call = play.station().expect("RemoteStartTransaction");
            assertThat(call.payload().get("idTag").asString()).isEqualTo(tag);
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
            JsonNode profile = call.payload().get("chargingProfile");
            assertThat(profile.get("chargingProfilePurpose").asString()).isEqualTo("TxProfile");
            assertThat(profile.has("transactionId")).isFalse();
            assertThat(profile.has("recurrencyKind")).isFalse();
            assertThat(profile.at("/chargingSchedule/chargingSchedulePeriod/0/startPeriod")
                            .asInt(-1))
                    .isZero();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            int transactionId = startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");
            lab.operator()
                    .await(
                            "/stations/" + play.identity() + "/charging-profiles",
                            shown -> shown.at("/items/0/profile/transactionId")
                                    .asString("")
                                    .equals(String.valueOf(transactionId)));
        }
    }

    @OcaCase("TC_066")
    void theCompositeScheduleIsShownBesideOurs(Lab lab) {
        try (var play = lab.booted16()) {
            accepted(play, set(1, 15, "TxDefaultProfile", "Absolute", "", absolute("3600")), 1);
            var asked = play.command("{\"type\":\"GetCompositeSchedule\",\"evse\":1,\"duration\":300,\"unit\":\"A\"}");
            CallFromCsms call = play.station().expect("GetCompositeSchedule");
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(1);
            assertThat(call.payload().get("duration").asInt()).isEqualTo(300);
            assertThat(call.payload().get("chargingRateUnit").asString()).isEqualTo("A");
            call.answer("""
                    {"status":"Accepted","connectorId":1,"scheduleStart":"%s","chargingSchedule":{"duration":300,"chargingRateUnit":"A",
                     "chargingSchedulePeriod":[{"startPeriod":0,"limit":10.0}]}}""".formatted(Times.now()));
            JsonNode result = asked.result();
            assertThat(result.at("/exchanges/0/response/chargingSchedule/chargingSchedulePeriod/0/limit")
                            .asDouble())
                    .isEqualTo(10.0);
            JsonNode settled = lab.operator()
                    .await(
                            "/commands/" + result.get("id").asString(),
                            shown -> shown.at("/effect/state").asString("").equals("seen"));
            assertThat(settled.at("/effect/what").asString()).contains("ours is 6.0 A, the station's 10.0 A");
            JsonNode composite = play.shown("/composite-schedule?evse=1&duration=300");
            assertThat(composite.at("/periods/0/limit").asDouble()).isEqualTo(6.0);
            assertThat(composite.at("/station/differences/0/meaning").asString())
                    .isEqualTo("stationAllowsMore");
        }
    }

    @OcaCase("TC_067")
    void profilesAreClearedByEveryCriterion(Lab lab) {
        try (var charging = charging(lab)) {
            var play = charging.play();
            accepted(play, set(0, 21, "ChargePointMaxProfile", "Absolute", "", absolute("300")), 0);
            accepted(play, set(1, 22, "TxDefaultProfile", "Absolute", "", absolute("300")), 1);
            JsonNode tx = accepted(play, set(1, 23, "TxProfile", "Relative", "", relative()), 1);
            assertThat(tx.get("transactionId").asInt()).isEqualTo(charging.transactionId());
            assertThat(installed(play)).containsExactly(21, 22, 23);

            assertThat(cleared(play, ",\"id\":21")).isEqualTo("{\"id\":21}");
            assertThat(installed(play)).containsExactly(22, 23);
            assertThat(cleared(play, ",\"connector\":1,\"purpose\":\"TxDefaultProfile\",\"stackLevel\":0"))
                    .isEqualTo("{\"connectorId\":1,\"chargingProfilePurpose\":\"TxDefaultProfile\",\"stackLevel\":0}");
            assertThat(installed(play)).containsExactly(23);
            assertThat(cleared(play, "")).isEqualTo("{}");
            assertThat(installed(play)).isEmpty();
        }
    }

    private static String cleared(Lab.Play play, String criteria) {
        var asked = play.command("{\"type\":\"ClearChargingProfile\"" + criteria + "}");
        CallFromCsms call = play.station().expect("ClearChargingProfile");
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().toString();
    }
}

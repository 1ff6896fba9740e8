package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Ocpp201.Charging;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block K: cars that tell their needs and their schedule by ISO 15118 (K15 to K17). */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ChargingNeedsTest {
    private static final int TUPLES = 3;

    private static String needs(Charging charging) {
        return charging.station()
                .call("NotifyEVChargingNeeds", """
                {"evseId":1,"maxScheduleTuples":%d,"chargingNeeds":{"requestedEnergyTransfer":"AC_three_phase","departureTime":"%s",
                 "acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":16,"evMaxVoltage":400}}}""".formatted(
                                TUPLES, Instant.now().plus(Duration.ofHours(8))))
                .path("status")
                .asString("");
    }

    /** The schedule that comes without anybody asking for it. */
    private static JsonNode scheduled(Charging charging) {
        CallFromCsms call = charging.station().expect("SetChargingProfile");
        assertThat(call.payload().get("evseId").asInt()).isEqualTo(1);
        JsonNode profile = call.payload().get("chargingProfile");
        assertThat(profile.get("chargingProfilePurpose").asString()).isEqualTo("TxProfile");
        assertThat(profile.get("transactionId").asString())
                .isEqualTo(charging.tx().id());
        assertThat(profile.get("chargingSchedule").size()).isBetween(1, 3);
        for (JsonNode schedule : profile.get("chargingSchedule")) {
            assertThat(schedule.get("chargingSchedulePeriod").size()).isBetween(1, TUPLES);
            for (JsonNode period : schedule.get("chargingSchedulePeriod")) {
                assertThat(period.get("limit").asDouble())
                        .isLessThanOrEqualTo(
                                schedule.get("chargingRateUnit").asString().equals("A") ? 16 : 11_040);
            }
        }
        call.answer("{\"status\":\"Accepted\"}");
        return profile.at("/chargingSchedule/0");
    }

    /** How the car means to charge: by the schedule that it got, times a factor. */
    private static String evSchedule(Charging charging, JsonNode schedule, double factor) {
        var periods = new StringBuilder();
        for (JsonNode period : schedule.get("chargingSchedulePeriod")) {
            periods.append(periods.isEmpty() ? "" : ",")
                    .append("{\"startPeriod\":")
                    .append(period.get("startPeriod").asInt())
                    .append(",\"limit\":")
                    .append(period.get("limit").asDouble() * factor)
                    .append('}');
        }
        return charging.station()
                .call("NotifyEVChargingSchedule", """
                {"timeBase":"%s","evseId":1,"chargingSchedule":{"id":1,"chargingRateUnit":"%s","chargingSchedulePeriod":[%s]}}""".formatted(
                                Times.now(), schedule.get("chargingRateUnit").asString(), periods))
                .path("status")
                .asString("");
    }

    private static JsonNode shown(Charging charging) {
        return charging.play().shown("/charging-needs").at("/items/0");
    }

    /** Needs, schedule, the car's schedule, energy. */
    private static JsonNode levelled(Charging charging) {
        assertThat(needs(charging)).isIn("Accepted", "Processing");
        JsonNode schedule = scheduled(charging);
        assertThat(evSchedule(charging, schedule, 1)).isEqualTo("Accepted");
        charging.tx().charging();
        return schedule;
    }

    /** What the server sends next is what the operator asks for now. */
    private static void assertNothingElseComes(Lab lab, Charging charging, int schedules) {
        var asked = charging.play().command("{\"type\":\"TriggerMessage\",\"message\":\"Heartbeat\"}");
        charging.station().expect("TriggerMessage").answer("{\"status\":\"Rejected\"}");
        assertThat(asked.status()).isEqualTo("Rejected");
        JsonNode all = lab.operator()
                .get("/stations/" + charging.play().identity() + "/commands")
                .get("items");
        int sent = 0;
        for (JsonNode one : all) if (one.get("type").asString().equals("SetChargingProfile")) sent++;
        assertThat(sent).isEqualTo(schedules);
    }

    @OcaCase("TC_K_53")
    void needsAreAnsweredByAScheduleAndThenThereIsSilence(Lab lab) {
        try (var charging = charging(lab)) {
            levelled(charging);
            assertNothingElseComes(lab, charging, 1);
            assertThat(shown(charging).get("verdict").asString()).isEqualTo("accepted");
            assertThat(shown(charging).at("/needs/energyWh").asInt()).isEqualTo(20_000);
        }
    }

    @OcaCase("TC_K_55")
    void aCarThatExceedsItsScheduleGetsItOnceMore(Lab lab) {
        try (var charging = charging(lab)) {
            assertThat(needs(charging)).isEqualTo("Accepted");
            JsonNode schedule = scheduled(charging);
            assertThat(evSchedule(charging, schedule, 1.25)).isEqualTo("Rejected");
            charging.tx().charging();
            JsonNode second = scheduled(charging);
            assertThat(evSchedule(charging, second, 1)).isEqualTo("Accepted");
            assertThat(shown(charging).get("corrected").asBoolean()).isTrue();
            // It was corrected once; from now on it is only told.
            assertThat(evSchedule(charging, second, 2)).isEqualTo("Rejected");
            assertNothingElseComes(lab, charging, 2);
        }
    }

    @OcaCase("TC_K_57")
    void theCarRenegotiates(Lab lab) {
        try (var charging = charging(lab)) {
            levelled(charging);
            assertThat(needs(charging)).isIn("Accepted", "Processing");
            assertThat(evSchedule(charging, scheduled(charging), 1)).isEqualTo("Accepted");
        }
    }

    /** The operator gives the transaction 10 A. @return the schedule */
    private static JsonNode renegotiated(Charging charging) {
        var asked = charging.play().command("""
                {"type":"SetChargingProfile","evse":1,"chargingProfile":{"stackLevel":0,"chargingProfilePurpose":"TxProfile",
                 "chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"A",
                 "chargingSchedulePeriod":[{"startPeriod":0,"limit":10.0}]}]}}""");
        JsonNode schedule = scheduled(charging);
        assertThat(asked.status()).isEqualTo("Accepted");
        assertThat(schedule.at("/chargingSchedulePeriod/0/limit").asDouble()).isEqualTo(10.0);
        return schedule;
    }

    @OcaCase("TC_K_58")
    void theOperatorRenegotiates(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode before = levelled(charging);
            assertThat(evSchedule(charging, renegotiated(charging), 1)).isEqualTo("Accepted");
            assertNothingElseComes(lab, charging, 2);
            assertThat(before.at("/chargingSchedulePeriod/0/limit").asDouble()).isEqualTo(16.0);
        }
    }

    @OcaCase("TC_K_59")
    void theOperatorRenegotiatesAndTheCarTellsItsNeedsAgain(Lab lab) {
        try (var charging = charging(lab)) {
            levelled(charging);
            renegotiated(charging);
            assertThat(needs(charging)).isIn("Accepted", "Processing");
            JsonNode schedule = scheduled(charging);
            // What the operator gave stays a limit.
            assertThat(schedule.at("/chargingSchedulePeriod/0/limit").asDouble())
                    .isEqualTo(10.0);
            assertThat(evSchedule(charging, schedule, 1)).isEqualTo("Accepted");
        }
    }

    @Test
    void aScheduleStaysWithinTheLimitsOfOthersAndOfTheStation(Lab lab) {
        try (var charging = charging(lab)) {
            charging.station().call("NotifyChargingLimit", """
                    {"chargingLimit":{"chargingLimitSource":"EMS"},"chargingSchedule":[{"id":1,"chargingRateUnit":"A",
                     "chargingSchedulePeriod":[{"startPeriod":0,"limit":9.0},{"startPeriod":3600,"limit":4.0},{"startPeriod":7200,"limit":12.5}]}]}""");
            assertThat(needs(charging)).isEqualTo("Accepted");
            JsonNode periods = scheduled(charging).get("chargingSchedulePeriod");
            assertThat(List.of(limit(periods, 0), limit(periods, 1), limit(periods, 2)))
                    .containsExactly(9.0, 0.0, 12.5);
            // When the limit goes, the car may have more, and is told so.
            charging.station().call("ClearedChargingLimit", "{\"chargingLimitSource\":\"EMS\"}");
            JsonNode free = scheduled(charging).get("chargingSchedulePeriod");
            assertThat(limit(free, 0)).isEqualTo(16.0);
            assertNothingElseComes(lab, charging, 2);
        }
    }

    private static double limit(JsonNode periods, int number) {
        return periods.get(number).get("limit").asDouble();
    }

    @Test
    void needsBeforeTheTransactionAreAnsweredWhenItRuns(Lab lab) {
        try (var play = lab.booted201()) {
            String idToken = lab.validToken();
            assertThat(Ocpp201.idTokenInfo(Ocpp201.authorize(play.station(), idToken)))
                    .isEqualTo("Accepted");
            var tx = Ocpp201.Tx.on(play.station());
            var charging = new Charging(play, idToken, tx);
            assertThat(needs(charging)).isEqualTo("Processing");
            tx.event("Started", "Authorized", "", Ocpp201.token(idToken) + Ocpp201.evse(1));
            scheduled(charging);
        }
    }

    @Test
    void aStationWhoseOperatorSwitchedItOffIsToldSo(Lab lab) {
        try (var charging = charging(lab)) {
            var off = lab.operator()
                    .send(
                            "PATCH",
                            "/stations/" + charging.play().identity() + "/settings",
                            "{\"chargingNeeds\":\"off\"}");
            assertThat(off.status()).as("%s", off.body()).isEqualTo(200);
            assertThat(needs(charging)).isEqualTo("Rejected");
            assertNothingElseComes(lab, charging, 0);
        }
    }
}

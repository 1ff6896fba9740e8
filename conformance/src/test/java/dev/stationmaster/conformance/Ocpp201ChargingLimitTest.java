package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block K: what stations report of profiles and of the limits of others. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ChargingLimitTest {
    /** Asks for profiles and has them reported. @return the request */
    private static JsonNode asks(Lab lab, Lab.Play play, String criteria, List<Integer> evses, boolean toContinue) {
        var asked = play.command("{\"type\":\"GetChargingProfiles\"" + criteria + "}");
        CallFromCsms call = play.station().expect("GetChargingProfiles");
        int requestId = call.payload().get("requestId").asInt();
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        for (int evse : evses) {
            report(play.station(), requestId, evse, "CSO", toContinue, 50 + evse, "TxDefaultProfile");
        }
        lab.operator()
                .await(
                        "/commands/" + asked.result().get("id").asString(),
                        shown -> shown.at("/effect/state").asString("").equals("seen"));
        JsonNode parts = play.shown("/charging-profile-reports/" + requestId).get("items");
        assertThat(parts.size()).isEqualTo(evses.size());
        assertThat(play.shown("/charging-profiles").get("items").size()).isEqualTo(evses.size());
        return call.payload();
    }

    private static void report(
            ScriptedStation station,
            int requestId,
            int evse,
            String source,
            boolean toContinue,
            int id,
            String purpose) {
        JsonNode answer = station.call(
                "ReportChargingProfiles", """
                {"requestId":%d,"chargingLimitSource":"%s","evseId":%d,"tbc":%s,"chargingProfile":[{"id":%d,"stackLevel":0,
                 "chargingProfilePurpose":"%s","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"startSchedule":"%s",
                 "chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0}]}]}]}""".formatted(requestId, source, evse, toContinue, id, purpose, Times.now()));
        assertThat(answer.isEmpty()).isTrue();
    }

    private static void assertOnly(JsonNode request, Integer evse, String... criteria) {
        if (evse == null) assertThat(request.has("evseId")).isFalse();
        else assertThat(request.get("evseId").asInt(-1)).isEqualTo(evse);
        assertThat(request.get("chargingProfile").propertyNames()).containsExactlyInAnyOrder(criteria);
    }

    @OcaCase("TC_K_29")
    void profilesOfTheStation(Lab lab) {
        try (var charging = charging(lab)) {
            JsonNode request =
                    asks(lab, charging.play(), ",\"evse\":0,\"purpose\":\"TxDefaultProfile\"", List.of(0), false);
            assertOnly(request, 0, "chargingProfilePurpose");
        }
    }

    @OcaCase("TC_K_30")
    void profilesOfOneEvse(Lab lab) {
        try (var play = lab.booted201()) {
            assertOnly(
                    asks(lab, play, ",\"evse\":1,\"purpose\":\"TxDefaultProfile\"", List.of(1), false),
                    1,
                    "chargingProfilePurpose");
        }
    }

    @OcaCase("TC_K_31")
    void profilesOfAllEvsesOfWhichNoPartSaysThatItIsTheLast(Lab lab) {
        try (var play = lab.booted201()) {
            assertOnly(
                    asks(lab, play, ",\"purpose\":\"TxDefaultProfile\"", List.of(0, 1, 2), true),
                    null,
                    "chargingProfilePurpose");
        }
    }

    @OcaCase("TC_K_32")
    void oneProfileByItsId(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode request = asks(lab, play, ",\"ids\":[51]", List.of(1), false);
            assertOnly(request, null, "chargingProfileId");
            assertThat(request.at("/chargingProfile/chargingProfileId").toString())
                    .isEqualTo("[51]");
        }
    }

    @OcaCase("TC_K_33")
    void profilesOfAStackLevel(Lab lab) {
        try (var play = lab.booted201()) {
            assertOnly(asks(lab, play, ",\"evse\":1,\"stackLevel\":0", List.of(1), false), 1, "stackLevel");
        }
    }

    @OcaCase("TC_K_34")
    void profilesOfASource(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode request = asks(lab, play, ",\"evse\":1,\"sources\":[\"CSO\"]", List.of(1), false);
            assertOnly(request, 1, "chargingLimitSource");
        }
    }

    @OcaCase("TC_K_35")
    void profilesOfAPurpose(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode request = asks(lab, play, ",\"evse\":1,\"purpose\":\"TxDefaultProfile\"", List.of(1), false);
            assertOnly(request, 1, "chargingProfilePurpose");
            assertThat(request.at("/chargingProfile/chargingProfilePurpose").asString())
                    .isEqualTo("TxDefaultProfile");
        }
    }

    @OcaCase("TC_K_36")
    void profilesOfAPurposeAndAStackLevel(Lab lab) {
        try (var play = lab.booted201()) {
            assertOnly(
                    asks(lab, play, ",\"evse\":1,\"purpose\":\"TxDefaultProfile\",\"stackLevel\":0", List.of(1), false),
                    1,
                    "chargingProfilePurpose",
                    "stackLevel");
        }
    }

    @OcaCase("TC_K_48")
    void aLimitFromElsewhereIsKept(Lab lab) {
        try (var play = lab.booted201()) {
            limited(play);
            JsonNode limit = play.shown("/charging-limits").at("/items/0");
            assertThat(limit.get("source").asString()).isEqualTo("EMS");
            assertThat(limit.get("isGridCritical").asBoolean()).isFalse();
            assertThat(play.shown("/composite-schedule?evse=1&duration=60")
                            .at("/periods/0/limit")
                            .asDouble())
                    .isEqualTo(9.0);
        }
    }

    private static void limited(Lab.Play play) {
        JsonNode answer = play.station().call("NotifyChargingLimit", """
                {"chargingLimit":{"chargingLimitSource":"EMS","isGridCritical":false},"chargingSchedule":[{"id":1,"chargingRateUnit":"A",
                 "chargingSchedulePeriod":[{"startPeriod":0,"limit":9.0}]}]}""");
        assertThat(answer.isEmpty()).isTrue();
    }

    private static void released(Lab.Play play) {
        JsonNode answer = play.station().call("ClearedChargingLimit", "{\"chargingLimitSource\":\"EMS\"}");
        assertThat(answer.isEmpty()).isTrue();
        assertThat(play.shown("/charging-limits").get("items").isEmpty()).isTrue();
        JsonNode past = play.shown("/charging-limits?released=true").at("/items/0");
        assertThat(past.has("clearedAt")).isTrue();
        assertThat(past.at("/schedules/0/chargingSchedulePeriod/0/limit").asDouble())
                .isEqualTo(9.0);
    }

    @OcaCase("TC_K_50")
    void aLimitFromElsewhereIsReleased(Lab lab) {
        try (var play = lab.booted201()) {
            limited(play);
            released(play);
        }
    }

    @OcaCase("TC_K_51")
    void aLimitFromElsewhereIsReleasedWhileCharging(Lab lab) {
        try (var charging = charging(lab)) {
            limited(charging.play());
            released(charging.play());
            charging.tx().event("Updated", "ChargingRateChanged", ",\"chargingState\":\"Charging\"", "");
            charging.assertOpen();
        }
    }

    @OcaCase("TC_K_52")
    void constraintsFromElsewhereInAReport(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"GetChargingProfiles\",\"purpose\":\"ChargingStationExternalConstraints\"}");
            CallFromCsms call = play.station().expect("GetChargingProfiles");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            report(
                    play.station(),
                    call.payload().get("requestId").asInt(),
                    0,
                    "SO",
                    false,
                    -5,
                    "ChargingStationExternalConstraints");
            JsonNode shown = play.shown("/charging-profiles").at("/items/0");
            assertThat(shown.get("source").asString()).isEqualTo("SO");
            assertThat(shown.at("/profile/chargingProfilePurpose").asString())
                    .isEqualTo("ChargingStationExternalConstraints");
            assertThat(shown.at("/profile/id").asInt()).isEqualTo(-5);
            assertThat(play.shown("/composite-schedule?evse=0&duration=60")
                            .at("/periods/0/limit")
                            .asDouble())
                    .isEqualTo(6.0);
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Charging profiles beyond the published cases: the library, the station's own limits, reports that say less, answers that never come. */
@ExtendWith(CsmsUnderTest.class)
class ChargingProfileTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static String profile(String more, String limit) {
        return """
                {"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute"%s,"chargingSchedule":[{
                 "chargingRateUnit":"A","startSchedule":"%s","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}]}""".formatted(more, Times.now(), limit);
    }

    private static String set(int evse, String profile) {
        return "{\"type\":\"SetChargingProfile\",\"evse\":" + evse + ",\"chargingProfile\":" + profile + "}";
    }

    private static int installedId(Lab.Play play, String action, String path, String command) {
        var asked = play.command(command);
        CallFromCsms call = play.station().expect(action);
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().at(path).asInt();
    }

    private static int set201(Lab.Play play, String command) {
        return installedId(play, "SetChargingProfile", "/chargingProfile/id", command);
    }

    private static List<Integer> installed(Lab.Play play) {
        return play.shown("/charging-profiles")
                .get("items")
                .valueStream()
                .map(item -> item.at("/profile/id").asInt())
                .toList();
    }

    private static String refused(Lab.Play play, String command) {
        JsonNode result = play.command(command).result();
        assertThat(result.get("state").asString()).isEqualTo("refused");
        return result.get("reason").asString();
    }

    @Test
    void aStoredProfileServesStationsOfAllVersions(Lab lab) {
        String name = "night " + NAMES.incrementAndGet();
        var stored = lab.operator()
                .send(
                        "POST",
                        "/charging-profiles",
                        "{\"name\":\"" + name + "\",\"profile\":" + profile("", "6.5") + "}");
        assertThat(stored.status()).as("%s", stored.body()).isEqualTo(201);
        String id = stored.json().get("id").asString();
        try (var old = lab.booted16();
                var newer = lab.booted201()) {
            int first = installedId(
                    old, "SetChargingProfile", "/csChargingProfiles/chargingProfileId", set(1, "\"" + name + "\""));
            int second = set201(newer, set(1, "\"" + id + "\""));
            assertThat(installed(old)).containsExactly(first);
            assertThat(installed(newer)).containsExactly(second);
            // Another place gets another id, the same place the same one.
            int third = set201(newer, set(2, "\"" + name + "\""));
            assertThat(third).isNotEqualTo(second);
            assertThat(set201(newer, set(1, "\"" + name + "\""))).isEqualTo(second);
        }
    }

    @Test
    void theLibraryIsKeptInOrder(Lab lab) {
        Operator operator = lab.operator();
        String name = "library " + NAMES.incrementAndGet();
        String body = "{\"name\":\"" + name + "\",\"description\":\"of a test\",\"profile\":" + profile("", "6") + "}";
        String id = operator.send("POST", "/charging-profiles", body)
                .json()
                .get("id")
                .asString();
        assertThat(operator.send("POST", "/charging-profiles", body.replace("library", "LIBRARY"))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("charging-profile-exists");
        JsonNode wrong = operator.send(
                        "POST",
                        "/charging-profiles",
                        "{\"name\":\"x\",\"profile\":" + profile(",\"colour\":1", "\"six\"") + "}")
                .json();
        assertThat(wrong.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .contains("profile.colour", "profile.chargingSchedule[0].chargingSchedulePeriod[0].limit");
        assertThat(operator.send("PATCH", "/charging-profiles/" + id, "{\"description\":null}")
                        .json()
                        .has("description"))
                .isFalse();
        assertThat(operator.get("/charging-profiles/" + id)
                        .at("/profile/chargingSchedule/0/chargingSchedulePeriod/0/limit")
                        .asInt())
                .isEqualTo(6);
        assertThat(operator.send("DELETE", "/charging-profiles/" + id, null).status())
                .isEqualTo(204);
        assertThat(operator.send("GET", "/charging-profiles/" + id, null).status())
                .isEqualTo(404);
    }

    @Test
    void theStationsOwnLimitsAreKept(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("{\"type\":\"GetVariables\",\"keys\":[\"ChargeProfileMaxStackLevel\"]}");
            play.station().expect("GetConfiguration").answer("""
                    {"configurationKey":[{"key":"ChargeProfileMaxStackLevel","readonly":true,"value":"2"},
                     {"key":"ChargingScheduleAllowedChargingRateUnit","readonly":true,"value":"Power"}]}""");
            asked.result();
            String high = profile("", "6").replace("\"stackLevel\":0", "\"stackLevel\":3");
            assertThat(refused(play, set(1, high)))
                    .contains("stack levels up to 2")
                    .contains("the station takes limits in [W], not in A");
        }
    }

    @Test
    void twoProfilesOfOneStackAreRefusedForTwoAndReplacedInOneSix(Lab lab) {
        try (var old = lab.booted16();
                var newer = lab.booted201()) {
            set201(newer, set(1, profile(",\"id\":5", "6")));
            assertThat(refused(newer, set(1, profile(",\"id\":6", "6")))).contains("K01.FR.06");
            String path = "/csChargingProfiles/chargingProfileId";
            installedId(old, "SetChargingProfile", path, set(1, profile(",\"id\":5", "6")));
            installedId(old, "SetChargingProfile", path, set(1, profile(",\"id\":6", "6")));
            assertThat(installed(old)).containsExactly(6);
        }
    }

    @Test
    void whatAReportDoesNotNameIsNotThere(Lab lab) {
        try (var play = lab.booted201()) {
            set201(play, set(1, profile(",\"id\":5", "6")));
            set201(play, set(2, profile(",\"id\":6", "6")));
            var asked = play.command("{\"type\":\"GetChargingProfiles\",\"evse\":1,\"purpose\":\"TxDefaultProfile\"}");
            CallFromCsms call = play.station().expect("GetChargingProfiles");
            call.answer("{\"status\":\"Accepted\"}");
            asked.result();
            String other = profile(",\"id\":7", "9").replace("[{\n", "[{\"id\":1,\n");
            play.station().call("ReportChargingProfiles", """
                    {"requestId":%d,"chargingLimitSource":"CSO","evseId":1,"chargingProfile":[%s]}""".formatted(
                            call.payload().get("requestId").asInt(), other));
            assertThat(installed(play)).containsExactly(6, 7);

            var again = play.command("{\"type\":\"GetChargingProfiles\",\"evse\":2,\"stackLevel\":0}");
            play.station().expect("GetChargingProfiles").answer("{\"status\":\"NoProfiles\"}");
            assertThat(again.status()).isEqualTo("NoProfiles");
            assertThat(installed(play)).containsExactly(7);
        }
    }

    @Test
    void aProfileThatWasNeverAnsweredIsUnsure(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"timeoutSeconds\":1," + set(1, profile(",\"id\":5", "6")).substring(1));
            play.station().expect("SetChargingProfile");
            assertThat(asked.result().get("state").asString()).isEqualTo("failed");
            JsonNode shown = play.shown("/charging-profiles").at("/items/0");
            assertThat(shown.get("sure").asBoolean()).isFalse();
            assertThat(shown.at("/profile/id").asInt()).isEqualTo(5);
        }
    }

    @Test
    void aTransactionStaysWithinTheLimitsOfOthers(Lab lab) {
        try (var charging = charging(lab)) {
            charging.station().call("NotifyChargingLimit", """
                    {"chargingLimit":{"chargingLimitSource":"SO","isGridCritical":true},"evseId":1,"chargingSchedule":[{"id":1,
                     "chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8.0}]}]}""");
            String tx = profile(",\"id\":5", "9").replace("TxDefault", "Tx");
            assertThat(refused(charging.play(), set(1, tx)))
                    .contains("K02.FR.01")
                    .contains("SO limits EVSE 1 to 8.0 A");
            set201(charging.play(), set(1, tx.replace("\"limit\":9", "\"limit\":7")));
        }
    }

    @Test
    void whatGoesThroughTheRawDoorCountsToo(Lab lab) {
        try (var play = lab.booted201()) {
            String schedule = profile(",\"id\":5", "6").replace("[{\n", "[{\"id\":1,\n");
            var set = play.call("SetChargingProfile", "{\"evseId\":1,\"chargingProfile\":" + schedule + "}");
            play.station().expect("SetChargingProfile").answer("{\"status\":\"Accepted\"}");
            set.result();
            assertThat(installed(play)).containsExactly(5);
            var clear = play.call("ClearChargingProfile", "{\"chargingProfileId\":5}");
            play.station().expect("ClearChargingProfile").answer("{\"status\":\"Accepted\"}");
            clear.result();
            assertThat(installed(play)).isEmpty();
        }
    }

    @Test
    void clearingNeedsAWordOfWhatInTwo(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(refused(play, "{\"type\":\"ClearChargingProfile\"}")).contains("K10.FR.02");
            assertThat(refused(play, "{\"type\":\"GetChargingProfiles\"}")).contains("K09.FR.03");
        }
    }

    @Test
    void aDraftIsComputedAndJudgedButNeitherSentNorKept(Lab lab) {
        try (var play = lab.booted201()) {
            installedId(play, "SetChargingProfile", "/chargingProfile/id", set(1, profile("", "16")));
            JsonNode seen = preview(lab, play, profile("", "6.5"));
            assertThat(seen.at("/periods/0/limit").asDouble()).isEqualTo(6.5);
            assertThat(seen.get("replaces")).hasSize(1);
            assertThat(seen.get("faults")).isEmpty();
            JsonNode wrong = preview(lab, play, profile("", "6.55").replace("TxDefaultProfile", "TxProfile"));
            assertThat(wrong.get("faults")
                            .valueStream()
                            .map(fault -> fault.get("field").asString()))
                    .contains(
                            "chargingProfile.transactionId",
                            "chargingProfile.chargingSchedule[0].chargingSchedulePeriod[0].limit");
            JsonNode now = play.shown("/composite-schedule?evse=1&duration=600&unit=A");
            assertThat(now.at("/periods/0/limit").asDouble()).isEqualTo(16);
            assertThat(play.shown("/commands").get("items").valueStream())
                    .filteredOn(one -> one.get("type").asString().equals("SetChargingProfile"))
                    .hasSize(1);
        }
    }

    private static JsonNode preview(Lab lab, Lab.Play play, String profile) {
        String body = "{\"evse\":1,\"duration\":600,\"chargingProfile\":" + profile + "}";
        var told = lab.operator()
                .send("POST", "/stations/" + Operator.encoded(play.identity()) + "/composite-schedule/preview", body);
        assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
        return told.json();
    }
}

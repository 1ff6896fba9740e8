package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp201.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201.Charging;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Cars that tell their needs share what their site may draw. */
@ExtendWith(CsmsUnderTest.class)
class SharedSiteTest {
    private static String site(Lab lab, String more) {
        String name = "Shared " + UUID.randomUUID();
        Operator.Answer made = lab.operator().send("POST", "/sites", "{\"name\":\"" + name + "\"" + more + "}");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return name;
    }

    private static void limit(Lab lab, String site, String limit) {
        Operator.Answer changed =
                lab.operator().send("PATCH", "/sites/" + Operator.encoded(site), "{\"limit\":" + limit + "}");
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    }

    private static Charging at(Lab lab, String site) {
        return charging(lab.booted201(",\"site\":\"" + site + "\""), lab.validToken());
    }

    /** @param hours until it leaves */
    private static void needs(Charging charging, int hours) {
        JsonNode answer = charging.station()
                .call("NotifyEVChargingNeeds", """
                {"evseId":1,"maxScheduleTuples":3,"chargingNeeds":{"requestedEnergyTransfer":"AC_three_phase","departureTime":"%s",
                 "acChargingParameters":{"energyAmount":20000,"evMinCurrent":6,"evMaxCurrent":16,"evMaxVoltage":400}}}""".formatted(Instant.now().plus(Duration.ofHours(hours))));
        assertThat(answer.path("status").asString("")).isEqualTo("Accepted");
    }

    /** The schedule that comes by itself, accepted. @return its limits, A per phase */
    private static double scheduled(Charging charging) {
        CallFromCsms call = charging.station().expect("SetChargingProfile");
        call.answer("{\"status\":\"Accepted\"}");
        JsonNode schedule = call.payload().at("/chargingProfile/chargingSchedule/0");
        assertThat(schedule.get("chargingRateUnit").asString()).isEqualTo("A");
        assertThat(schedule.get("chargingSchedulePeriod").size()).isEqualTo(1);
        return schedule.at("/chargingSchedulePeriod/0/limit").asDouble();
    }

    @Test
    void twoCarsShareWhatTheSiteMayDrawAndWhoStaysGetsWhatIsLeft(Lab lab) {
        String site = site(lab, ",\"limit\":{\"amperesPerPhase\":26}");
        try (var first = at(lab, site);
                var second = at(lab, site)) {
            // Of the second nothing was measured yet: it may draw whatever a car may.
            power(second, 0);
            needs(first, 8);
            assertThat(scheduled(first)).isEqualTo(16.0);
            needs(second, 4);
            assertThat(scheduled(second)).isEqualTo(10.0);
            first.finish();
            assertThat(scheduled(second)).isEqualTo(16.0);
        }
    }

    @Test
    void aLimitThatChangesChangesTheSchedulesAndTheFirstComeKeepsItsShare(Lab lab) {
        String site = site(lab, ",\"limit\":{\"watts\":40000}");
        try (var first = at(lab, site);
                var second = at(lab, site)) {
            power(second, 0);
            needs(first, 8);
            assertThat(scheduled(first)).isEqualTo(16.0);
            needs(second, 4);
            assertThat(scheduled(second)).isEqualTo(16.0);
            limit(lab, site, "{\"amperesPerPhase\":18}");
            // Two amperes are left, and below six the car does not charge.
            assertThat(scheduled(second)).isZero();
            limit(lab, site, "{}");
            assertThat(scheduled(second)).isEqualTo(16.0);
            assertThat(lab.operator().get("/sites/" + Operator.encoded(site)).has("limit"))
                    .isFalse();
            assertThat(lab.operator()
                            .get("/stations/" + first.play().identity() + "/commands")
                            .get("items")
                            .size())
                    .as("the first got one schedule")
                    .isEqualTo(1);
        }
    }

    @Test
    void theLimitOfASiteAboveHoldsForWhatRunsBesideIt(Lab lab) {
        String above = site(lab, ",\"limit\":{\"amperesPerPhase\":20}");
        String below = site(lab, ",\"parent\":\"" + above + "\",\"limit\":{\"amperesPerPhase\":100}");
        try (var other = at(lab, above);
                var car = at(lab, below)) {
            power(other, 6_900); // 10 A on each of three phases
            needs(car, 8);
            assertThat(scheduled(car)).isEqualTo(10.0);
        }
    }

    /** A reading of the running transaction. */
    private static void power(Charging charging, int watts) {
        charging.tx().event("Updated", "MeterValuePeriodic", "", """
                ,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":%d,"measurand":"Power.Active.Import"}]}]""".formatted(Times.now(), watts));
    }

    @Test
    void aLimitIsShownCheckedAndAudited(Lab lab) {
        String site = site(lab, "");
        limit(lab, site, "{\"amperesPerPhase\":63,\"watts\":40000}");
        JsonNode shown = lab.operator().get("/sites/" + Operator.encoded(site));
        assertThat(shown.at("/limit/amperesPerPhase").asInt()).isEqualTo(63);
        assertThat(shown.at("/limit/watts").asInt()).isEqualTo(40_000);
        Operator.Answer refused =
                lab.operator().send("PATCH", "/sites/" + Operator.encoded(site), "{\"limit\":{\"amperesPerPhase\":0}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat("" + refused.body()).contains("limit.amperesPerPhase");
        assertThat("" + lab.operator().get("/audit?limit=20")).contains(site, "amperesPerPhase");
    }
}

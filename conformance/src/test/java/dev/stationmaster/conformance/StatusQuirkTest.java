package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Booting, states and clocks that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class StatusQuirkTest {
    @Quirk("Q31")
    void aStationThatWasAcceptedNeedsNoBootNotificationToGoOn(Lab lab) {
        try (var before = lab.booted16();
                var play = before.reconnected()) {
            status16(play.station(), 1, "Preparing");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Preparing");
        }
    }

    @Quirk({"Q31", "Q32"})
    void aStationThatBelievesItIsRegisteredIsAskedForItsBootNotificationOnce(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            for (int i = 0; i < 6; i++) {
                assertThat(station.callRefused("StatusNotification", """
                        {"connectorId":1,"errorCode":"NoError","status":"Available"}""")).isEqualTo("SecurityError");
            }
            var trigger = station.expect("TriggerMessage");
            assertThat(trigger.payload().toString()).isEqualTo("{\"requestedMessage\":\"BootNotification\"}");
            trigger.answer("{\"status\":\"Accepted\"}");
            boot16(station);
            assertThat(station.quiet()).isTrue();
        }
    }

    @Quirk("Q32")
    void whatComesBeforeTheFirstBootNotificationIsRefusedAndTheConnectionStays(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            assertThat(station.callRefused("StatusNotification", """
                    {"connectorId":1,"errorCode":"NoError","status":"Available"}""")).isEqualTo("SecurityError");
            assertThat(station.callRefused("Heartbeat", "{}")).isEqualTo("SecurityError");
            boot16(station);
        }
        String waiting = lab.newStation(",\"boot\":\"pending\"");
        try (ScriptedStation station = lab.connect(waiting, "ocpp1.6")) {
            assertThat(station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One"}""").get("status").asString())
                    .isEqualTo("Pending");
            assertThat(station.callRefused("Heartbeat", "{}")).isEqualTo("SecurityError");
            assertThat(station.isClosed()).isFalse();
        }
    }

    @Quirk("Q33")
    void anAcceptedStationIsNeverAskedForABootNotification(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode refused = play.command("{\"type\":\"TriggerMessage\",\"message\":\"BootNotification\"}")
                    .result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("errata 3.40");
            assertThat(play.station().quiet()).isTrue();
        }
    }

    @Quirk("Q34")
    void longSerialNumbersAndNumbersForTextAreKeptWhole(Lab lab) {
        String identity = lab.newStation();
        String serial = "SCHNEIDER-EVLINK-SERIAL-0123456789-0123456789";
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            JsonNode answer = station.call("BootNotification", """
                    {"chargePointVendor":"Schneider Electric Industries SAS","chargePointModel":42,"chargePointSerialNumber":"%s"}""".formatted(serial));
            assertThat(answer.get("status").asString()).isEqualTo("Accepted");
        }
        JsonNode shown = lab.operator().get("/stations/" + identity);
        assertThat(shown.get("reportedSerialNumber").asString()).isEqualTo(serial);
        assertThat(shown.get("vendor").asString()).isEqualTo("Schneider Electric Industries SAS");
        assertThat(shown.get("model").asString()).isEqualTo("42");
        lab.finding(identity, "BootNotification", "maxLength");
        lab.finding(identity, "BootNotification", "type");
    }

    @Quirk("Q35")
    void theHeartbeatIntervalIsNeverZeroAndAFlurryOfHeartbeatsIsAnswered(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            assertThat(station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One"}""").get("interval").asInt())
                    .isBetween(60, 86_400);
            for (int i = 0; i < 50; i++)
                assertThat(station.call("Heartbeat", "{}").has("currentTime")).isTrue();
        }
    }

    @Quirk("Q36")
    void statesWithoutATimeRepeatedOrOutOfOrderEndInTheLatest(Lab lab) {
        try (var play = lab.booted16()) {
            String now = Times.now();
            String before = Times.ago(Duration.ofMinutes(10));
            status(play, 2, "Charging", ",\"timestamp\":\"" + now + "\"");
            status(play, 2, "Charging", ",\"timestamp\":\"" + now + "\"");
            status(play, 2, "Preparing", ",\"timestamp\":\"" + before + "\"");
            assertThat(play.connector(2).get("status").asString()).isEqualTo("Charging");
            status(play, 2, "SuspendedEV", "");
            assertThat(play.connector(2).get("status").asString()).isEqualTo("SuspendedEV");
        }
    }

    @Quirk("Q37")
    void unknownErrorCodesAreKeptAsTheyAre(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode answer = play.station().call("StatusNotification", """
                    {"connectorId":1,"errorCode":"Error","status":"Faulted","info":"null","vendorErrorCode":"0000000000010010000000000000000000000000000000000000000001"}""");
            assertThat(answer.isEmpty()).isTrue();
            JsonNode connector = play.connector(1);
            assertThat(connector.get("errorCode").asString()).isEqualTo("Error");
            assertThat(connector.get("status").asString()).isEqualTo("Faulted");
            assertThat(connector.get("vendorErrorCode").asString()).hasSize(58);
            play.finding("StatusNotification", "enum");
            play.finding("StatusNotification", "maxLength");
        }
    }

    @Quirk("Q38")
    void aConnectorThatIsFreeBeforeItsStopLeavesTheTransactionOpen(Lab lab) {
        try (var charging = charging(lab)) {
            status16(charging.station(), 1, "Finishing");
            status16(charging.station(), 1, "Available");
            assertThat(charging.play().transaction().get("state").asString()).isEqualTo("open");
            stop(charging.station(), charging.transactionId(), "EVDisconnected", Times.now());
            JsonNode ended = charging.play().transaction();
            assertThat(ended.get("state").asString()).isEqualTo("ended");
            assertThat(ended.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
        }
    }

    @Quirk("Q39")
    void chargingStatesOfConnectorZeroAreTakenWithAFindingAndConnectorZeroMayStaySilent(Lab lab) {
        try (var play = lab.booted16()) {
            status16(play.station(), 0, "Charging");
            assertThat(play.connector(0).get("status").asString()).isEqualTo("Charging");
            play.finding("StatusNotification", "station-status");
        }
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One"}""");
            status16(station, 1, "Available");
            assertThat(lab.play(identity, station)
                            .shown("/connectors")
                            .get("items")
                            .size())
                    .isEqualTo(1);
        }
    }

    @Quirk("Q46")
    void timesWithOddOffsetsAreReadWithAFinding(Lab lab) {
        try (var play = lab.booted16()) {
            Instant now = Instant.parse(Times.ago(Duration.ofSeconds(-60)));
            String local = now.plus(Duration.ofHours(2)).toString().replace("Z", "");
            status(play, 1, "Preparing", ",\"timestamp\":\"" + local + "+02\"");
            assertThat(reportedAt(play)).isEqualTo(now);
            status(play, 1, "Charging", ",\"timestamp\":\"" + now.toString().replace("Z", "") + "\"");
            assertThat(reportedAt(play)).isEqualTo(now);
            status(play, 1, "SuspendedEV", ",\"timestamp\":\"" + local + "+02:00\"");
            assertThat(reportedAt(play)).isEqualTo(now);
            play.finding("StatusNotification", "format");
        }
    }

    @Quirk("Q46")
    void aLocalTimeThatPretendsToBeUtcDoesNotFreezeTheState(Lab lab) {
        try (var play = lab.booted16()) {
            String ahead = Instant.now().plus(Duration.ofHours(2)).toString();
            status(play, 1, "Charging", ",\"timestamp\":\"" + ahead + "\"");
            status16(play.station(), 1, "Finishing");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Finishing");
            play.finding("StatusNotification", "clock");
        }
    }

    @Quirk("Q47")
    void aClockAt1970OrFarInTheFutureHarmsNothing(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            status(play, 1, "Preparing", ",\"timestamp\":\"1970-01-01T00:00:07Z\"");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Preparing");
            status(play, 1, "Charging", ",\"timestamp\":\"2036-02-07T06:28:16Z\"");
            status(play, 1, "Finishing", ",\"timestamp\":\"" + Times.now() + "\"");
            assertThat(play.connector(1).get("status").asString()).isEqualTo("Finishing");
            JsonNode start = play.station().call("StartTransaction", """
                    {"connectorId":1,"idTag":"%s","meterStart":100,"timestamp":"1970-01-01T00:00:09Z"}""".formatted(tag));
            play.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":5100,"timestamp":"%s"}""".formatted(
                            start.get("transactionId").asInt(), Times.now()));
            assertThat(play.transaction().get("energyWh").decimalValue()).isEqualByComparingTo("5000");
            assertThat(play.flags()).contains("clock-implausible");
            play.findings("StatusNotification", "clock", 2);
            play.finding("StartTransaction", "clock-implausible");
        }
    }

    @Quirk("Q47")
    void aClockThatWasNeverSetCostsNoFact(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            JsonNode start = play.station().call("StartTransaction", """
                    {"connectorId":1,"idTag":"%s","meterStart":100,"timestamp":"0000-00-00T00:00:00Z"}""".formatted(tag));
            play.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":5100,"timestamp":"0000-00-00T00:00:00Z"}""".formatted(
                            start.get("transactionId").asInt()));
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().get("energyWh").decimalValue()).isEqualByComparingTo("5000");
            assertThat(play.flags()).contains("clock-implausible");
            play.finding("StartTransaction", "format");
        }
    }

    @Quirk("Q48")
    void ourTimesEndInZAndAreNoFinerThanMilliseconds(Lab lab) {
        try (var play = lab.booted16()) {
            for (int i = 0; i < 3; i++) {
                assertThat(play.station()
                                .call("Heartbeat", "{}")
                                .get("currentTime")
                                .asString())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
            }
        }
    }

    private static void status(Lab.Play play, int connector, String status, String more) {
        JsonNode answer = play.station()
                .call(
                        "StatusNotification",
                        "{\"connectorId\":" + connector + ",\"errorCode\":\"NoError\",\"status\":\"" + status + "\""
                                + more + "}");
        assertThat(answer.isEmpty()).isTrue();
    }

    private static Instant reportedAt(Lab.Play play) {
        return Instant.parse(play.connector(1).get("reportedAt").asString());
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp16.Charging;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Meters that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class MeteringQuirkTest {
    @Quirk("Q60")
    void kilowattHoursLabelledWattHoursAreKeptAndDoubted(Lab lab) {
        try (var play = lab.booted16()) {
            int id = started(play.station(), lab.validToken(), 1_000_000, Duration.ofHours(2));
            values(play.station(), id, Duration.ofMinutes(100), "{\"value\":\"1000.5\",\"unit\":\"kWh\"}");
            values(play.station(), id, Duration.ofMinutes(60), "{\"value\":\"1004\",\"unit\":\"kWh\"}");
            values(play.station(), id, Duration.ofMinutes(30), "{\"value\":\"1008\",\"unit\":\"Wh\"}");
            stopped(play.station(), id, 1_008_000);
            assertThat(energy(play)).isEqualTo("8000");
            assertThat(play.flags()).contains("register-reset");
            play.finding("MeterValues", "register-reset");
        }
    }

    @Quirk("Q60")
    void numbersForTextDecimalCommasAndMissingUnitsAreRead(Lab lab) {
        try (var charging = charging(lab)) {
            values(charging, Duration.ZERO, """
                    {"value":1500.5},{"value":"3,7","measurand":"Power.Active.Import","unit":"kW"},{"value":"16","measurand":"Current.Import"}""");
            JsonNode reading = charging.play().readings().get(0);
            assertThat(reading.get("energyWh").decimalValue()).isEqualByComparingTo("1500.5");
            assertThat(reading.get("powerW").asDouble()).isEqualTo(3700);
            assertThat(reading.get("currentA").asDouble()).isEqualTo(16);
            charging.play().finding("MeterValues", "type");
            charging.play().finding("MeterValues", "decimal-comma");
            values(
                    charging,
                    Duration.ZERO,
                    "{\"value\":\"a lot\"},{\"value\":\"5\",\"measurand\":\"Voltage\",\"unit\":\"A\"}");
            charging.play().findings("MeterValues", "sample-not-understood", 2);
        }
    }

    @Quirk("Q61")
    void registersOfTheSessionBesideRegistersOfALifeLeaveStartAndStopToDecide(Lab lab) {
        try (var play = lab.booted16()) {
            int id = started(play.station(), lab.validToken(), 1_000_000, Duration.ofHours(1));
            values(play.station(), id, Duration.ofMinutes(50), "{\"value\":\"100\"}");
            values(play.station(), id, Duration.ofMinutes(5), "{\"value\":\"8000\"}");
            stopped(play.station(), id, 1_008_300);
            assertThat(energy(play)).isEqualTo("8300");
            assertThat(play.flags()).contains("registers-session-relative");
            play.finding("MeterValues", "registers-session-relative");
        }
    }

    @Quirk("Q62")
    void aStopBelowItsStartLeavesTheReadingsToDecide(Lab lab) {
        for (int stop : new int[] {-1, 900}) {
            try (var play = lab.booted16()) {
                int id = started(play.station(), lab.validToken(), 1000, Duration.ofHours(1));
                values(play.station(), id, Duration.ofMinutes(50), "{\"value\":\"1500\"}");
                values(play.station(), id, Duration.ofMinutes(5), "{\"value\":\"4000\"}");
                stopped(play.station(), id, stop);
                assertThat(energy(play)).isEqualTo("3000");
                String flag = stop < 0 ? "stop-register-invalid" : "stop-below-start";
                assertThat(play.flags()).contains(flag);
                play.finding("StopTransaction", flag);
            }
        }
    }

    @Quirk("Q62")
    void aRegisterThatIsResetInTheMiddleIsCountedInStretches(Lab lab) {
        try (var play = lab.booted16()) {
            int id = started(play.station(), lab.validToken(), 50_000, Duration.ofHours(1));
            values(play.station(), id, Duration.ofMinutes(50), "{\"value\":\"52000\"}");
            values(play.station(), id, Duration.ofMinutes(40), "{\"value\":\"500\"}");
            values(play.station(), id, Duration.ofMinutes(10), "{\"value\":\"1500\"}");
            stopped(play.station(), id, 1500);
            assertThat(play.flags()).contains("register-reset");
            assertThat(energy(play)).isEqualTo("3000");
        }
    }

    @Quirk("Q63")
    void theMetersWholeLifeIsNotBilledWhenTheStartWasToldAsZero(Lab lab) {
        try (var play = lab.booted16()) {
            int id = started(play.station(), lab.validToken(), 0, Duration.ofMinutes(20));
            values(play.station(), id, Duration.ofMinutes(15), "{\"value\":\"910000\"}");
            values(play.station(), id, Duration.ofMinutes(5), "{\"value\":\"910050\"}");
            stopped(play.station(), id, 910_083);
            assertThat(energy(play)).isEqualTo("83");
            assertThat(play.flags()).contains("zero-then-jump");
            play.finding("MeterValues", "zero-then-jump");
        }
    }

    @Quirk("Q64")
    void energyOfPhasesIsSummedAndAStationOfIntervalsIsBelieved(Lab lab) {
        try (var charging = charging(lab)) {
            values(charging, Duration.ZERO, """
                    {"value":"400","phase":"L1"},{"value":"500","phase":"L2"},{"value":"600","phase":"L3"}""");
            assertThat(charging.play().readings().get(0).get("energyWh").decimalValue())
                    .isEqualByComparingTo("1500");
        }
        try (var play = lab.booted201()) {
            play.station().call("TransactionEvent", event(0, "Started", "CablePluggedIn", ""));
            play.station().call("TransactionEvent", event(1, "Updated", "MeterValueClock", interval(30, 700)));
            play.station().call("TransactionEvent", event(2, "Updated", "MeterValueClock", interval(15, 800)));
            play.station().call("TransactionEvent", event(3, "Ended", "EVCommunicationLost", ""));
            assertThat(energy(play)).isEqualTo("1500");
            assertThat(play.flags()).contains("energy-from-intervals");
        }
    }

    @Quirk("Q65")
    void contextsAndUnitsThatNobodyKnowsCostTheirSampleItsPlaceAndNothingElse(Lab lab) {
        try (var charging = charging(lab)) {
            values(charging, Duration.ZERO, """
                    {"value":"1600","context":"Sample.Periodic"},{"value":"50","measurand":"Frequency","unit":"Hertz"},
                    {"value":"31","measurand":"Temperature","unit":"Celcius"},{"value":"7","measurand":"Power.Reactive.Import","unit":"sones"},
                    {"value":"230","measurand":"Voltage","unit":"V","context":"Whenever"}""");
            JsonNode readings = charging.play().readings();
            assertThat(readings.size()).isEqualTo(2);
            assertThat(readings.toString())
                    .contains(
                            "\"energyWh\":1600", "\"frequencyHz\":50.0", "\"temperatureC\":31.0", "sones", "Whenever");
            charging.play().finding("MeterValues", "enum");
        }
    }

    @Quirk("Q66")
    void valuesOfConnectorZeroOrWithoutATransactionFindTheirPlace(Lab lab) {
        try (var charging = charging(lab)) {
            ScriptedStation station = charging.station();
            station.call("MeterValues", """
                    {"connectorId":0,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":"99999"}]}]}""".formatted(Times.now()));
            assertThat(charging.play().readings().size()).isZero();
            station.call("MeterValues", """
                    {"connectorId":1,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":"1700"}]}]}""".formatted(Times.now()));
            JsonNode readings = charging.play().readings();
            assertThat(readings.size()).isEqualTo(1);
            assertThat(readings.get(0).get("inferred").asBoolean()).isTrue();
            JsonNode all = charging.play().shown("/readings");
            assertThat(all.toString()).contains("99999");
        }
    }

    @Quirk("Q67")
    void aTransactionWithoutAnyReadingEndsWithItsRegisters(Lab lab) {
        String identity = lab.newStation();
        try (var station = lab.connect(identity, "ocpp1.6")) {
            station.call("BootNotification", """
                    {"chargePointVendor":"Wall Box Chargers","chargePointModel":"PPR1","meterType":"Internal NON compliant"}""");
            Lab.Play play = lab.play(identity, station);
            int id = started(station, lab.validToken(), 5, Duration.ofHours(1));
            stopped(station, id, 7005);
            assertThat(energy(play)).isEqualTo("7000");
            assertThat(play.shown("").get("meterType").asString()).isEqualTo("Internal NON compliant");
        }
    }

    @Quirk("Q68")
    void aStopALittleBelowTheLastReadingDecides(Lab lab) {
        try (var play = lab.booted16()) {
            int id = started(play.station(), lab.validToken(), 1000, Duration.ofHours(1));
            values(play.station(), id, Duration.ofMinutes(2), "{\"value\":\"4003\"}");
            stopped(play.station(), id, 4000);
            assertThat(energy(play)).isEqualTo("3000");
            assertThat(play.flags()).contains("stop-below-last-reading");
        }
    }

    @Quirk("Q69")
    void signedValuesAreKeptByteForByteWhereverTheyStand(Lab lab) {
        String ocmf = "OCMF|{\\\"FV\\\":\\\"1.0\\\",\\\"RD\\\":[{\\\"RV\\\":1.5}]}|{\\\"SD\\\":\\\"3045\\\"}";
        try (var charging = charging(lab)) {
            values(
                    charging,
                    Duration.ZERO,
                    "{\"value\":\"" + ocmf + "\",\"format\":\"SignedData\",\"context\":\"Transaction.Begin\"}");
            JsonNode signed = charging.play().readings().get(0).get("signed").get(0);
            assertThat(signed.get("data").asString()).isEqualTo(ocmf.replace("\\\"", "\""));
            JsonNode transfer = charging.station().call("DataTransfer", """
                    {"vendorId":"com.vendor","messageId":"signedMeterValues","data":"MDEyMzQ1"}""");
            assertThat(transfer.get("status").asString()).isEqualTo("UnknownVendorId");
            JsonNode log = charging.play().shown("/messages?action=DataTransfer");
            assertThat(log.toString()).contains("MDEyMzQ1");
            charging.station()
                    .call("StopTransaction", """
                    {"transactionId":%d,"meterStop":1500,"timestamp":"%s","transactionData":[{"timestamp":"%s","sampledValue":[{"value":"4F434D46","format":"SignedData"}]}]}""".formatted(charging.transactionId(), Times.now(), Times.now()));
            assertThat(charging.play().readings().toString()).contains("4F434D46");
        }
    }

    private static int started(ScriptedStation station, String tag, int meterStart, Duration ago) {
        return station.call("StartTransaction", """
                {"connectorId":1,"idTag":"%s","meterStart":%d,"timestamp":"%s"}""".formatted(tag, meterStart, Times.ago(ago)))
                .get("transactionId")
                .asInt();
    }

    private static void stopped(ScriptedStation station, int id, int meterStop) {
        station.call("StopTransaction", """
                {"transactionId":%d,"meterStop":%d,"timestamp":"%s"}""".formatted(id, meterStop, Times.now()));
    }

    private static void values(Charging charging, Duration ago, String samples) {
        values(charging.station(), charging.transactionId(), ago, samples);
    }

    private static void values(ScriptedStation station, int id, Duration ago, String samples) {
        JsonNode answer = station.call("MeterValues", """
                {"connectorId":1,"transactionId":%d,"meterValue":[{"timestamp":"%s","sampledValue":[%s]}]}""".formatted(id, Times.ago(ago), samples));
        assertThat(answer.isEmpty()).isTrue();
    }

    private static String event(int seqNo, String type, String trigger, String more) {
        return """
                {"eventType":"%s","timestamp":"%s","triggerReason":"%s","seqNo":%d,"transactionInfo":{"transactionId":"intervals"},"evse":{"id":1}%s}""".formatted(type, Times.ago(Duration.ofMinutes(60 - 10 * seqNo)), trigger, seqNo, more);
    }

    private static String interval(int minutesAgo, int wh) {
        return """
                ,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":%d,"measurand":"Energy.Active.Import.Interval","context":"Sample.Clock"}]}]""".formatted(Times.ago(Duration.ofMinutes(minutesAgo)), wh);
    }

    private static String energy(Lab.Play play) {
        return play.transaction()
                .get("energyWh")
                .decimalValue()
                .stripTrailingZeros()
                .toPlainString();
    }
}

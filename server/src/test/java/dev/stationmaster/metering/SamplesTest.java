package dev.stationmaster.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aBareValueIsTheImportRegisterInWattHoursOfAPeriodicSample() {
        var reading = only(sample("1500", null));
        assertThat(reading.energyWh()).isEqualByComparingTo("1500");
        assertThat(reading.context()).isEqualTo("Sample.Periodic");
        assertThat(reading.others()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1500    | Wh   | 1500",
                "1.5     | kWh  | 1500",
                "'1,5'   | kWh  | 1500",
                "'1.234,5' | Wh | 1234.5",
                "'1,234.5' | Wh | 1234.5",
                "' 42 '  | wh   | 42",
                "1.5E3   | Wh   | 1500",
                "0.0015  | MWh  | 1500",
                "1500.00 |      | 1500",
            })
    void energyIsReadInEverySpellingAndUnit(String value, @Nullable String unit, String wattHours) {
        assertThat(only(sample(value, null, unit)).energyWh()).isEqualTo(wattHours);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "---", "''", "1e999999999", "0x10", "12 monkeys", "1e-60"})
    void whatIsNoNumberIsKeptAsItCame(String value) {
        var reading = only(sample(value, null));
        assertThat(reading.energyWh()).isNull();
        assertThat(reading.others()).extracting(Sample::value).containsExactly(value);
    }

    @Test
    void anUnknownUnitKeepsTheSampleAndNothingElse() {
        var reading = only(sample("7", "Power.Active.Import", "furlong"), sample("230", "Voltage", "V"));
        assertThat(reading.powerW()).isNull();
        assertThat(reading.voltageV()).isEqualTo(230);
        assertThat(reading.others()).hasSize(1);
    }

    @Test
    void theMultiplierOfTwoPointZeroIsAPowerOfTen() {
        var sample = new Sample("15", null, null, null, null, "Wh", 2, null);
        assertThat(only(sample).energyWh()).isEqualByComparingTo("1500");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, -10, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aMultiplierBeyondReasonKeepsTheSampleAndNothingElse(int multiplier) {
        var reading = only(new Sample("15", null, null, null, null, "Wh", multiplier, null));
        assertThat(reading.energyWh()).isNull();
        assertThat(reading.others()).hasSize(1);
    }

    @Test
    void aRegisterPerPhaseIsSummedAndThePhasesAreKept() {
        var reading = only(phase("100", null, "L1"), phase("200", null, "L2"), phase("300", null, "L3"));
        assertThat(reading.energyWh()).isEqualByComparingTo("600");
        assertThat(reading.others()).hasSize(3);
    }

    @Test
    void theTotalCountsWhereThereIsOne() {
        var reading = only(phase("100", null, "L1"), sample("610", null), phase("200", null, "L2"));
        assertThat(reading.energyWh()).isEqualByComparingTo("610");
    }

    @Test
    void currentIsTheHighestPhaseAndVoltageTheMean() {
        var reading = only(
                phase("10", "Current.Import", "L1"),
                phase("16", "Current.Import", "L2"),
                phase("230", "Voltage", "L1-N"),
                phase("232", "Voltage", "L2-N"));
        assertThat(reading.currentA()).isEqualTo(16);
        assertThat(reading.voltageV()).isEqualTo(231);
    }

    @Test
    void theOutletIsPreferredInEitherOrder() {
        var inlet = new Sample("900000", null, null, null, "Inlet", "Wh", 0, null);
        var outlet = new Sample("1500", null, null, null, "Outlet", "Wh", 0, null);
        assertThat(only(inlet, outlet).energyWh()).isEqualByComparingTo("1500");
        assertThat(only(outlet, inlet).energyWh()).isEqualByComparingTo("1500");
        assertThat(only(inlet, outlet).others()).containsExactly(inlet);
        assertThat(only(inlet).energyWh()).isEqualByComparingTo("900000");
    }

    @Test
    void bothSpellingsOfCelsiusAndTheOddUnitsOfFrequencyAreUnderstood() {
        assertThat(only(sample("21.5", "Temperature", "Celcius")).temperatureC())
                .isEqualTo(21.5);
        assertThat(only(sample("21.5", "Temperature", "Celsius")).temperatureC())
                .isEqualTo(21.5);
        assertThat(only(sample("294.65", "Temperature", "K")).temperatureC()).isEqualTo(21.5);
        assertThat(only(sample("70.7", "Temperature", "Fahrenheit")).temperatureC())
                .isEqualTo(21.5);
        assertThat(only(sample("49.98", "Frequency", "Hertz")).frequencyHz()).isEqualTo(49.98);
        assertThat(only(sample("49.98", "Frequency", null)).frequencyHz()).isEqualTo(49.98);
    }

    @Test
    void signedDataIsKeptByteForByteBesideTheNumber() {
        var signed = new SignedValue("AA==\n{\"x\" : 1}", "ECDSA", "OCMF", "");
        var reading = only(new Sample("12.5", null, "Transaction.End", null, null, "kWh", 0, signed));
        assertThat(reading.energyWh()).isEqualByComparingTo("12500");
        assertThat(reading.signed()).containsExactly(signed);
        assertThat(reading.isEnd()).isTrue();
    }

    @Test
    void aSignedBlockInThePlaceOfTheValueIsKeptOnce() {
        var reading = only(new Sample("DEADBEEF", null, null, null, null, null, 0, SignedValue.ofText("DEADBEEF")));
        assertThat(reading.energyWh()).isNull();
        assertThat(reading.signed()).containsExactly(SignedValue.ofText("DEADBEEF"));
        assertThat(reading.others()).isEmpty();
    }

    @Test
    void samplesOfSeveralContextsAreSeveralReadings() {
        var readings = Samples.readings(
                AT,
                List.of(
                        new Sample("1", null, "Transaction.Begin", null, null, null, 0, null),
                        new Sample("2", null, null, null, null, null, 0, null)));
        assertThat(readings)
                .extracting(MeterReading::context)
                .containsExactlyInAnyOrder("Transaction.Begin", "Sample.Periodic");
    }

    @Test
    void equalReadingsHaveEqualHashesAndOthersDiffer() {
        var hash = only(sample("1.50", null, "kWh")).contentHash();
        assertThat(only(sample("1500", null, "Wh")).contentHash()).isEqualTo(hash);
        assertThat(only(sample("1501", null, "Wh")).contentHash()).isNotEqualTo(hash);
        assertThat(only(sample("1500", "Energy.Active.Export.Register", "Wh")).contentHash())
                .isNotEqualTo(hash);
    }

    private static MeterReading only(Sample... samples) {
        var readings = Samples.readings(AT, List.of(samples));
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    private static Sample sample(String value, @Nullable String measurand) {
        return sample(value, measurand, null);
    }

    private static Sample sample(String value, @Nullable String measurand, @Nullable String unit) {
        return new Sample(value, measurand, null, null, null, unit, 0, null);
    }

    private static Sample phase(String value, @Nullable String measurand, String phase) {
        return new Sample(value, measurand, null, phase, null, null, 0, null);
    }
}

package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a reading into the samples that a list of measurands asks for. */
final class Samples {
    private Samples() {}

    /** One sample, without the words of a version. */
    record Sample(
            String measurand,
            @Nullable String phase,
            @Nullable String unit,
            BigDecimal value) {}

    /** Samples in the order of {@code measurands}; those that this meter or car cannot give are left out. */
    static List<Sample> of(Reading reading, List<String> measurands) {
        var samples = new ArrayList<Sample>();
        for (var measurand : measurands) {
            switch (measurand.replaceFirst("\\.L[123].*$", "")) {
                case "Energy.Active.Import.Register" ->
                    samples.add(new Sample(
                            "Energy.Active.Import.Register", null, "Wh", BigDecimal.valueOf(reading.energyWh())));
                case "Power.Active.Import" ->
                    samples.add(new Sample("Power.Active.Import", null, "W", decimal(reading.powerW(), 0)));
                case "Power.Offered" ->
                    samples.add(new Sample("Power.Offered", null, "W", decimal(reading.offeredW(), 0)));
                case "Current.Import" -> perPhase(samples, "Current.Import", "A", reading.currentA(), reading, "L%d");
                case "Current.Offered" ->
                    samples.add(new Sample(
                            "Current.Offered",
                            null,
                            "A",
                            decimal(reading.offeredW() / reading.voltageV() / Math.max(1, reading.phases()), 1)));
                case "Voltage" -> perPhase(samples, "Voltage", "V", reading.voltageV(), reading, "L%d-N");
                case "Frequency" -> samples.add(new Sample("Frequency", null, null, decimal(50, 1)));
                case "SoC" -> {
                    if (reading.socPercent() != null) {
                        samples.add(new Sample("SoC", null, "Percent", BigDecimal.valueOf(reading.socPercent())));
                    }
                }
                default -> {} // a measurand this meter does not have
            }
        }
        return samples;
    }

    private static void perPhase(
            List<Sample> samples, String measurand, String unit, double value, Reading reading, String phase) {
        if (reading.phases() == 0) {
            samples.add(new Sample(measurand, null, unit, decimal(value, 1)));
        }
        for (int i = 1; i <= reading.phases(); i++) {
            // Real phases are never quite equal.
            samples.add(new Sample(measurand, phase.formatted(i), unit, decimal(value * (1 + 0.004 * (i - 2)), 1)));
        }
    }

    private static BigDecimal decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}

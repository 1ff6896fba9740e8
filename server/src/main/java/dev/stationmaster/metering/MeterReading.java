package dev.stationmaster.metering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a meter, as the station told it, in base units. Implausible values are kept, never refused: a refused reading is thrown
 * away by the station and gone for ever. Made by {@link Samples#readings}.
 *
 * @param takenAt station clock; hours old when the station was offline, in 1970 when it has no clock yet
 * @param context why it was taken, for example Sample.Periodic or Transaction.Begin
 * @param energyWh import register in Wh, all phases; null when this reading carries none (so for all that follow)
 * @param energyExportWh export register in Wh
 * @param energyIntervalWh energy imported in the interval that this reading stands for, in Wh
 * @param powerW active power imported, all phases
 * @param currentA current imported: the highest of the phases
 * @param voltageV voltage: the mean of the phases
 * @param socPercent state of charge of the car
 * @param temperatureC temperature in degrees Celsius
 * @param frequencyHz frequency of the grid
 * @param powerOfferedW most power offered to the car
 * @param currentOfferedA most current offered to the car
 * @param others the samples that have no place above, or from which a sum above was made, as sent
 * @param signed signed values, byte for byte
 */
public record MeterReading(
        Instant takenAt,
        String context,
        @Nullable BigDecimal energyWh,
        @Nullable BigDecimal energyExportWh,
        @Nullable BigDecimal energyIntervalWh,
        @Nullable Double powerW,
        @Nullable Double currentA,
        @Nullable Double voltageV,
        @Nullable Double socPercent,
        @Nullable Double temperatureC,
        @Nullable Double frequencyHz,
        @Nullable Double powerOfferedW,
        @Nullable Double currentOfferedA,
        List<Sample> others,
        List<SignedValue> signed) {
    public MeterReading {
        others = List.copyOf(others);
        signed = List.copyOf(signed);
    }

    /** The same reading at another time. */
    public MeterReading takenAt(Instant time) {
        return new MeterReading(
                time,
                context,
                energyWh,
                energyExportWh,
                energyIntervalWh,
                powerW,
                currentA,
                voltageV,
                socPercent,
                temperatureC,
                frequencyHz,
                powerOfferedW,
                currentOfferedA,
                others,
                signed);
    }

    /** True for the first reading of a transaction. */
    public boolean isBegin() {
        return context.equals("Transaction.Begin");
    }

    /** True for the last reading of a transaction. */
    public boolean isEnd() {
        return context.equals("Transaction.End");
    }

    /** Tells this reading from any other of the same time: all that it says, however often it is sent. */
    public long contentHash() {
        ContentHash hash = new ContentHash()
                .add(context)
                .add(text(energyWh))
                .add(text(energyExportWh))
                .add(text(energyIntervalWh))
                .add(powerW)
                .add(currentA)
                .add(voltageV)
                .add(socPercent)
                .add(temperatureC)
                .add(frequencyHz)
                .add(powerOfferedW)
                .add(currentOfferedA);
        for (Sample other : others) {
            hash.add(other.value())
                    .add(other.measurand())
                    .add(other.phase())
                    .add(other.location())
                    .add(other.unit());
            hash.add(other.multiplier());
        }
        for (SignedValue value : signed) hash.add(value.data());
        return hash.value();
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toString();
    }
}

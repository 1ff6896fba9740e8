package dev.stationmaster.metering;

import dev.stationmaster.messagelog.Oddities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The measurands that have a place of their own in a reading, and their units. */
enum Quantity {
    ENERGY("Energy.Active.Import.Register", Phases.SUM),
    ENERGY_EXPORT("Energy.Active.Export.Register", Phases.SUM),
    ENERGY_INTERVAL("Energy.Active.Import.Interval", Phases.SUM),
    POWER("Power.Active.Import", Phases.SUM),
    CURRENT("Current.Import", Phases.HIGHEST),
    VOLTAGE("Voltage", Phases.MEAN),
    SOC("SoC", Phases.MEAN),
    TEMPERATURE("Temperature", Phases.HIGHEST),
    FREQUENCY("Frequency", Phases.MEAN),
    POWER_OFFERED("Power.Offered", Phases.SUM),
    CURRENT_OFFERED("Current.Offered", Phases.HIGHEST);

    private enum Phases {
        SUM,
        HIGHEST,
        MEAN
    }

    private static final BigDecimal KELVIN_OF_ZERO = new BigDecimal("273.15");
    private static final int MOST_MULTIPLIER = 9;

    private final String measurand;
    private final Phases phases;

    Quantity(String measurand, Phases phases) {
        this.measurand = measurand;
        this.phases = phases;
    }

    /** Null when the measurand has no place of its own; absent is the import register. */
    static @Nullable Quantity of(@Nullable String measurand) {
        if (measurand == null || measurand.isBlank()) return ENERGY;
        for (Quantity quantity : values()) {
            if (quantity.measurand.equals(measurand)) return quantity;
        }
        return null;
    }

    /** The sample in Wh, W, A, V, percent, degrees Celsius or Hz; null when its value or its unit cannot be understood. */
    @Nullable
    BigDecimal inBaseUnit(Sample sample) {
        BigDecimal value = Decimals.read(sample.value());
        if (value != null && sample.value().indexOf(',') >= 0)
            Oddities.note("", "decimal-comma", "read as " + value.toPlainString());
        if (value == null || sample.multiplier() < -MOST_MULTIPLIER || sample.multiplier() > MOST_MULTIPLIER)
            return null;
        return convert(value.scaleByPowerOfTen(sample.multiplier()), sample.unit());
    }

    private @Nullable BigDecimal convert(BigDecimal value, @Nullable String wireUnit) {
        String unit = wireUnit == null ? "" : wireUnit.strip().toLowerCase(Locale.ROOT);
        if (unit.isEmpty()) return value;
        return switch (this) {
            case ENERGY, ENERGY_EXPORT, ENERGY_INTERVAL -> scaled(value, unit, "wh");
            case POWER, POWER_OFFERED -> scaled(value, unit, "w");
            case CURRENT, CURRENT_OFFERED ->
                unit.equals("ma") ? value.movePointLeft(3) : scaled(value, amperes(unit), "a");
            case VOLTAGE ->
                unit.equals("mv") ? value.movePointLeft(3) : scaled(value, unit.equals("volt") ? "v" : unit, "v");
            case SOC -> unit.equals("percent") || unit.equals("%") ? value : null;
            case TEMPERATURE -> celsius(value, unit);
            case FREQUENCY -> unit.equals("hz") || unit.equals("hertz") ? value : null;
        };
    }

    private static String amperes(String unit) {
        return unit.equals("amp") || unit.equals("ampere") ? "a" : unit;
    }

    private static @Nullable BigDecimal scaled(BigDecimal value, String unit, String base) {
        if (unit.equals(base)) return value;
        if (unit.length() != base.length() + 1 || !unit.endsWith(base)) return null;
        return switch (unit.charAt(0)) {
            case 'k' -> value.movePointRight(3);
            case 'm' -> value.movePointRight(6); // mega: no meter of ours tells milliwatts
            default -> null;
        };
    }

    private static @Nullable BigDecimal celsius(BigDecimal value, String unit) {
        return switch (unit) {
            case "celsius", "celcius", "c", "°c" -> value;
            case "k", "kelvin" -> value.subtract(KELVIN_OF_ZERO);
            case "fahrenheit", "f", "°f" ->
                value.subtract(BigDecimal.valueOf(32))
                        .multiply(BigDecimal.valueOf(5))
                        .divide(BigDecimal.valueOf(9), 3, RoundingMode.HALF_EVEN);
            default -> null;
        };
    }

    /** All phases together from those that were told; null when none was. */
    @Nullable
    BigDecimal together(@Nullable BigDecimal[] ofPhases) {
        BigDecimal sum = null;
        BigDecimal highest = null;
        int count = 0;
        for (BigDecimal value : ofPhases) {
            if (value == null) continue;
            sum = sum == null ? value : sum.add(value);
            highest = highest == null ? value : highest.max(value);
            count++;
        }
        if (sum == null) return null;
        return switch (phases) {
            case SUM -> sum;
            case HIGHEST -> highest;
            case MEAN -> sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL32);
        };
    }
}

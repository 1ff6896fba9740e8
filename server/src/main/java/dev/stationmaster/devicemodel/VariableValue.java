package dev.stationmaster.devicemodel;

import org.jspecify.annotations.Nullable;

/**
 * One attribute's value as a station told or confirmed it.
 *
 * @param attribute Actual, Target, MinSet or MaxSet
 * @param value null or empty when the attribute has none
 * @param mutability ReadOnly, WriteOnly or ReadWrite; null when it was not told
 */
public record VariableValue(
        Variable variable,
        String attribute,
        @Nullable String value,
        @Nullable String mutability) {
    public static final String ACTUAL = "Actual";
}

package dev.stationmaster.metering;

import org.jspecify.annotations.Nullable;

/**
 * One sampled value in the words of the wire, nothing filled in: absent stays null, and {@link Samples} knows the defaults (OCPP 1.6
 * §7.43; 2.0.1 part 2, SampledValueType).
 *
 * @param value as sent: a decimal in any of the spellings seen in the field, or anything else; 2.x numbers in their JSON spelling
 * @param measurand null means Energy.Active.Import.Register
 * @param context null means Sample.Periodic
 * @param phase null means all phases together
 * @param location null means Outlet
 * @param unit null means the measurand's usual unit
 * @param multiplier power of ten of 2.x; 0 in 1.6
 * @param signed the signed block, null when there is none; a 1.6 sample of format SignedData has its {@code value} here too
 */
public record Sample(
        String value,
        @Nullable String measurand,
        @Nullable String context,
        @Nullable String phase,
        @Nullable String location,
        @Nullable String unit,
        int multiplier,
        @Nullable SignedValue signed) {}

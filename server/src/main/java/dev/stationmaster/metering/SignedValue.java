package dev.stationmaster.metering;

import org.jspecify.annotations.Nullable;

/**
 * A signed meter value, byte for byte as the station sent it; nothing here is understood or changed.
 *
 * @param data the signed block (2.x {@code signedMeterData}; in 1.6 the whole {@code value} of a sample of format SignedData)
 * @param signingMethod as told; null in 1.6
 * @param encodingMethod as told; null in 1.6
 * @param publicKey as told, may be empty; null in 1.6
 */
public record SignedValue(
        String data,
        @Nullable String signingMethod,
        @Nullable String encodingMethod,
        @Nullable String publicKey) {
    /** A 1.6 sample of format SignedData. */
    public static SignedValue ofText(String value) {
        return new SignedValue(value, null, null, null);
    }
}

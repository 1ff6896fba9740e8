package dev.stationmaster.firmware;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people know of a firmware image besides its bytes.
 *
 * @param version as the firmware will call itself
 * @param vendor of the stations it is for, as they name themselves when they boot; {@code model} alike
 * @param signingCertificate PEM; null, as {@code signature}, when it is not signed
 * @param signature Base64
 * @param made whether it was signed here
 */
record FirmwareImage(
        UUID file,
        @Nullable String version,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String signingCertificate,
        @Nullable String signature,
        boolean made,
        String actor,
        Instant changedAt) {
    static FirmwareImage unknown(UUID file) {
        return new FirmwareImage(file, null, null, null, null, null, false, "", Instant.EPOCH);
    }

    FirmwareImage signed(@Nullable String certificate, @Nullable String by, boolean here, String who, Instant at) {
        return new FirmwareImage(file, version, vendor, model, certificate, by, here, who, at);
    }
}

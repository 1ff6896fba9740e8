package dev.stationmaster.station;

import org.jspecify.annotations.Nullable;

/**
 * What a station says of itself in BootNotification, as long as it likes.
 *
 * @param reason the BootReason word of 2.x; null in 1.6
 */
public record BootReport(
        String vendor,
        String model,
        @Nullable String serialNumber,
        @Nullable String firmwareVersion,
        @Nullable String iccid,
        @Nullable String imsi,
        @Nullable String meterType,
        @Nullable String meterSerialNumber,
        @Nullable String reason) {}

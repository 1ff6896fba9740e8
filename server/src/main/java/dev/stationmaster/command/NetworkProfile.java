package dev.stationmaster.command;

import org.jspecify.annotations.Nullable;

/**
 * How a station reaches its server (2.x, NetworkConnectionProfile).
 *
 * @param ocppVersion null takes OCPP20, the only word of 2.0.1
 * @param messageTimeout seconds
 * @param identity since 2.1; null keeps the one in use
 * @param apn JSON text as the version has it
 * @param vpn JSON text as the version has it
 */
public record NetworkProfile(
        String ocppCsmsUrl,
        String ocppInterface,
        String ocppTransport,
        @Nullable String ocppVersion,
        int messageTimeout,
        int securityProfile,
        @Nullable String identity,
        @Nullable String basicAuthPassword,
        @Nullable String apn,
        @Nullable String vpn) {
    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "NetworkProfile[" + ocppCsmsUrl + " profile " + securityProfile + "]";
    }
}

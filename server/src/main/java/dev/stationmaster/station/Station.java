package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A station as it stands in memory: all that the way of a message needs, and no more.
 *
 * @param identity as provisioned, 1 to 48 characters; compared without regard to case
 * @param siteId the site it belongs to
 * @param securityProfile 0 to 3, the one it must use (transport profiles of the 1.6 Security Whitepaper and OCPP 2.x part 2, A00)
 * @param versions the OCPP versions it may choose; never empty
 * @param serialNumber as provisioned; null when unknown
 * @param boot how its BootNotification is to be answered
 * @param registration how the last one was answered
 * @param assumedVersion spoken when the station sends no subprotocol header (quirk Q1); null refuses such a connection
 */
public record Station(
        StationId id,
        String identity,
        int siteId,
        int securityProfile,
        Set<Version> versions,
        @Nullable String serialNumber,
        BootPolicy boot,
        Registration registration,
        @Nullable Version assumedVersion) {}

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
 * @param pendingBoots with {@link BootPolicy#PENDING}: how many more BootNotifications are answered Pending before one is accepted; null holds
 *     the station until it is released
 * @param bootIntervalSeconds what a Pending or Rejected station is told to wait; null takes the setting
 * @param nextSecurityProfile a higher one that it was told to come back on; until it has booted on it, both are let in. Null outside such a change
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
        @Nullable Version assumedVersion,
        @Nullable Integer pendingBoots,
        @Nullable Integer bootIntervalSeconds,
        @Nullable Integer nextSecurityProfile) {

    /** A station without terms of its own for its set-up phase. */
    public Station(
            StationId id,
            String identity,
            int siteId,
            int securityProfile,
            Set<Version> versions,
            @Nullable String serialNumber,
            BootPolicy boot,
            Registration registration,
            @Nullable Version assumedVersion) {
        this(
                id,
                identity,
                siteId,
                securityProfile,
                versions,
                serialNumber,
                boot,
                registration,
                assumedVersion,
                null,
                null,
                null);
    }

    /** Whether it may connect on this security profile now. */
    public boolean admits(int profile) {
        return profile == securityProfile || nextSecurityProfile != null && profile == nextSecurityProfile;
    }

    Station onProfile(int profile, @Nullable Integer next) {
        return new Station(
                id,
                identity,
                siteId,
                profile,
                versions,
                serialNumber,
                boot,
                registration,
                assumedVersion,
                pendingBoots,
                bootIntervalSeconds,
                next);
    }

    /** The same station after its BootNotification was answered. */
    Station booted(Registration answered, BootPolicy nextBoot, @Nullable Integer morePendingBoots) {
        return new Station(
                id,
                identity,
                siteId,
                securityProfile,
                versions,
                serialNumber,
                nextBoot,
                answered,
                assumedVersion,
                morePendingBoots,
                bootIntervalSeconds,
                nextSecurityProfile);
    }
}

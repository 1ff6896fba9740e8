package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station as the API shows it.
 *
 * @param nextSecurityProfile a higher one on which it may come back
 * @param serialNumber as the operator gave it
 * @param reportedSerialNumber as the station told it
 * @param version of the present link
 * @param password shown once, in the answer that made it
 */
record StationView(
        String id,
        String site,
        int securityProfile,
        @Nullable Integer nextSecurityProfile,
        List<String> versions,
        @Nullable String serialNumber,
        String boot,
        @Nullable Integer pendingBoots,
        @Nullable Integer bootInterval,
        String registration,
        @Nullable String assumedVersion,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        @Nullable String reportedSerialNumber,
        @Nullable String iccid,
        @Nullable String imsi,
        @Nullable String meterType,
        @Nullable String meterSerialNumber,
        @Nullable String bootReason,
        @Nullable Instant bootedAt,
        boolean connected,
        @Nullable String version,
        @Nullable String remoteAddress,
        @Nullable Instant connectedAt,
        @Nullable Instant disconnectedAt,
        @Nullable Instant lastSeenAt,
        Instant createdAt,
        @Nullable String password) {

    static StationView of(
            StationDetails details, String site, Connectivity.@Nullable Connection link, @Nullable String password) {
        var station = details.station();
        var boot = details.lastBoot();
        boolean connected = link != null && link.connected();
        return new StationView(
                station.identity(),
                site,
                station.securityProfile(),
                station.nextSecurityProfile(),
                station.versions().stream().sorted().map(Version::subprotocol).toList(),
                station.serialNumber(),
                Words.of(station.boot()),
                station.pendingBoots(),
                station.bootIntervalSeconds(),
                Words.of(station.registration()),
                word(station.assumedVersion()),
                boot == null ? null : boot.vendor(),
                boot == null ? null : boot.model(),
                boot == null ? null : boot.firmwareVersion(),
                boot == null ? null : boot.serialNumber(),
                boot == null ? null : boot.iccid(),
                boot == null ? null : boot.imsi(),
                boot == null ? null : boot.meterType(),
                boot == null ? null : boot.meterSerialNumber(),
                boot == null ? null : boot.reason(),
                details.bootedAt(),
                connected,
                connected ? word(link.version()) : null,
                link == null ? null : link.remoteAddress(),
                link == null ? null : link.connectedAt(),
                link == null ? null : link.disconnectedAt(),
                link == null ? null : link.lastSeenAt(),
                details.createdAt(),
                password);
    }

    private static @Nullable String word(@Nullable Version version) {
        return version == null ? null : version.subprotocol();
    }
}

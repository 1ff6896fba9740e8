package dev.stationmaster.simulator.station;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station before it is switched on.
 *
 * @param url             the server's endpoint without the identity, {@code ws://} or {@code wss://}
 * @param securityProfile 0 to 2
 * @param password        for profiles 1 and 2; null for profile 0
 * @param trustAnchor     PEM file with the server's certificate or its issuers; null trusts everybody, for trying out
 * @param knownTokens     tokens in its memory from the start, as if seen and accepted before
 * @param traits          how it differs from the usual
 * @param localAddress    source address of its connections; null lets the system choose
 */
public record StationConfig(
        String identity,
        Version version,
        URI url,
        int securityProfile,
        @Nullable String password,
        @Nullable Path trustAnchor,
        Plate plate,
        List<EvseConfig> evses,
        List<String> knownTokens,
        Tuning tuning,
        Traits traits,
        @Nullable InetSocketAddress localAddress) {

    /** What the type plate says. */
    public record Plate(String vendor, String model, String serial, String firmware) {}

    /**
     * @param availabilityEvents 2.1: report connectors by NotifyEvent instead of StatusNotification
     * @param bootOnReconnect    send BootNotification on every connection, as many stations wrongly do
     * @param rawKey             1.6: a changed AuthorizationKey is presented as the bytes its hex digits stand for
     * @param clock              what the station's clock shows
     * @param compression        offer permessage-deflate
     */
    public record Traits(
            boolean availabilityEvents, boolean bootOnReconnect, boolean rawKey, Clock clock, boolean compression) {
        /** None of them. */
        public static Traits usual() {
            return new Traits(false, false, false, Clock.RIGHT, false);
        }
    }

    /** What a station's clock shows. */
    public enum Clock {
        /** The right time. */
        RIGHT,
        /** 1970 from every power-up until the server tells the time. */
        DEAD_UNTIL_BOOT
    }

    /** A plain station: one 22 kW EVSE, profile 0, usual behaviour. */
    public static StationConfig of(String identity, Version version, URI url) {
        return new StationConfig(
                identity,
                version,
                url,
                0,
                null,
                null,
                new Plate("Simulant", "S-22", serial(identity), "1.0.0"),
                List.of(EvseConfig.ac()),
                List.of(),
                Tuning.usual(),
                Traits.usual(),
                null);
    }

    private static String serial(String identity) {
        return "SN-" + (identity.length() > 20 ? identity.substring(identity.length() - 20) : identity);
    }

    public StationConfig withPassword(int profile, @Nullable String newPassword) {
        return new StationConfig(
                identity,
                version,
                url,
                profile,
                newPassword,
                trustAnchor,
                plate,
                evses,
                knownTokens,
                tuning,
                traits,
                localAddress);
    }

    public StationConfig withTrustAnchor(@Nullable Path pem) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                pem,
                plate,
                evses,
                knownTokens,
                tuning,
                traits,
                localAddress);
    }

    public StationConfig withPlate(Plate newPlate) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                newPlate,
                evses,
                knownTokens,
                tuning,
                traits,
                localAddress);
    }

    public StationConfig withEvses(EvseConfig... newEvses) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                List.of(newEvses),
                knownTokens,
                tuning,
                traits,
                localAddress);
    }

    public StationConfig withKnownTokens(List<String> tokens) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                evses,
                tokens,
                tuning,
                traits,
                localAddress);
    }

    public StationConfig withTuning(Tuning newTuning) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                evses,
                knownTokens,
                newTuning,
                traits,
                localAddress);
    }

    public StationConfig withTraits(Traits newTraits) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                evses,
                knownTokens,
                tuning,
                newTraits,
                localAddress);
    }

    public StationConfig withLocalAddress(@Nullable InetSocketAddress address) {
        return new StationConfig(
                identity,
                version,
                url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                evses,
                knownTokens,
                tuning,
                traits,
                address);
    }
}

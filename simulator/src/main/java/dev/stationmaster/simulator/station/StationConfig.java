package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.security.ClientCertificate;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A station before it is switched on.
 *
 * @param url             the server's endpoint without the identity, {@code ws://} or {@code wss://}
 * @param securityProfile 0 to 3
 * @param password        for profiles 1 and 2; null for profile 0
 * @param trustAnchor     PEM file with the server's certificate or its issuers; null trusts everybody, for trying out
 * @param knownTokens     tokens in its memory from the start, as if seen and accepted before
 * @param traits          how it differs from the usual
 * @param secureUrl       where profiles 2 and 3 connect when it is told to raise its profile; null when it cannot
 * @param certificate     shown on profile 3; null until it was given one
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
        @Nullable URI secureUrl,
        @Nullable ClientCertificate certificate,
        @Nullable InetSocketAddress localAddress) {

    /** What the type plate says. */
    public record Plate(String vendor, String model, String serial, String firmware) {}

    /**
     * @param availabilityEvents 2.1: report connectors by NotifyEvent instead of StatusNotification
     * @param bootOnReconnect    send BootNotification on every connection, as many stations wrongly do
     * @param rawKey             1.6: a changed AuthorizationKey is presented as the bytes its hex digits stand for
     * @param clock              what the station's clock shows
     * @param compression        offer permessage-deflate
     * @param rsaKeys            makes RSA keys instead of EC ones
     * @param hashAlgorithm      by which it lists certificates: SHA256, SHA384 or SHA512
     * @param rejectsCertificates refuses every certificate it is given
     * @param quirks             1.6: what it does wrong on the wire
     * @param refusals           what it does not let others do with it
     */
    public record Traits(
            boolean availabilityEvents,
            boolean bootOnReconnect,
            boolean rawKey,
            Clock clock,
            boolean compression,
            boolean rsaKeys,
            String hashAlgorithm,
            boolean rejectsCertificates,
            Set<Quirk> quirks,
            Refusals refusals) {
        public Traits(
                boolean availabilityEvents,
                boolean bootOnReconnect,
                boolean rawKey,
                Clock clock,
                boolean compression,
                boolean rsaKeys,
                String hashAlgorithm,
                boolean rejectsCertificates) {
            this(
                    availabilityEvents,
                    bootOnReconnect,
                    rawKey,
                    clock,
                    compression,
                    rsaKeys,
                    hashAlgorithm,
                    rejectsCertificates,
                    Set.of(),
                    Refusals.NONE);
        }

        public Traits(
                boolean availabilityEvents, boolean bootOnReconnect, boolean rawKey, Clock clock, boolean compression) {
            this(availabilityEvents, bootOnReconnect, rawKey, clock, compression, false, "SHA256", false);
        }

        /** None of them. */
        public static Traits usual() {
            return new Traits(false, false, false, Clock.RIGHT, false);
        }

        /** With certificates of its own kind. */
        public Traits withCertificates(boolean rsa, String algorithm, boolean rejects) {
            return new Traits(
                    availabilityEvents,
                    bootOnReconnect,
                    rawKey,
                    clock,
                    compression,
                    rsa,
                    algorithm,
                    rejects,
                    quirks,
                    refusals);
        }

        /** With what it does wrong; 1.6 only. */
        public Traits withQuirks(Set<Quirk> odd) {
            return new Traits(
                    availabilityEvents,
                    bootOnReconnect,
                    rawKey,
                    odd.contains(Quirk.Q47) ? Clock.DEAD_UNTIL_BOOT : clock,
                    compression,
                    rsaKeys,
                    hashAlgorithm,
                    rejectsCertificates,
                    Set.copyOf(odd),
                    refusals);
        }

        /** With what it does not let others do with it. */
        public Traits withRefusals(Refusals wanted) {
            return new Traits(
                    availabilityEvents,
                    bootOnReconnect,
                    rawKey,
                    clock,
                    compression,
                    rsaKeys,
                    hashAlgorithm,
                    rejectsCertificates,
                    quirks,
                    wanted);
        }
    }

    /**
     * What a station does not let others do with it.
     *
     * @param values   names of keys and variables, in lower case, that it answers Rejected when they are to be set
     * @param firmware the status with which every firmware update ends; null lets them succeed
     */
    public record Refusals(Set<String> values, @Nullable String firmware) {
        /** It lets others do everything. */
        public static final Refusals NONE = new Refusals(Set.of(), null);

        /** Statuses in which an update can end. */
        public static final Set<String> ENDS = Set.of("DownloadFailed", "InstallationFailed", "InvalidSignature");

        boolean refuses(String name) {
            return values.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    /** What a station's clock shows. */
    public enum Clock {
        /** The right time. */
        RIGHT,
        /** 1970 from every power-up until the server tells the time. */
        DEAD_UNTIL_BOOT
    }

    /** What the meter of an EVSE shows at first, in watt-hours: it has counted before; different stations differently, the same one always the same. */
    public long firstRegisterWh(int evse) {
        return 10_000 + Math.floorMod(identity.hashCode() * 7919L + evse, 4_000_000);
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
                null,
                null,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
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
                secureUrl,
                certificate,
                address);
    }

    /** @param url for profiles 2 and 3 @param newCertificate shown on profile 3 */
    public StationConfig withSecurity(@Nullable URI url, @Nullable ClientCertificate newCertificate) {
        return new StationConfig(
                identity,
                version,
                this.url,
                securityProfile,
                password,
                trustAnchor,
                plate,
                evses,
                knownTokens,
                tuning,
                traits,
                url,
                newCertificate,
                localAddress);
    }
}

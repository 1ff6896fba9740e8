package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.link.tls.StationTls;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Certificates that were seen whole: the server's own, authorities, and what stations got. Among them chains are built and hash data find a name. */
@Component
class KnownCertificates {
    private static final int AT_ONCE = 500;
    private static final int LONGEST_CHAIN = 8;

    private final KnownCertificateStore store;
    private final AuthorityKeys keys;
    private final StationAuthorities stations;
    private final TrustAnchors anchors;
    private final StationTls tls;
    private final InstantSource clock;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    KnownCertificates(
            KnownCertificateStore store,
            AuthorityKeys keys,
            StationAuthorities stations,
            TrustAnchors anchors,
            StationTls tls,
            InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.stations = stations;
        this.anchors = anchors;
        this.tls = tls;
        this.clock = clock;
    }

    /** What a certificate that belongs to no station is for. */
    enum Role {
        /** Shown to stations that connect with TLS. */
        SERVER("server"),
        /** Issues certificates to stations. */
        STATION_AUTHORITY("stationAuthority"),
        /** An authority of somebody else whose station certificates open the door. */
        TRUSTED_FOR_STATIONS("trustedForStations"),
        /** Our test authorities for Plug & Charge. */
        PLUG_AND_CHARGE_TEST("plugAndChargeTest"),
        /** Trusted in Plug & Charge. */
        PLUG_AND_CHARGE("plugAndCharge");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * A certificate that belongs to no station.
     *
     * @param kind rsa, ecdsa, v2g, cps, mo, oem or ocsp; empty of a trusted station authority
     * @param id of one that an operator entered
     */
    record Own(
            Role role,
            String kind,
            @Nullable String name,
            @Nullable UUID id,
            X509Certificate certificate) {}

    /** The server's, our authorities as far as they were made, and those that were entered. */
    List<Own> own() {
        List<Own> all = new ArrayList<>();
        for (List<X509Certificate> chain : tls.chains()) {
            String kind = chain.getFirst().getPublicKey().getAlgorithm().equals("RSA") ? "rsa" : "ecdsa";
            all.add(new Own(Role.SERVER, kind, null, null, chain.getFirst()));
        }
        for (Kind kind : Kind.values()) {
            boolean forStations = kind == Kind.ECDSA || kind == Kind.RSA;
            Role role = forStations ? Role.STATION_AUTHORITY : Role.PLUG_AND_CHARGE_TEST;
            if (kind.top() == kind) {
                keys.present(kind, true).ifPresent(key -> all.add(own(role, kind, key)));
            }
            keys.present(kind, false).ifPresent(key -> all.add(own(role, kind, key)));
        }
        for (StationCa ca : stations.others())
            all.add(new Own(Role.TRUSTED_FOR_STATIONS, "", ca.name(), ca.id(), ca.certificate()));
        for (TrustAnchor anchor : anchors.entered()) {
            String kind = anchor.kind().name().toLowerCase(Locale.ROOT);
            all.add(new Own(Role.PLUG_AND_CHARGE, kind, anchor.name(), anchor.id(), anchor.certificate()));
        }
        return all;
    }

    private static Own own(Role role, Kind kind, AuthorityKey key) {
        return new Own(role, kind.word(), null, null, key.certificate());
    }

    /** Takes note of what came since the last time, so that the database can name it. */
    void refresh() {
        Instant now = clock.instant();
        tls.chains().forEach(chain -> chain.forEach(one -> know(one, now)));
        own().forEach(one -> know(one.certificate, now));
        List<X509Certificate> old;
        do {
            old = store.withoutIssuer(AT_ONCE);
            old.forEach(one -> store.know(one, now));
        } while (old.size() == AT_ONCE);
        List<String> issued;
        do {
            issued = store.issued(AT_ONCE);
            for (String chain : issued) {
                List<X509Certificate> certificates = Pem.certificates(chain);
                store.know(certificates.getFirst(), now);
                certificates.forEach(one -> know(one, now));
            }
        } while (issued.size() == AT_ONCE);
    }

    private void know(X509Certificate certificate, Instant now) {
        if (told.add(Pem.fingerprint(certificate))) store.know(certificate, now);
    }

    Optional<X509Certificate> find(String fingerprint) {
        return store.find(fingerprint);
    }

    /** From this one up to its root, as far as the issuers are known. */
    List<X509Certificate> chain(X509Certificate first) {
        List<X509Certificate> chain = new ArrayList<>(List.of(first));
        while (!isRoot(chain.getLast()) && chain.size() < LONGEST_CHAIN) {
            X509Certificate last = chain.getLast();
            Optional<X509Certificate> issuer = store.of(StationAuthorities.issuer(last)).stream()
                    .filter(one -> isSigned(last, one) && !chain.contains(one))
                    .findFirst();
            if (issuer.isEmpty()) break;
            chain.add(issuer.get());
        }
        return chain;
    }

    /** Whether it signed itself. */
    static boolean isRoot(X509Certificate one) {
        return one.getIssuerX500Principal().equals(one.getSubjectX500Principal()) && isSigned(one, one);
    }

    private static boolean isSigned(X509Certificate one, X509Certificate issuer) {
        try {
            one.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException other) {
            return false;
        }
    }
}

package dev.stationmaster.certificate;

import dev.stationmaster.certificate.BuiltInAuthority.Revoked;
import dev.stationmaster.certificate.StationCaStore.RevokedRow;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Under whom a station's certificate may stand: our own authority and those of others; and what was revoked. In memory. */
@Component
class StationAuthorities {
    private final CertificateAuthority authority;
    private final StationCaStore store;
    private final CombinedTrust combined;
    private final InstantSource clock;
    private final Map<String, Revoked> revoked = new ConcurrentHashMap<>();
    private volatile List<StationCa> others;
    private volatile List<X509Certificate> trusted = List.of();

    StationAuthorities(
            CertificateAuthority authority, StationCaStore store, CombinedTrust combined, InstantSource clock) {
        this.authority = authority;
        this.store = store;
        this.combined = combined;
        this.clock = clock;
        this.others = store.all();
        for (RevokedRow row : store.revoked(clock.instant())) remember(row);
        refresh();
    }

    /** Call it when our own authority may have made keys. */
    final void refresh() {
        trusted = Stream.concat(
                        authority.stationAuthorities().stream(), others.stream().map(StationCa::certificate))
                .distinct()
                .toList();
    }

    List<X509Certificate> trusted() {
        List<X509Certificate> more = combined.authorities();
        return more.isEmpty()
                ? trusted
                : Stream.concat(trusted.stream(), more.stream()).distinct().toList();
    }

    List<StationCa> others() {
        return others;
    }

    List<StationCa> add(String name, List<X509Certificate> certificates, String actor) {
        Set<String> added = certificates.stream().map(Pem::fingerprint).collect(Collectors.toSet());
        for (X509Certificate certificate : certificates) {
            store.save(new StationCa(UUID.randomUUID(), name, certificate, clock.instant(), actor));
        }
        reload();
        return others.stream()
                .filter(ca -> added.contains(Pem.fingerprint(ca.certificate())))
                .toList();
    }

    boolean remove(UUID id) {
        boolean there = store.delete(id);
        reload();
        return there;
    }

    private void reload() {
        others = store.all();
        refresh();
    }

    /** From now on it opens nothing. */
    void revoke(X509Certificate certificate, String actor) {
        var row = new RevokedRow(issuer(certificate), Pem.serial(certificate), clock.instant(), actor);
        store.revoke(row, certificate.getNotAfter().toInstant());
        remember(row);
    }

    List<Revoked> revoked() {
        return List.copyOf(revoked.values());
    }

    boolean isRevoked(X509Certificate certificate) {
        return revoked.containsKey(key(issuer(certificate), Pem.serial(certificate)));
    }

    /** When it was taken back; empty when it was not. @param issuer RFC 2253 */
    Optional<Revoked> revocation(String issuer, BigInteger serialNumber) {
        return Optional.ofNullable(revoked.get(key(issuer, serialNumber.toString(16))));
    }

    private void remember(RevokedRow row) {
        revoked.put(
                key(row.issuer(), row.serialNumber()),
                new Revoked(row.issuer(), new BigInteger(row.serialNumber(), 16), row.revokedAt()));
    }

    static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }

    private static String key(String issuer, String serial) {
        return serial + " " + issuer;
    }

    /** What is to be said of a chain. */
    sealed interface Judgement {
        record Good() implements Judgement {}

        /** Fine, but for its end, or that of one above it. */
        record Expired(String words) implements Judgement {}

        record Bad(String words) implements Judgement {}
    }

    /**
     * Chain, signatures, dates, key usage and revocation, as of now. Intermediate certificates that a station does not send are found among
     * the trusted ones (quirk Q12).
     */
    Judgement judge(List<X509Certificate> chain) {
        if (chain.isEmpty()) return new Judgement.Bad("no certificate was shown");
        X509Certificate own = chain.getFirst();
        Instant now = clock.instant();
        String subject = own.getSubjectX500Principal().getName();
        if (now.isBefore(own.getNotBefore().toInstant())) {
            return new Judgement.Bad("the certificate of " + subject + " begins only "
                    + own.getNotBefore().toInstant());
        }
        boolean[] usage = own.getKeyUsage();
        if (usage != null && !usage[0]) {
            return new Judgement.Bad("the certificate of " + subject + " is not for signatures (A00.FR.403)");
        }
        Instant end = own.getNotAfter().toInstant();
        boolean over = !now.isBefore(end);
        Optional<List<X509Certificate>> path = path(chain, over ? end.minusSeconds(1) : now);
        if (path.isEmpty()) {
            return new Judgement.Bad("the certificate of " + subject
                    + " is not issued by a trusted station authority, but by " + issuer(own)
                    + (combined.isOfV2g(own) ? "; " + CombinedTrust.WAY_OUT : ""));
        }
        if (!trusted.contains(path.get().getLast()) && !combined.isForBoth(own)) {
            return new Judgement.Bad(
                    "the certificate of " + subject + " is of the V2G authority and not for both uses");
        }
        for (X509Certificate one : path.get()) {
            if (isRevoked(one)) {
                return new Judgement.Bad(
                        "the certificate of " + one.getSubjectX500Principal().getName() + " is revoked");
            }
        }
        return over ? new Judgement.Expired("the certificate of " + subject + " ended " + end) : new Judgement.Good();
    }

    private Optional<List<X509Certificate>> path(List<X509Certificate> chain, Instant at) {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate one : trusted()) anchors.add(new TrustAnchor(one, null));
        if (anchors.isEmpty()) return Optional.empty();
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(new ArrayList<>(chain))));
            var built = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            X509Certificate anchor = built.getTrustAnchor().getTrustedCert();
            anchor.checkValidity(Date.from(at));
            List<X509Certificate> path = new ArrayList<>();
            built.getCertPath().getCertificates().forEach(one -> path.add((X509Certificate) one));
            path.add(anchor);
            return Optional.of(path);
        } catch (GeneralSecurityException untrusted) {
            return Optional.empty();
        }
    }
}

package dev.stationmaster.certificate;

import dev.stationmaster.certificate.ContractVerdict.Finding;
import dev.stationmaster.certificate.ContractVerdict.Found;
import dev.stationmaster.link.tls.ClientCertificates;
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
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** A contract certificate with what stands above it, up to somebody who is trusted. Pure: asks nobody. */
final class ContractChain {
    /** Country and provider (5), instance (9); a check digit may follow (ISO 15118-2 annex H). */
    private static final int WITHOUT_CHECK_DIGIT = 14;

    private final List<X509Certificate> path;
    private final Found found;

    private ContractChain(List<X509Certificate> path, Found found) {
        this.path = path;
        this.found = found;
    }

    /** The contract's own first, the trusted one last; empty when no such way was found. */
    List<X509Certificate> path() {
        return path;
    }

    /** What there is to say before anybody was asked. */
    Found found() {
        return found;
    }

    /**
     * @param chain as the station sent it, the contract's own first
     * @param trusted under whom it may stand
     */
    static ContractChain of(List<X509Certificate> chain, String emaid, List<X509Certificate> trusted, Instant now) {
        X509Certificate own = chain.getFirst();
        String name = ClientCertificates.commonName(own);
        if (name == null || !sameContract(name, emaid)) {
            return refused(Finding.UNVERIFIED, "the certificate is of \"" + name + "\", not of " + emaid);
        }
        if (own.getBasicConstraints() >= 0) return refused(Finding.UNVERIFIED, "the certificate is of an authority");
        if (now.isBefore(own.getNotBefore().toInstant())) {
            return refused(
                    Finding.UNVERIFIED,
                    "the certificate begins only " + own.getNotBefore().toInstant());
        }
        Instant end = own.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            // Whether it was genuine once makes no difference any more to what the driver is told.
            return refused(Finding.EXPIRED, "the certificate ended " + end);
        }
        Optional<List<X509Certificate>> path = path(chain, trusted, now);
        if (path.isPresent()) return new ContractChain(path.get(), new Found(Finding.VALID, "the chain is valid"));
        Optional<X509Certificate> ended = chain.stream()
                .filter(one -> !now.isBefore(one.getNotAfter().toInstant()))
                .findFirst();
        if (ended.isPresent()) {
            return refused(
                    Finding.EXPIRED,
                    "the certificate of "
                            + ended.get().getSubjectX500Principal().getName() + " ended "
                            + ended.get().getNotAfter().toInstant());
        }
        return forged(chain, trusted)
                ? refused(Finding.FORGED, "a signature in the chain is wrong")
                : refused(Finding.UNVERIFIED, "the chain does not lead to a trusted root");
    }

    private static ContractChain refused(Finding finding, String reason) {
        return new ContractChain(List.of(), new Found(finding, reason));
    }

    /** Hyphens, case and the check digit make no difference. */
    static boolean sameContract(String one, String other) {
        String first = key(one);
        String second = key(other);
        if (first.equals(second)) return true;
        String shorter = first.length() < second.length() ? first : second;
        String longer = first.length() < second.length() ? second : first;
        return shorter.length() == WITHOUT_CHECK_DIGIT
                && longer.length() == WITHOUT_CHECK_DIGIT + 1
                && longer.startsWith(shorter);
    }

    /** An eMAID without hyphens, in capital letters. */
    static String key(String emaid) {
        return emaid.replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static Optional<List<X509Certificate>> path(
            List<X509Certificate> chain, List<X509Certificate> trusted, Instant at) {
        if (trusted.isEmpty()) return Optional.empty();
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate one : trusted) anchors.add(new TrustAnchor(one, null));
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

    /** Whether one of them names an issuer that is here, and was not signed by it. */
    private static boolean forged(List<X509Certificate> chain, List<X509Certificate> trusted) {
        List<X509Certificate> all = new ArrayList<>(chain);
        all.addAll(trusted);
        for (X509Certificate one : chain) {
            List<X509Certificate> issuers = all.stream()
                    .filter(other -> other.getSubjectX500Principal().equals(one.getIssuerX500Principal()))
                    .toList();
            if (!issuers.isEmpty() && issuers.stream().noneMatch(issuer -> signed(one, issuer))) return true;
        }
        return false;
    }

    private static boolean signed(X509Certificate one, X509Certificate issuer) {
        try {
            one.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The OCSP responder that a certificate names (RFC 5280 §4.2.2.1); null when it names none. */
    static @Nullable String responder(X509Certificate certificate) {
        try {
            var access = AuthorityInformationAccess.fromExtensions(
                    new JcaX509CertificateHolder(certificate).getExtensions());
            if (access == null) return null;
            for (AccessDescription one : access.getAccessDescriptions()) {
                boolean url = one.getAccessLocation().getTagNo() == GeneralName.uniformResourceIdentifier;
                if (url && one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                    return one.getAccessLocation().getName().toString();
                }
            }
            return null;
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return null;
        }
    }
}

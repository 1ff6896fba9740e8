package dev.stationmaster.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.certificate.KnownCertificates.Own;
import dev.stationmaster.platform.web.ApiProblem;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Certificates that belong to no station, and the way from any certificate up to its root. */
@RestController
class CertificateChainResource {
    private final KnownCertificates known;
    private final StationAuthorities authorities;
    private final StationCertificateStore store;

    CertificateChainResource(KnownCertificates known, StationAuthorities authorities, StationCertificateStore store) {
        this.known = known;
        this.authorities = authorities;
        this.store = store;
    }

    /**
     * One certificate of a chain.
     *
     * @param root whether it signed itself
     * @param roles what it is for here: server, stationAuthority, trustedForStations, plugAndChargeTest or plugAndCharge
     * @param certificate PEM
     */
    record Link(
            String subject,
            String issuer,
            String serialNumber,
            String fingerprint,
            Instant notBefore,
            Instant notAfter,
            String key,
            boolean root,
            boolean revoked,
            List<String> roles,
            String certificate) {}

    /**
     * @param complete whether the last one is a root
     * @param items from the one asked for up to its root, as far as the issuers are known
     */
    record CertificateChain(boolean complete, List<Link> items) {}

    /** @param fingerprint SHA-256 of the certificate, hexadecimal */
    @GetMapping("/api/v1/certificate-chains/{fingerprint}")
    CertificateChain chain(@PathVariable String fingerprint) {
        known.refresh();
        X509Certificate first =
                known.find(fingerprint).orElseThrow(() -> ApiProblem.notFound("certificate", fingerprint));
        List<X509Certificate> chain = known.chain(first);
        List<Own> own = known.own();
        return new CertificateChain(
                KnownCertificates.isRoot(chain.getLast()),
                chain.stream().map(one -> link(one, own)).toList());
    }

    private Link link(X509Certificate one, List<Own> own) {
        return new Link(
                one.getSubjectX500Principal().getName(),
                StationAuthorities.issuer(one),
                Pem.serial(one),
                Pem.fingerprint(one),
                one.getNotBefore().toInstant(),
                one.getNotAfter().toInstant(),
                one.getPublicKey().getAlgorithm(),
                KnownCertificates.isRoot(one),
                authorities.isRevoked(one),
                own.stream()
                        .filter(it -> it.certificate().equals(one))
                        .map(it -> it.role().word())
                        .distinct()
                        .toList(),
                Pem.text(List.of(one)));
    }

    /**
     * A certificate that belongs to no station.
     *
     * @param role server, stationAuthority, trustedForStations, plugAndChargeTest or plugAndCharge
     * @param kind rsa, ecdsa, v2g, cps, mo, oem or ocsp; empty of a trusted station authority
     * @param id of one that an operator entered
     * @param root whether it signed itself
     * @param holders stations that list it as installed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuthorityCertificate(
            String role,
            String kind,
            @Nullable String name,
            @Nullable UUID id,
            String subject,
            String issuer,
            String serialNumber,
            String fingerprint,
            Instant notBefore,
            Instant notAfter,
            boolean root,
            int holders) {}

    /** They are few, so there are no pages. */
    record AuthorityCertificates(List<AuthorityCertificate> items) {}

    /** The server's own, our authorities, and those that are trusted. */
    @GetMapping("/api/v1/authority-certificates")
    AuthorityCertificates own() {
        known.refresh();
        List<Own> all = known.own();
        Map<String, Integer> holders = store.holders(
                all.stream().map(one -> Pem.fingerprint(one.certificate())).toList());
        return new AuthorityCertificates(all.stream()
                .map(one -> {
                    X509Certificate certificate = one.certificate();
                    String fingerprint = Pem.fingerprint(certificate);
                    return new AuthorityCertificate(
                            one.role().word(),
                            one.kind(),
                            one.name(),
                            one.id(),
                            certificate.getSubjectX500Principal().getName(),
                            StationAuthorities.issuer(certificate),
                            Pem.serial(certificate),
                            fingerprint,
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant(),
                            KnownCertificates.isRoot(certificate),
                            holders.getOrDefault(fingerprint, 0));
                })
                .toList());
    }
}

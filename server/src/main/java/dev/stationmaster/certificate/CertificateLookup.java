package dev.stationmaster.certificate;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Looks up for stations what became of certificates (M06; 2.1 M07). */
@Service
public class CertificateLookup {
    private static final Logger log = LoggerFactory.getLogger(CertificateLookup.class);
    /** How long a station should not ask again about a certificate that could not be looked up. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final Revocations revocations;
    private final AuthorityKeys keys;
    private final TrustAnchors anchors;
    private final AskableHosts hosts;
    private final Outside outside;
    private final InstantSource clock;

    CertificateLookup(
            Revocations revocations,
            AuthorityKeys keys,
            TrustAnchors anchors,
            AskableHosts hosts,
            Outside outside,
            InstantSource clock) {
        this.revocations = revocations;
        this.keys = keys;
        this.anchors = anchors;
        this.hosts = hosts;
        this.outside = outside;
        this.clock = clock;
    }

    /**
     * Whether the look-up worked, not whether the certificate is good (M06.FR.02).
     *
     * @param ocspResult Base64 of the DER; null when it did not work
     * @param reason why it did not; null when it did
     */
    public record Result(
            @Nullable String ocspResult, @Nullable String reason) {}

    /** @param longest characters that the answer may have on the wire */
    public Result status(String station, CertificateQuery query, int longest) {
        try {
            OcspAnswer answer = revocations.ask(OcspQuestion.of(query), query.responderUrl(), anchors.certificates());
            String text = Base64.getEncoder().encodeToString(answer.der());
            if (text.length() > longest) {
                throw new OcspFailed("the responder's answer has " + text.length() + " characters, the message takes "
                        + longest + "; a responder without a long chain helps");
            }
            return new Result(text, null);
        } catch (OcspFailed e) {
            log.warn(
                    "event=certificate-not-looked-up station={} serial={} reason=\"{}\"",
                    station,
                    query.serialNumber(),
                    e.getMessage());
            return new Result(null, e.getMessage());
        }
    }

    /**
     * What a responder or a list says of a certificate of the car's chain.
     *
     * @param status Good, Revoked, Unknown or Failed
     * @param nextUpdate when it pays to ask again
     */
    public record Standings(String status, Instant nextUpdate) {}

    /** @param source OCSP or CRL @param urls the first that answers is believed */
    public Standings standing(String station, CertificateQuery query, String source, List<String> urls) {
        List<String> reasons = new ArrayList<>();
        for (String url : urls) {
            try {
                var question = OcspQuestion.of(query);
                return source.equals("CRL") ? listed(question, url) : answered(question, url);
            } catch (OcspFailed e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        log.warn(
                "event=certificate-not-looked-up station={} serial={} reason=\"{}\"",
                station,
                query.serialNumber(),
                String.join("; ", reasons));
        return new Standings("Failed", clock.instant().plus(ASK_AGAIN));
    }

    private Standings answered(OcspQuestion question, String url) {
        OcspAnswer answer = revocations.ask(question, url, anchors.certificates());
        if (answer.signer() == null) throw new OcspFailed("nobody who may speak for the issuer signed the answer");
        String status =
                switch (answer.standing()) {
                    case GOOD -> "Good";
                    case REVOKED -> "Revoked";
                    case UNKNOWN -> "Unknown";
                };
        return new Standings(status, next(answer.nextUpdate()));
    }

    /** A list counts when its issuer, which must be known here, signed it and its time is not over (M07.FR.06, M07.FR.07). */
    private Standings listed(OcspQuestion question, String url) {
        byte[] der = outside.ask(hosts.checked(url), null, "", revocations.patience());
        try {
            var list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            X509Certificate issuer = known().stream()
                    .filter(question::isIssuedBy)
                    .findFirst()
                    .orElseThrow(
                            () -> new OcspFailed("the issuer is no trust anchor here, so its list proves nothing"));
            list.verify(issuer.getPublicKey());
            if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                throw new OcspFailed("the list is of another issuer");
            }
            var end = list.getNextUpdate();
            if (end != null && end.toInstant().isBefore(clock.instant())) {
                throw new OcspFailed("the list was good until " + end.toInstant() + " only");
            }
            boolean revoked = list.getRevokedCertificate(question.serialNumber()) != null;
            return new Standings(revoked ? "Revoked" : "Good", next(end == null ? null : end.toInstant()));
        } catch (GeneralSecurityException e) {
            throw new OcspFailed("the revocation list cannot be read, or is not signed by its issuer");
        }
    }

    private Collection<X509Certificate> known() {
        List<X509Certificate> all = new ArrayList<>(anchors.certificates());
        keys.all().forEach(one -> all.add(one.certificate()));
        return all;
    }

    private Instant next(@Nullable Instant nextUpdate) {
        return nextUpdate == null ? clock.instant().plus(ASK_AGAIN) : nextUpdate;
    }
}

package dev.stationmaster.certificate;

import dev.stationmaster.certificate.BuiltInAuthority.Revoked;
import dev.stationmaster.certificate.OcspAnswer.Standing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what became of certificates of the built-in authorities (RFC 6960). The authority that issued them signs the answer itself. */
@Component
class OcspResponder {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final int MOST_QUESTIONS = 20;

    private final AuthorityKeys keys;
    private final StationAuthorities authorities;
    private final IssuedStore issued;
    private final InstantSource clock;

    OcspResponder(AuthorityKeys keys, StationAuthorities authorities, IssuedStore issued, InstantSource clock) {
        this.keys = keys;
        this.authorities = authorities;
        this.issued = issued;
        this.clock = clock;
    }

    /** Empty when no authority of ours issued it. */
    Optional<OcspAnswer> answer(OcspQuestion question) {
        return issuer(question).map(issuer -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            byte[] der = response(issuer, List.of(question.id()), null, now);
            return new OcspAnswer(der, standing(question, issuer), now, now.plus(GOOD_FOR), issuer.certificate());
        });
    }

    /** The DER of an answer to the DER of a request, whatever that is. */
    byte[] answer(byte[] request) {
        try {
            var asked = new OCSPReq(request);
            List<CertificateID> ids = new ArrayList<>();
            for (Req one : asked.getRequestList()) ids.add(one.getCertID());
            if (ids.isEmpty() || ids.size() > MOST_QUESTIONS) return refusal(OCSPResponseStatus.MALFORMED_REQUEST);
            Optional<AuthorityKey> issuer = issuer(OcspQuestion.of(ids.getFirst()));
            for (CertificateID id : ids) {
                // One answer has one signer (RFC 6960 §4.2.2.3).
                if (issuer.isEmpty()
                        || !OcspQuestion.of(id).isIssuedBy(issuer.get().certificate())) {
                    return refusal(OCSPResponseStatus.UNAUTHORIZED);
                }
            }
            Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            return response(issuer.orElseThrow(), ids, nonce, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException | OcspFailed | IllegalArgumentException | ClassCastException e) {
            return refusal(OCSPResponseStatus.MALFORMED_REQUEST);
        }
    }

    private Optional<AuthorityKey> issuer(OcspQuestion question) {
        return keys.all().stream()
                .filter(one -> question.isIssuedBy(one.certificate()))
                .findFirst();
    }

    private Standing standing(OcspQuestion question, AuthorityKey issuer) {
        if (revoked(question, issuer).isPresent()) return Standing.REVOKED;
        String name = issuer.certificate().getSubjectX500Principal().getName();
        boolean ours = keys.all().stream()
                .map(AuthorityKey::certificate)
                .anyMatch(one -> one.getSerialNumber().equals(question.serialNumber())
                        && StationAuthorities.issuer(one).equals(name));
        return ours || issued.isOurs(name, question.serialNumber().toString(16)) ? Standing.GOOD : Standing.UNKNOWN;
    }

    private Optional<Revoked> revoked(OcspQuestion question, AuthorityKey issuer) {
        return authorities.revocation(
                issuer.certificate().getSubjectX500Principal().getName(), question.serialNumber());
    }

    private byte[] response(AuthorityKey issuer, List<CertificateID> ids, @Nullable Extension nonce, Instant now) {
        try {
            X509Certificate certificate = issuer.certificate();
            var builder = new BasicOCSPRespBuilder(new RespID(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())));
            for (CertificateID id : ids) {
                builder.addResponse(
                        id, status(OcspQuestion.of(id), issuer), Date.from(now), Date.from(now.plus(GOOD_FOR)), null);
            }
            if (nonce != null) builder.setResponseExtensions(new Extensions(nonce));
            boolean rsa = issuer.key().getAlgorithm().equals("RSA");
            var signer = new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA").build(issuer.key());
            X509CertificateHolder[] chain = {new JcaX509CertificateHolder(certificate)};
            var basic = builder.build(signer, chain, Date.from(now));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an OCSP answer cannot be made", e);
        }
    }

    private @Nullable CertificateStatus status(OcspQuestion question, AuthorityKey issuer) {
        return switch (standing(question, issuer)) {
            case GOOD -> CertificateStatus.GOOD;
            case UNKNOWN -> new UnknownStatus();
            case REVOKED ->
                new RevokedStatus(
                        Date.from(revoked(question, issuer).orElseThrow().at()), CRLReason.unspecified);
        };
    }

    private static byte[] refusal(int status) {
        try {
            return new OCSPRespBuilder().build(status, null).getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("a refusal of one number", e);
        }
    }
}

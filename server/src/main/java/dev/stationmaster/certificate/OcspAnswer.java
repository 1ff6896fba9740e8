package dev.stationmaster.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a responder says of one certificate.
 *
 * @param der the whole OCSPResponse (RFC 6960 §4.2.1), as it came
 * @param nextUpdate until when it may be used again; null when newer information is always there
 * @param signer who signed it with the right to do so; null when that is not known
 */
record OcspAnswer(
        byte[] der,
        Standing standing,
        Instant thisUpdate,
        @Nullable Instant nextUpdate,
        @Nullable X509Certificate signer) {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final int OF_OTHERS = 10;

    enum Standing {
        GOOD,
        REVOKED,
        /** The responder does not know the certificate. */
        UNKNOWN
    }

    /**
     * Reads an answer: it must be successful, about this very certificate, of now, and echo the nonce when it echoes any.
     *
     * @param known certificates among which the signer may be found, beside those in the answer
     * @param trusted responders and authorities that the operator trusts for any certificate
     * @throws OcspFailed saying what is wrong
     */
    static OcspAnswer read(
            byte[] der,
            OcspQuestion question,
            byte @Nullable [] nonce,
            Collection<X509Certificate> known,
            Collection<X509Certificate> trusted,
            Instant now) {
        try {
            var response = new OCSPResp(der);
            if (response.getStatus() != OCSPResp.SUCCESSFUL) {
                throw new OcspFailed("the responder refuses to answer, with status " + response.getStatus());
            }
            if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new OcspFailed("the answer is of an unknown kind");
            }
            checkNonce(basic, nonce);
            SingleResp single = Arrays.stream(basic.getResponses())
                    .filter(one -> question.isNamedBy(one.getCertID()))
                    .findFirst()
                    .orElseThrow(() -> new OcspFailed("the answer is not about this certificate"));
            Instant begin = single.getThisUpdate().toInstant();
            Date next = single.getNextUpdate();
            if (begin.isAfter(now.plus(SKEW))) throw new OcspFailed("the answer is of the future: " + begin);
            if (next != null && next.toInstant().isBefore(now.minus(SKEW))) {
                throw new OcspFailed("the answer was good until " + next.toInstant() + " only");
            }
            return new OcspAnswer(
                    der,
                    standing(single.getCertStatus()),
                    begin,
                    next == null ? null : next.toInstant(),
                    signer(basic, question, known, trusted, now));
        } catch (IOException | OCSPException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof OcspFailed failed) throw failed;
            throw new OcspFailed("the answer is no OCSP response");
        }
    }

    private static Standing standing(@Nullable CertificateStatus status) {
        if (status == CertificateStatus.GOOD) return Standing.GOOD;
        return status instanceof RevokedStatus ? Standing.REVOKED : Standing.UNKNOWN;
    }

    /** A responder may leave it out (RFC 6960 §4.4.1), but not say another. */
    private static void checkNonce(BasicOCSPResp basic, byte @Nullable [] nonce) {
        var echoed = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null || echoed == null) return;
        if (!Arrays.equals(echoed.getExtnValue().getOctets(), nonce)) {
            throw new OcspFailed("the answer carries another nonce: it is not to this question");
        }
    }

    /** The issuer itself, a responder that it appointed, or one that the operator trusts (RFC 6960 §4.2.2.2). */
    private static @Nullable X509Certificate signer(
            BasicOCSPResp basic,
            OcspQuestion question,
            Collection<X509Certificate> known,
            Collection<X509Certificate> trusted,
            Instant now)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> candidates = new ArrayList<>();
        X509CertificateHolder[] sent = basic.getCerts();
        for (X509CertificateHolder one : Arrays.copyOf(sent, Math.min(sent.length, OF_OTHERS))) {
            candidates.add(Pem.certificate(one.getEncoded()));
        }
        candidates.addAll(known);
        candidates.addAll(trusted);
        for (X509Certificate candidate : candidates) {
            boolean may = question.isIssuedBy(candidate)
                    || trusted.contains(candidate)
                    || appointed(candidate, question, candidates, now);
            if (may && signed(basic, candidate)) return candidate;
        }
        return null;
    }

    private static boolean appointed(
            X509Certificate candidate, OcspQuestion question, List<X509Certificate> others, Instant now)
            throws GeneralSecurityException {
        List<String> uses = candidate.getExtendedKeyUsage();
        boolean valid = !now.isBefore(candidate.getNotBefore().toInstant().minus(SKEW))
                && now.isBefore(candidate.getNotAfter().toInstant());
        if (!valid || uses == null || !uses.contains(OCSP_SIGNING)) return false;
        for (X509Certificate issuer : others) {
            if (question.isIssuedBy(issuer) && issued(candidate, issuer)) return true;
        }
        return false;
    }

    private static boolean issued(X509Certificate candidate, X509Certificate issuer) {
        try {
            candidate.verify(issuer.getPublicKey());
            return candidate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean signed(BasicOCSPResp basic, X509Certificate signer) {
        try {
            return basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
        } catch (OCSPException | OperatorCreationException e) {
            return false;
        }
    }
}

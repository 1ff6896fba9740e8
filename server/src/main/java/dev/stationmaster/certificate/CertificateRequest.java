package dev.stationmaster.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * A certificate signing request (PKCS#10) whose signature was checked and whose key is strong enough (A00.FR.508, A00.FR.509).
 *
 * @param commonName null when the subject has none
 * @param organisation null when the subject has none
 */
public record CertificateRequest(
        PKCS10CertificationRequest request,
        PublicKey key,
        @Nullable String commonName,
        @Nullable String organisation) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 224;

    /** The JDK has no curves below 256 bits any more, which stations may use. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /**
     * @param csr PEM; some stations leave the lines around the Base64 out
     * @throws CsrRefused when it is not readable, not signed by its own key, or the key is weak
     */
    static CertificateRequest read(String csr) {
        PKCS10CertificationRequest request = parsed(csr);
        try {
            PublicKey key =
                    new JcaPEMKeyConverter().setProvider(PROVIDER).getPublicKey(request.getSubjectPublicKeyInfo());
            boolean signed = request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(key));
            if (!signed) throw new CsrRefused("the request is not signed by its own key");
            strong(key);
            X500Name subject = request.getSubject();
            return new CertificateRequest(request, key, attribute(subject, BCStyle.CN), attribute(subject, BCStyle.O));
        } catch (PEMException | OperatorCreationException | PKCSException e) {
            throw new CsrRefused("the key or the signature of the request cannot be read");
        }
    }

    /** As RFC 4514 writes it. */
    String subject() {
        return request.getSubject().toString();
    }

    boolean rsa() {
        return key instanceof RSAPublicKey;
    }

    private static PKCS10CertificationRequest parsed(String csr) {
        try (var parser = new PEMParser(new StringReader(csr))) {
            if (csr.contains("-----BEGIN")) {
                if (parser.readObject() instanceof PKCS10CertificationRequest request) return request;
                throw new CsrRefused("csr is no PKCS#10 certificate request in PEM");
            }
            return new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(csr));
        } catch (IOException | RuntimeException e) {
            if (e instanceof CsrRefused refused) throw refused;
            throw new CsrRefused("csr is no PKCS#10 certificate request in PEM");
        }
    }

    private static void strong(PublicKey key) {
        switch (key) {
            case RSAPublicKey rsa
            when rsa.getModulus().bitLength() < LEAST_RSA_BITS ->
                throw new CsrRefused("an RSA key has at least 2048 bits, this one "
                        + rsa.getModulus().bitLength() + " (A00.FR.508)");
            case RSAPublicKey _ -> {}
            case ECPublicKey ec -> {
                int bits = ec.getParams().getCurve().getField().getFieldSize();
                if (bits < LEAST_EC_BITS)
                    throw new CsrRefused("an EC key has at least 224 bits, this one " + bits + " (A00.FR.509)");
            }
            default -> throw new CsrRefused("the key is " + key.getAlgorithm() + ", not RSA or EC");
        }
    }

    private static @Nullable String attribute(X500Name name, ASN1ObjectIdentifier type) {
        RDN[] found = name.getRDNs(type);
        return found.length == 0
                ? null
                : IETFUtils.valueToString(found[0].getFirst().getValue());
    }
}

package dev.stationmaster.firmware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manufacturer's signature over a whole firmware file (L01.FR.04, L01.FR.11; A00.FR.706, A00.FR.707): RSA-PSS or ECDSA, with SHA-256. Whether the
 * certificate leads to the manufacturer's root only the station can tell.
 */
final class FirmwareSignature {
    private static final int SHA256_BYTES = 32;

    private final String certificate;
    private final String signature;

    FirmwareSignature(String certificate, String signature) {
        this.certificate = certificate;
        this.signature = signature;
    }

    /** Opens the file that was signed; asked for as often as it is to be read. */
    @FunctionalInterface
    interface Image {
        InputStream open() throws IOException;
    }

    /**
     * What is wrong, in words.
     *
     * @param image null when the file is not ours: then only the certificate is looked at
     * @return empty when all is well
     */
    Optional<String> problem(@Nullable Image image, Instant now) {
        X509Certificate signer;
        byte[] bytes;
        try {
            signer = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
            signer.checkValidity(Date.from(now));
            bytes = Base64.getMimeDecoder().decode(signature);
        } catch (CertificateException e) {
            return Optional.of("the signing certificate is not valid: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("the signature is not Base64");
        }
        if (image == null) return Optional.empty();
        try {
            return verified(signer.getPublicKey(), bytes, image)
                    ? Optional.empty()
                    : Optional.of(
                            "the signature does not fit the file and the signing certificate (" + scheme(signer) + ")");
        } catch (GeneralSecurityException | IOException e) {
            return Optional.of("the signature cannot be checked: " + e.getMessage());
        }
    }

    private static String scheme(X509Certificate signer) {
        return signer.getPublicKey() instanceof RSAPublicKey
                ? "tried as RSA-PSS with SHA-256"
                : "tried as ECDSA with SHA-256";
    }

    private static boolean verified(PublicKey key, byte[] signature, Image image)
            throws GeneralSecurityException, IOException {
        if (key instanceof ECPublicKey)
            return verified(Signature.getInstance("SHA256withECDSA"), key, signature, image);
        if (!(key instanceof RSAPublicKey rsa)) throw new GeneralSecurityException("neither an RSA nor an EC key");
        // Salt as long as the hash, or as long as there is room: tools differ, and the standard does not say.
        int longest = (rsa.getModulus().bitLength() + 6) / 8 - SHA256_BYTES - 2;
        for (int salt : new int[] {SHA256_BYTES, longest}) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
            if (verified(pss, key, signature, image)) return true;
        }
        return false;
    }

    private static boolean verified(Signature verifier, PublicKey key, byte[] signature, Image image)
            throws GeneralSecurityException, IOException {
        verifier.initVerify(key);
        try (InputStream in = image.open()) {
            byte[] buffer = new byte[64 * 1024];
            for (int length; (length = in.read(buffer)) >= 0; ) verifier.update(buffer, 0, length);
        }
        try {
            return verifier.verify(signature);
        } catch (java.security.SignatureException shapeless) {
            return false;
        }
    }
}

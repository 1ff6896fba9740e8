package dev.stationmaster.simulator.station;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a station makes of a firmware file: whether its signature is right, and which version it is. */
final class FirmwareCheck {
    private static final Pattern VERSION = Pattern.compile("\\Aversion=([!-~]{1,50})\\s");

    private FirmwareCheck() {}

    static boolean isCertificate(String pem) {
        try {
            certificate(pem);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }

    static boolean isSigned(byte[] image, String pem, String signature) {
        try {
            var key = certificate(pem).getPublicKey();
            boolean rsa = key.getAlgorithm().equals("RSA");
            Signature verifier = Signature.getInstance(rsa ? "RSASSA-PSS" : "SHA256withECDSA");
            if (rsa) {
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            verifier.initVerify(key);
            verifier.update(image);
            return verifier.verify(Base64.getMimeDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A file that begins with {@code version=2.0.0} and a line break is that version; any other is named after its content. */
    static String version(byte[] image) {
        String begin = new String(image, 0, Math.min(image.length, 80), StandardCharsets.ISO_8859_1);
        Matcher said = VERSION.matcher(begin);
        if (said.find()) {
            return said.group(1);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(image);
            return "fw-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.stationmaster.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Certificates as text, and by their fingerprint. */
final class Pem {
    private Pem() {}

    /** @throws IllegalArgumentException when it is no certificate */
    static List<X509Certificate> certificates(String pem) {
        try {
            var bytes = pem.getBytes(StandardCharsets.UTF_8);
            List<X509Certificate> all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (all.isEmpty()) throw new IllegalArgumentException("holds no certificate");
            return all;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("is no PEM certificate", e);
        }
    }

    /** @throws IllegalArgumentException when it is no certificate */
    static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("no certificate", e);
        }
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate without encoding", e);
        }
    }

    static String text(List<X509Certificate> chain) {
        return chain.stream().map(Pem::text).collect(Collectors.joining());
    }

    static String text(Object one) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(one);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as PEM", e);
        }
        return text.toString();
    }

    /** SHA-256 of the DER, hexadecimal. */
    static String fingerprint(X509Certificate certificate) {
        return HexFormat.of().formatHex(hash("SHA-256", der(certificate)));
    }

    static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }

    /** Hexadecimal without leading zeros, as OCPP writes serial numbers. */
    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}

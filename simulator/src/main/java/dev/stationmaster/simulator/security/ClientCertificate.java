package dev.stationmaster.simulator.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What a station shows on security profile 3.
 *
 * @param chain its own certificate first
 */
public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
    /** @throws IllegalArgumentException when the text is no chain of certificates */
    public static List<X509Certificate> chain(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            var chain = CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("no certificate");
            }
            return chain;
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("no certificate", unreadable);
        }
    }

    /** As PEM, one after the other. */
    public static String pem(List<X509Certificate> chain) {
        var text = new StringBuilder();
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        for (var one : chain) {
            try {
                text.append("-----BEGIN CERTIFICATE-----\n")
                        .append(lines.encodeToString(one.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (GeneralSecurityException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "ClientCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}

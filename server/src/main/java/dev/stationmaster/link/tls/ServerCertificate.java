package dev.stationmaster.link.tls;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A certificate chain, the server's own first, and its private key. */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    /** @throws StartRefused naming the file when it cannot be used */
    static ServerCertificate read(Path certificate, Path key) {
        return new ServerCertificate(chain(certificate), key(key));
    }

    X509Certificate own() {
        return chain.getFirst();
    }

    private static List<X509Certificate> chain(Path file) {
        try (var in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) throw new StartRefused(file + " holds no certificate", null);
            return chain;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused(file + " is not a readable PEM certificate", e);
        }
    }

    private static PrivateKey key(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                var parser = new PEMParser(reader)) {
            for (Object entry; (entry = parser.readObject()) != null; ) {
                if (entry instanceof PEMKeyPair pair)
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                if (entry instanceof PrivateKeyInfo info) return new JcaPEMKeyConverter().getPrivateKey(info);
            }
        } catch (IOException e) {
            throw new StartRefused(file + " is not a readable PEM private key", e);
        }
        throw new StartRefused(file + " holds no unencrypted private key", null);
    }
}

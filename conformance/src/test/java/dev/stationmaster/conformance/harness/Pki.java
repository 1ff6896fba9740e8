package dev.stationmaster.conformance.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The laboratory's keys, its own certificate authorities, and what a station does to get a certificate. */
public final class Pki {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DAY = Duration.ofDays(1);

    private Pki() {}

    public static KeyPair ec() {
        return keys("EC", 256);
    }

    public static KeyPair rsa() {
        return keys("RSA", 2048);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An authority of the laboratory. */
    public record Authority(KeyPair keys, X509Certificate certificate) {
        public static Authority named(String name) {
            KeyPair keys = ec();
            Instant now = Instant.now();
            return new Authority(
                    keys,
                    Pki.certificate(
                            name, keys.getPublic(), name, keys.getPrivate(), now.minus(DAY), now.plus(DAY), true));
        }

        /** A client certificate that is valid now. */
        public X509Certificate issue(String commonName, PublicKey key) {
            Instant now = Instant.now();
            return issue(commonName, key, now.minus(DAY), now.plus(DAY));
        }

        public X509Certificate issue(String commonName, PublicKey key, Instant from, Instant to) {
            return Pki.certificate(
                    "O=Lab,CN=" + commonName,
                    key,
                    certificate.getSubjectX500Principal().getName(),
                    keys.getPrivate(),
                    from,
                    to,
                    false);
        }

        public String pem() {
            return Pki.pem(certificate);
        }
    }

    private static X509Certificate certificate(
            String subject,
            PublicKey key,
            String issuer,
            PrivateKey signer,
            Instant from,
            Instant to,
            boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                            new X500Name(issuer),
                            new BigInteger(100, new SecureRandom()).setBit(100),
                            Date.from(from),
                            Date.from(to),
                            new X500Name(subject),
                            key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS#10 request in PEM. */
    public static String csr(KeyPair keys, String commonName) {
        try {
            String algorithm = keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var builder =
                    new JcaPKCS10CertificationRequestBuilder(new X500Name("O=Lab,CN=" + commonName), keys.getPublic());
            return pem(builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    public static List<X509Certificate> chain(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("no chain in PEM: " + pem, e);
        }
    }

    /** The text as JSON. */
    public static String json(String text) {
        return JSON.writeValueAsString(text);
    }
}

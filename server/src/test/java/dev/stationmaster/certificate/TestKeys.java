package dev.stationmaster.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Keys, requests and certificates as stations and foreign authorities make them. */
final class TestKeys {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private TestKeys() {}

    static KeyPair make(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys that the JDK can use in TLS. */
    static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String csr(KeyPair keys, String subject) {
        return csr(keys, keys.getPrivate(), subject);
    }

    static String csr(KeyPair keys, PrivateKey signer, String subject) {
        try {
            String algorithm = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return Pem.text((Object) new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(PROVIDER)
                            .build(signer)));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param authority whether it may issue others */
    static X509Certificate certificate(
            String subject,
            KeyPair keys,
            String issuer,
            PrivateKey signer,
            Instant from,
            Instant to,
            boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                            new X500Name(issuer),
                            AuthorityKeys.serial(),
                            Date.from(from),
                            Date.from(to),
                            new X500Name(subject),
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}

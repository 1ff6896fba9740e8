package dev.stationmaster.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class FirmwareSignatureTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final byte[] IMAGE = "the firmware".getBytes(StandardCharsets.UTF_8);

    static KeyPair keys(String algorithm, int size) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static String certificate(KeyPair pair, String algorithm) throws Exception {
        return certificate(pair, algorithm, NOW);
    }

    /** Valid from a day before that time to a day after it. */
    static String certificate(KeyPair pair, String algorithm, Instant now) throws Exception {
        var name = new X500Name("CN=Acme Firmware");
        var made = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()));
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(made.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String pss(KeyPair pair, int salt) throws Exception {
        return pss(pair, salt, IMAGE);
    }

    static String pss(KeyPair pair, int salt, byte[] image) throws Exception {
        var signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        return signed(signer, pair, image);
    }

    private static String signed(Signature signer, KeyPair pair) throws Exception {
        return signed(signer, pair, IMAGE);
    }

    private static String signed(Signature signer, KeyPair pair, byte[] image) throws Exception {
        signer.initSign(pair.getPrivate());
        signer.update(image);
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    private static String problem(String certificate, String signature, byte[] image, Instant now) {
        return new FirmwareSignature(certificate, signature)
                .problem(() -> new ByteArrayInputStream(image), now)
                .orElse("");
    }

    @Test
    void anRsaPssSignatureIsVerifiedWhateverTheSalt() throws Exception {
        KeyPair pair = keys("RSA", 2048);
        String certificate = certificate(pair, "SHA256withRSA");
        assertThat(problem(certificate, pss(pair, 32), IMAGE, NOW)).isEmpty();
        assertThat(problem(certificate, pss(pair, 222), IMAGE, NOW)).isEmpty();
        assertThat(problem(certificate, pss(pair, 32), new byte[5], NOW)).contains("does not fit");
        assertThat(problem(certificate, pss(keys("RSA", 2048), 32), IMAGE, NOW)).contains("does not fit");
        assertThat(problem(certificate, "AAAA", IMAGE, NOW)).contains("does not fit");
    }

    @Test
    void anEcdsaSignatureIsVerified() throws Exception {
        KeyPair pair = keys("EC", 256);
        String certificate = certificate(pair, "SHA256withECDSA");
        String signature = signed(Signature.getInstance("SHA256withECDSA"), pair);
        assertThat(problem(certificate, signature, IMAGE, NOW)).isEmpty();
        assertThat(problem(certificate, signature, new byte[5], NOW)).contains("does not fit");
        assertThat(problem(certificate, "AAAA", IMAGE, NOW)).contains("does not fit");
    }

    @Test
    void aCertificateThatIsNoneOrHasExpiredIsTold() throws Exception {
        KeyPair pair = keys("EC", 256);
        String certificate = certificate(pair, "SHA256withECDSA");
        String signature = signed(Signature.getInstance("SHA256withECDSA"), pair);
        assertThat(problem(certificate, signature, IMAGE, NOW.plus(Duration.ofDays(3))))
                .contains("not valid");
        assertThat(problem("nothing", signature, IMAGE, NOW)).contains("not valid");
        assertThat(problem(certificate, "\u00e4", IMAGE, NOW)).isNotEmpty();
        assertThat(new FirmwareSignature(certificate, signature).problem(null, NOW))
                .isEmpty();
    }
}

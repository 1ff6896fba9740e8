package dev.stationmaster.link.tls;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates for trying out, made once and kept in a folder; only their owner may read the keys. */
final class SelfMade {
    private static final Duration LIFETIME = Duration.ofDays(825);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path folder;
    private final String hostName;
    private final Instant now;

    /** @param hostName null takes the machine's */
    SelfMade(Path folder, @org.jspecify.annotations.Nullable String hostName, Instant now) {
        this.folder = folder;
        this.hostName = hostName == null || hostName.isBlank() ? machineName() : hostName;
        this.now = now;
    }

    /** RSA with 2048 bits: OCPP 1.6J §6.2.1 allows no more. */
    ServerCertificate rsa() {
        return kept("rsa", "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA");
    }

    ServerCertificate ecdsa() {
        return kept("ecdsa", "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA");
    }

    private ServerCertificate kept(String name, String algorithm, AlgorithmParameterSpec size, String signature) {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + "-key.pem");
        if (Files.exists(certificate) && Files.exists(key)) {
            var present = ServerCertificate.read(certificate, key);
            Instant end = present.own().getNotAfter().toInstant();
            if (now.plus(RENEWED_BEFORE_END).isBefore(end)) return present;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            KeyPair pair = generator.generateKeyPair();
            Files.createDirectories(folder);
            // The key first: a certificate without its key would be taken for a finished pair.
            write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null).generate()), "rw-------");
            write(certificate, pem(certificate(pair, signature)), "rw-r--r--");
            return ServerCertificate.read(certificate, key);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new StartRefused("cannot make a certificate in " + folder, e);
        }
    }

    private X509CertificateHolder certificate(KeyPair pair, String signature)
            throws IOException, OperatorCreationException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Stationmaster")
                .addRDN(BCStyle.CN, hostName)
                .build();
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(96, new SecureRandom()).setBit(95),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(LIFETIME)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names()))
                .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()));
    }

    private GeneralName[] names() {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, hostName));
        if (!hostName.equals("localhost")) names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        return names.toArray(GeneralName[]::new);
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    /** Whole or not at all, and never readable for others, not even for a moment. */
    private static void write(Path file, String text, String permissions) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(
                parent,
                file.getFileName().toString(),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, text, StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String machineName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9.-]{1,64}") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}

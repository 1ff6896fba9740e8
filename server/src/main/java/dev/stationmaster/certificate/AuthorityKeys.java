package dev.stationmaster.certificate;

import dev.stationmaster.platform.masterkey.MasterKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The root and the issuing key of each built-in authority: made at the first use, kept wrapped in the database. */
@Component
class AuthorityKeys {
    private static final Logger log = LoggerFactory.getLogger(AuthorityKeys.class);
    private static final String PURPOSE = "authority-keys";
    private static final Duration ROOT_LIFETIME = Duration.ofDays(20 * 365);
    private static final Duration ISSUING_LIFETIME = Duration.ofDays(10 * 365);
    private static final Duration BACK_DATED = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuthorityStore store;
    private final MasterKey master;
    private final InstantSource clock;
    private final Endpoints endpoints;
    private final Map<String, AuthorityKey> known = new ConcurrentHashMap<>();

    /** What an authority signs with, and whom. */
    enum Kind {
        ECDSA("station"),
        RSA("station"),
        /** For trying out Plug & Charge, like those below; real ones are run by others. */
        V2G("V2G"),
        /** Certificate provisioning service; stands under the V2G root. */
        CPS("CPS"),
        /** Mobility operator: contracts. */
        MO("MO"),
        /** Maker of cars: provisioning certificates. */
        OEM("OEM");

        private final String whose;

        Kind(String whose) {
            this.whose = whose;
        }

        /** Whose root it stands under. */
        Kind top() {
            return this == CPS ? V2G : this;
        }

        /** In the paths of its revocation list. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String algorithm() {
            return this == RSA ? "RSA" : "EC";
        }

        String signature() {
            return this == RSA ? "SHA256withRSA" : "SHA256withECDSA";
        }

        private String key(String part) {
            return name().toLowerCase(Locale.ROOT) + "-" + part;
        }
    }

    AuthorityKeys(AuthorityStore store, MasterKey master, InstantSource clock, Endpoints endpoints) {
        this.store = store;
        this.master = master;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    AuthorityKey root(Kind kind) {
        Kind top = kind.top();
        return known.computeIfAbsent(top.key("root"), name -> get(name, top, null));
    }

    AuthorityKey issuing(Kind kind) {
        AuthorityKey root = root(kind);
        return known.computeIfAbsent(kind.key("issuing"), name -> get(name, kind, root));
    }

    /** Without making it. */
    Optional<AuthorityKey> present(Kind kind, boolean root) {
        String name = root ? kind.top().key("root") : kind.key("issuing");
        AuthorityKey here = known.get(name);
        if (here != null) return Optional.of(here);
        return store.find(name).map(row -> known.computeIfAbsent(name, _ -> opened(kind, row)));
    }

    private AuthorityKey get(String name, Kind kind, @Nullable AuthorityKey root) {
        var stored = store.find(name);
        if (stored.isEmpty()) {
            AuthorityKey made = make(kind, root);
            byte[] wrapped = master.wrap(PURPOSE, made.key().getEncoded());
            store.insert(name, new AuthorityStore.Row(Pem.der(made.certificate()), wrapped), clock.instant());
            log.info(
                    "event=authority-key-made name={} subject=\"{}\"",
                    name,
                    made.certificate().getSubjectX500Principal());
            stored = store.find(name);
        }
        return opened(kind, stored.orElseThrow());
    }

    private AuthorityKey opened(Kind kind, AuthorityStore.Row row) {
        try {
            var key = KeyFactory.getInstance(kind.algorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(master.unwrap(PURPOSE, row.wrappedKey())));
            return new AuthorityKey(Pem.certificate(row.certificate()), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored authority key cannot be read", e);
        }
    }

    private AuthorityKey make(Kind kind, @Nullable AuthorityKey root) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
            generator.initialize(
                    kind == Kind.RSA
                            ? new RSAKeyGenParameterSpec(root == null ? 3072 : 2048, RSAKeyGenParameterSpec.F4)
                            : new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = name(kind, root == null ? "root" : "issuing", pair.getPublic());
            Instant now = clock.instant();
            var extensions = new JcaX509ExtensionUtils();
            PublicKey signedBy =
                    root == null ? pair.getPublic() : root.certificate().getPublicKey();
            var builder = new JcaX509v3CertificateBuilder(
                            root == null
                                    ? subject
                                    : X500Name.getInstance(root.certificate()
                                            .getSubjectX500Principal()
                                            .getEncoded()),
                            serial(),
                            Date.from(now.minus(BACK_DATED)),
                            Date.from(now.plus(root == null ? ROOT_LIFETIME : ISSUING_LIFETIME)),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.basicConstraints,
                            true,
                            root == null ? new BasicConstraints(1) : new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(signedBy));
            if (root != null) endpoints.name(builder, kind, true);
            var signer =
                    new JcaContentSignerBuilder(kind.signature()).build(root == null ? pair.getPrivate() : root.key());
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new AuthorityKey(certificate, pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("an authority key cannot be made", e);
        }
    }

    /** All that were made so far: whoever issued something under our name is among them. */
    List<AuthorityKey> all() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(true, false).flatMap(root -> present(kind, root).stream()))
                .distinct()
                .toList();
    }

    /** The end of the name comes from the key: two servers' authorities must not look alike. */
    private static X500Name name(Kind kind, String part, PublicKey key) {
        String mark = HexFormat.of().withUpperCase().formatHex(Pem.hash("SHA-256", key.getEncoded()), 0, 4);
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Stationmaster")
                .addRDN(BCStyle.CN, "Stationmaster " + kind.whose + " " + part + " " + kind.name() + " " + mark)
                .build();
    }

    /** 127 random bits, positive. */
    static BigInteger serial() {
        return new BigInteger(126, RANDOM).setBit(126);
    }
}

package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.SettingKeys.CertificateAlgorithm;
import dev.stationmaster.settings.Settings;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;

/** The authority that comes with the server: a root and an issuing key for ECDSA and for RSA, and test ones for Plug & Charge. */
@Component
class BuiltInAuthority implements CertificateAuthority {
    /** The clock of a station may be behind ours. */
    private static final Duration BACK_DATED = Duration.ofHours(1);

    private static final Duration LIST_LIFETIME = Duration.ofDays(7);

    private final AuthorityKeys keys;
    private final Settings settings;
    private final InstantSource clock;
    private final Endpoints endpoints;

    BuiltInAuthority(AuthorityKeys keys, Settings settings, InstantSource clock, Endpoints endpoints) {
        this.keys = keys;
        this.endpoints = endpoints;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<X509Certificate> sign(CertificateRequest request, String certificateType, Duration lifetime) {
        return issue(
                kind(request, certificateType),
                subject(request),
                request.request().getSubjectPublicKeyInfo(),
                request.rsa(),
                lifetime);
    }

    /** A certificate of the test authorities, for a name that was checked; its own first, then the issuing one. */
    List<X509Certificate> issue(Kind kind, String commonName, SubjectPublicKeyInfo key, Duration lifetime) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Stationmaster")
                .addRDN(BCStyle.CN, commonName)
                .build();
        return issue(kind, subject, key, false, lifetime);
    }

    private List<X509Certificate> issue(
            Kind kind, X500Name subject, SubjectPublicKeyInfo key, boolean rsa, Duration lifetime) {
        AuthorityKey issuer = keys.issuing(kind);
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        Instant last = issuer.certificate().getNotAfter().toInstant();
        try {
            var extensions = new JcaX509ExtensionUtils();
            int usage = KeyUsage.digitalSignature | (rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement);
            var builder = new X509v3CertificateBuilder(
                            X500Name.getInstance(issuer.certificate()
                                    .getSubjectX500Principal()
                                    .getEncoded()),
                            AuthorityKeys.serial(),
                            Date.from(now.minus(BACK_DATED)),
                            Date.from(end.isBefore(last) ? end : last),
                            subject,
                            key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(issuer.certificate()));
            endpoints.name(builder, kind, false);
            var signer = new JcaContentSignerBuilder(kind.signature()).build(issuer.key());
            X509Certificate own = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return List.of(own, issuer.certificate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the built-in authority cannot sign", e);
        }
    }

    private Kind kind(CertificateRequest request, String certificateType) {
        if (certificateType.startsWith("V2G") || certificateType.equals(CombinedWanted.COMBINED)) return Kind.V2G;
        CertificateAlgorithm wanted = settings.get(SettingKeys.CERTIFICATE_ALGORITHM);
        return switch (wanted) {
            case LIKE_KEY -> request.rsa() ? Kind.RSA : Kind.ECDSA;
            case RSA -> Kind.RSA;
            case ECDSA -> Kind.ECDSA;
        };
    }

    /** Of what the station asked for we vouch for its name and organisation only. */
    private static X500Name subject(CertificateRequest request) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        if (request.organisation() != null) name.addRDN(BCStyle.O, request.organisation());
        return name.addRDN(BCStyle.CN, Objects.requireNonNull(request.commonName()))
                .build();
    }

    @Override
    public List<X509Certificate> stationAuthorities() {
        return Stream.of(Kind.ECDSA, Kind.RSA)
                .flatMap(kind -> Stream.of(true, false).flatMap(root -> keys.present(kind, root).stream()))
                .map(AuthorityKey::certificate)
                .toList();
    }

    /** What stations and others must trust to trust our certificates; made now when there is none yet. */
    List<X509Certificate> roots() {
        return Stream.of(Kind.ECDSA, Kind.RSA)
                .map(kind -> keys.root(kind).certificate())
                .toList();
    }

    /** Root and issuing certificate of an authority; made now when there are none yet. */
    List<X509Certificate> chain(Kind kind) {
        return List.of(keys.root(kind).certificate(), keys.issuing(kind).certificate());
    }

    /** A certificate that was taken back. */
    record Revoked(String issuer, BigInteger serialNumber, Instant at) {}

    /** A key's list of what it issued and took back (RFC 5280 §5), DER. @param root whether the root's, else the issuing key's */
    byte[] revocationList(Kind kind, boolean root, Collection<Revoked> all) {
        AuthorityKey issuer = root ? keys.root(kind) : keys.issuing(kind);
        Instant now = clock.instant();
        var name = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        var list = new X509v2CRLBuilder(name, Date.from(now)).setNextUpdate(Date.from(now.plus(LIST_LIFETIME)));
        String own = issuer.certificate().getSubjectX500Principal().getName();
        for (Revoked one : all) {
            if (own.equals(one.issuer()))
                list.addCRLEntry(one.serialNumber(), Date.from(one.at()), CRLReason.unspecified);
        }
        try {
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.getEpochSecond())));
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
            return list.build(new JcaContentSignerBuilder(kind.signature()).build(issuer.key()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the revocation list cannot be made", e);
        }
    }
}

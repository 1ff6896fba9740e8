package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.stereotype.Service;

/**
 * Certificates by which firmware is signed here, for stations whose maker leaves that to the operator. A station takes them when the issuing
 * certificate of the built-in authority is installed on it as a ManufacturerRootCertificate.
 */
@Service
public class FirmwareSigners {
    private static final String NAME = "Firmware signing";

    private final BuiltInAuthority authority;

    FirmwareSigners(BuiltInAuthority authority) {
        this.authority = authority;
    }

    /**
     * A key for one signature; it is kept nowhere.
     *
     * @param pem the certificate as it is sent to stations
     */
    public record Signer(PrivateKey key, X509Certificate certificate, String pem) {}

    /** A new key on the curve P-256 with its certificate. */
    public Signer make(Duration lifetime) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            var key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
            X509Certificate own =
                    authority.issue(Kind.ECDSA, NAME, key, lifetime).getFirst();
            return new Signer(pair.getPrivate(), own, Pem.text(own));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of every Java", e);
        }
    }

    /** What a station has to trust to trust what is signed here; PEM. */
    public String anchor() {
        return Pem.text(authority.chain(Kind.ECDSA).getLast());
    }
}

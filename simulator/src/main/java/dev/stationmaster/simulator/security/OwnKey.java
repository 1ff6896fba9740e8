package dev.stationmaster.simulator.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** A key pair of the station's, and the request (PKCS#10, RFC 2986) to certify it. */
public final class OwnKey {
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] ORGANISATION = Der.oid(2, 5, 4, 10);

    private final KeyPair pair;

    private OwnKey(KeyPair pair) {
        this.pair = pair;
    }

    /** @param rsa RSA with 2048 bits, else EC on P-256 */
    public static OwnKey make(boolean rsa) {
        try {
            var generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            generator.initialize(rsa ? 2048 : 256);
            return new OwnKey(generator.generateKeyPair());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public PrivateKey secret() {
        return pair.getPrivate();
    }

    public PublicKey open() {
        return pair.getPublic();
    }

    /** SHA-256 with ECDSA or RSA over the text in UTF-8, Base64. */
    public String sign(String text) {
        try {
            var rsa = pair.getPrivate().getAlgorithm().equals("RSA");
            var signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The request in PEM. @param organisation empty leaves it out */
    public String request(String commonName, String organisation) {
        var name = organisation.isEmpty()
                ? Der.sequence(attribute(COMMON_NAME, commonName))
                : Der.sequence(attribute(ORGANISATION, organisation), attribute(COMMON_NAME, commonName));
        var content = Der.sequence(Der.zero(), name, pair.getPublic().getEncoded(), Der.noAttributes());
        var rsa = pair.getPrivate().getAlgorithm().equals("RSA");
        var algorithm = rsa
                ? Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.nothing())
                : Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
        try {
            var signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            var der = Der.sequence(content, algorithm, Der.bits(signature.sign()));
            var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE REQUEST-----\n" + lines.encodeToString(der)
                    + "\n-----END CERTIFICATE REQUEST-----\n";
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] attribute(byte[] type, String value) {
        return Der.set(Der.sequence(type, Der.utf8(value)));
    }
}

package dev.stationmaster.certificate;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.CertificateID;

/**
 * One certificate as OCSP names it (RFC 6960 §4.1.1): by hashes of its issuer's name and key, and its serial number.
 *
 * @param hashAlgorithm SHA1, SHA256, SHA384 or SHA512
 * @param issuerNameHash hexadecimal, small letters
 * @param issuerKeyHash likewise
 */
record OcspQuestion(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, BigInteger serialNumber) {
    private static final Map<String, ASN1ObjectIdentifier> ALGORITHMS = Map.of(
            "SHA1", OIWObjectIdentifiers.idSHA1,
            "SHA256", NISTObjectIdentifiers.id_sha256,
            "SHA384", NISTObjectIdentifiers.id_sha384,
            "SHA512", NISTObjectIdentifiers.id_sha512);
    private static final int HEX = 16;

    /** As a station writes it. @throws OcspFailed when it makes no sense */
    static OcspQuestion of(CertificateQuery query) {
        if (!ALGORITHMS.containsKey(query.hashAlgorithm())) {
            throw new OcspFailed("hash algorithm " + query.hashAlgorithm() + " is unknown");
        }
        int bytes = Pem.hash(java(query.hashAlgorithm()), new byte[0]).length;
        try {
            return new OcspQuestion(
                    query.hashAlgorithm(),
                    hex(query.issuerNameHash(), bytes),
                    hex(query.issuerKeyHash(), bytes),
                    new BigInteger(query.serialNumber().strip().replaceFirst("^0[xX]", ""), HEX));
        } catch (IllegalArgumentException e) {
            throw new OcspFailed("a hash or the serial number cannot be read");
        }
    }

    /** Hexadecimal is what the standard asks for; Base64 is seen as well. */
    private static String hex(String text, int bytes) {
        String stripped = text.strip();
        byte[] read = stripped.length() == 2 * bytes
                ? HexFormat.of().parseHex(stripped)
                : Base64.getDecoder().decode(stripped);
        if (read.length != bytes) throw new IllegalArgumentException("length");
        return HexFormat.of().formatHex(read);
    }

    static OcspQuestion of(X509Certificate certificate, X509Certificate issuer) {
        return new OcspQuestion(
                "SHA256", nameHash("SHA256", issuer), keyHash("SHA256", issuer), certificate.getSerialNumber());
    }

    /** @throws OcspFailed for an algorithm that nobody knows */
    static OcspQuestion of(CertificateID id) {
        String algorithm = ALGORITHMS.entrySet().stream()
                .filter(one -> one.getValue().equals(id.getHashAlgOID()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new OcspFailed("an unknown hash algorithm"));
        return new OcspQuestion(
                algorithm,
                HexFormat.of().formatHex(id.getIssuerNameHash()),
                HexFormat.of().formatHex(id.getIssuerKeyHash()),
                id.getSerialNumber());
    }

    CertificateID id() {
        var algorithm =
                new AlgorithmIdentifier(Objects.requireNonNull(ALGORITHMS.get(hashAlgorithm)), DERNull.INSTANCE);
        return new CertificateID(new CertID(
                algorithm,
                new DEROctetString(HexFormat.of().parseHex(issuerNameHash)),
                new DEROctetString(HexFormat.of().parseHex(issuerKeyHash)),
                new ASN1Integer(serialNumber)));
    }

    /** Whether an answer is about this certificate, hashed in the same way. */
    boolean isNamedBy(CertificateID id) {
        return Objects.equals(ALGORITHMS.get(hashAlgorithm), id.getHashAlgOID())
                && Arrays.equals(id.getIssuerNameHash(), HexFormat.of().parseHex(issuerNameHash))
                && Arrays.equals(id.getIssuerKeyHash(), HexFormat.of().parseHex(issuerKeyHash))
                && serialNumber.equals(id.getSerialNumber());
    }

    boolean isIssuedBy(X509Certificate issuer) {
        return issuerKeyHash.equals(keyHash(hashAlgorithm, issuer))
                && issuerNameHash.equals(nameHash(hashAlgorithm, issuer));
    }

    private static String nameHash(String algorithm, X509Certificate issuer) {
        return HexFormat.of()
                .formatHex(Pem.hash(
                        java(algorithm), issuer.getSubjectX500Principal().getEncoded()));
    }

    private static String keyHash(String algorithm, X509Certificate issuer) {
        byte[] bits = SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        return HexFormat.of().formatHex(Pem.hash(java(algorithm), bits));
    }

    private static String java(String algorithm) {
        return algorithm.toUpperCase(Locale.ROOT).replaceFirst("SHA", "SHA-");
    }
}

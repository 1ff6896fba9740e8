package dev.stationmaster.conformance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The laboratory's mobility operator: a root, an authority below it, contracts, and an OCSP responder on this machine that speaks for both. */
public final class ContractPki implements AutoCloseable {
    private static final Duration DAY = Duration.ofDays(1);

    private final HttpServer http;
    private final Party root;
    private final Party sub;
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    private final List<BigInteger> asked = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile boolean impostor;

    /** Somebody with a key and a certificate. */
    public record Party(KeyPair keys, X509Certificate certificate) {}

    public ContractPki() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/ocsp", this::answer);
        http.start();
        root = party("CN=Lab MO root", null, true, Instant.now().plus(DAY));
        sub = party("CN=Lab MO sub", root, true, Instant.now().plus(DAY));
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/ocsp";
    }

    public Party root() {
        return root;
    }

    public Party sub() {
        return sub;
    }

    public Party contract(String emaid) {
        return contract(emaid, Instant.now().plus(DAY));
    }

    public Party contract(String emaid, Instant end) {
        return party("O=Lab,CN=" + emaid, sub, false, end);
    }

    /** A contract for the key that a car made itself. */
    public X509Certificate contract(String emaid, PublicKey key) {
        return certificate("O=Lab,CN=" + emaid, key, sub, false, Instant.now().plus(DAY));
    }

    /** A contract that somebody signed who only calls himself like the authority. */
    public Party forged(String emaid) {
        Party other = party("CN=Lab MO sub", root, true, Instant.now().plus(DAY));
        return party("O=Lab,CN=" + emaid, other, false, Instant.now().plus(DAY));
    }

    /** From now on the responder says that it is revoked. */
    public void revoke(Party party) {
        revoked.add(party.certificate().getSerialNumber());
    }

    /** From now on the responder answers nothing but errors. */
    public void fallSilent() {
        silent = true;
    }

    /** From now on somebody else signs the answers. */
    public void letSomebodyElseAnswer() {
        impostor = true;
    }

    /** How often the responder was asked about this one. */
    public long asked(Party party) {
        return asked.stream()
                .filter(party.certificate().getSerialNumber()::equals)
                .count();
    }

    /** The OCSPRequestData of OCPP for a certificate. */
    public String hashData(Party party, Party issuer, String algorithm) {
        X509Certificate above = issuer.certificate();
        byte[] key = SubjectPublicKeyInfo.getInstance(above.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        return """
                {"hashAlgorithm":"%s","issuerNameHash":"%s","issuerKeyHash":"%s","serialNumber":"%s","responderURL":"%s"}""".formatted(
                        algorithm,
                        hash(algorithm, above.getSubjectX500Principal().getEncoded()),
                        hash(algorithm, key),
                        party.certificate().getSerialNumber().toString(16),
                        url());
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm.replace("SHA", "SHA-"))
                            .digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Party party(String subject, Party issuer, boolean authority, Instant end) {
        KeyPair keys = Pki.ec();
        var signer = issuer == null ? new Party(keys, null) : issuer;
        return new Party(keys, certificate(subject, keys.getPublic(), signer, authority, end));
    }

    /** @param issuer one without a certificate signs its own */
    private X509Certificate certificate(String subject, PublicKey key, Party issuer, boolean authority, Instant end) {
        var name = new X500Name(subject);
        try {
            var builder = new JcaX509v3CertificateBuilder(
                            issuer.certificate == null
                                    ? name
                                    : X500Name.getInstance(issuer.certificate
                                            .getSubjectX500Principal()
                                            .getEncoded()),
                            new BigInteger(100, new SecureRandom()).setBit(100),
                            Date.from(end.minus(DAY).minus(DAY)),
                            Date.from(end),
                            name,
                            key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.authorityInfoAccess,
                            false,
                            new AuthorityInformationAccess(
                                    AccessDescription.id_ad_ocsp,
                                    new GeneralName(GeneralName.uniformResourceIdentifier, url())));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            boolean right = exchange.getRequestMethod().equals("POST") && "application/ocsp-request".equals(type);
            if (silent || !right) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            byte[] answer = answer(new OCSPReq(request));
            exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (GeneralSecurityException | OCSPException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] answer(OCSPReq request)
            throws IOException, GeneralSecurityException, OCSPException, OperatorCreationException {
        CertificateID first = request.getRequestList()[0].getCertID();
        Party issuer = List.of(root, sub).stream()
                .filter(one -> named(first, one))
                .findFirst()
                .orElseThrow();
        var builder = new BasicOCSPRespBuilder(new RespID(X500Name.getInstance(
                issuer.certificate.getSubjectX500Principal().getEncoded())));
        Instant now = Instant.now();
        for (Req one : request.getRequestList()) {
            BigInteger serial = one.getCertID().getSerialNumber();
            asked.add(serial);
            builder.addResponse(
                    one.getCertID(),
                    revoked.contains(serial)
                            ? new RevokedStatus(Date.from(now.minusSeconds(60)), CRLReason.keyCompromise)
                            : CertificateStatus.GOOD,
                    Date.from(now),
                    Date.from(now.plus(DAY)),
                    null);
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) builder.setResponseExtensions(new Extensions(nonce));
        KeyPair keys = impostor ? Pki.ec() : issuer.keys;
        X509CertificateHolder[] chain = {new JcaX509CertificateHolder(issuer.certificate)};
        var basic = builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()), chain, Date.from(now));
        return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
    }

    private static boolean named(CertificateID id, Party issuer) {
        byte[] key = SubjectPublicKeyInfo.getInstance(
                        issuer.certificate.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        int length = id.getIssuerKeyHash().length;
        String algorithm = length == 32 ? "SHA256" : length == 48 ? "SHA384" : "SHA512";
        return HexFormat.of().formatHex(id.getIssuerKeyHash()).equals(hash(algorithm, key));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

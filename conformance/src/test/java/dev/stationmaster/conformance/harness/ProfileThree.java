package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A station on security profile 3: what proves who it is, and how it connects with that. */
public record ProfileThree(
        Csms csms, Lab lab, String identity, String serialNumber, KeyPair keys, List<X509Certificate> chain) {
    /** Enters a station of profile 3 whose certificate is of an authority that the laboratory uploads. */
    public static ProfileThree station(Csms csms, Lab lab, KeyPair keys) {
        Pki.Authority authority = trusted(lab);
        String identity = lab.newStation(",\"securityProfile\":3,\"serialNumber\":\"SN-1\"");
        return new ProfileThree(csms, lab, identity, "SN-1", keys, List.of(authority.issue("SN-1", keys.getPublic())));
    }

    /** An authority of the laboratory whose station certificates the server trusts from now on. */
    public static Pki.Authority trusted(Lab lab) {
        Pki.Authority authority = Pki.Authority.named("CN=Lab root " + System.nanoTime());
        Operator.Answer uploaded = lab.operator()
                .send("POST", "/station-cas", "{\"name\":\"lab\",\"certificate\":" + Pki.json(authority.pem()) + "}");
        assertThat(uploaded.status())
                .as("uploading a root: %s", uploaded.body())
                .isEqualTo(201);
        return authority;
    }

    /** The same station with another certificate. */
    public ProfileThree showing(KeyPair other, X509Certificate... certificates) {
        return new ProfileThree(csms, lab, identity, serialNumber, other, List.of(certificates));
    }

    /** The way in, without an Authorization header. */
    public Socket socket(String subprotocol) {
        return Socket.of(csms, identity)
                .offering(subprotocol)
                .tls(TlsClient.context(keys.getPrivate(), chain.toArray(X509Certificate[]::new)));
    }

    /** Sends a request for a certificate, which must be answered Accepted. @return the keys that belong to it */
    public static KeyPair request(ScriptedStation station, KeyPair keys, String commonName, String more) {
        JsonNode answer =
                station.call("SignCertificate", "{\"csr\":" + Pki.json(Pki.csr(keys, commonName)) + more + "}");
        assertThat(answer.get("status").asString())
                .as("SignCertificate: %s", answer)
                .isEqualTo("Accepted");
        return keys;
    }

    /** Looks at the chain of a CertificateSigned as the cases want it. */
    public static X509Certificate checked(CallFromCsms signed, KeyPair keys, String commonName) {
        String pem = signed.payload().get("certificateChain").asString();
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----");
        List<X509Certificate> chain = Pki.chain(pem);
        X509Certificate own = chain.getFirst();
        assertThat(own.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(own.getSubjectX500Principal().getName()).contains("CN=" + commonName);
        assertThat(own.getNotBefore()).isBefore(new java.util.Date());
        assertThat(own.getSerialNumber().signum()).isPositive();
        for (int i = 1; i < chain.size(); i++) {
            X509Certificate issuer = chain.get(i);
            assertThat(chain.get(i - 1).getIssuerX500Principal()).isEqualTo(issuer.getSubjectX500Principal());
        }
        switch (own.getPublicKey()) {
            case RSAPublicKey rsa -> {
                assertThat(rsa.getModulus().bitLength()).isGreaterThanOrEqualTo(2048);
                assertThat(own.getSigAlgName()).contains("RSA");
            }
            case ECPublicKey ec -> {
                assertThat(ec.getParams().getCurve().getField().getFieldSize()).isGreaterThanOrEqualTo(224);
                assertThat(own.getSigAlgName()).contains("ECDSA");
            }
            default -> throw new AssertionError(own.getPublicKey());
        }
        return own;
    }
}

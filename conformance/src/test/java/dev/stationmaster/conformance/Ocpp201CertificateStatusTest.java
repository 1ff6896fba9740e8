package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.ContractPki;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OCPP 2.0.1 block M: contract certificates for cars (M01, M02), and what stations ask about certificates (M06). */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201CertificateStatusTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static ContractPki pki;

    @BeforeAll
    static void open() {
        pki = new ContractPki();
    }

    @AfterAll
    static void close() {
        pki.close();
    }

    @BeforeEach
    void allow(Lab lab) {
        Operator.Answer set = lab.operator().send("PATCH", "/settings", "{\"ocspResponders\":\"127.0.0.1\"}");
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    private static JsonNode status(Lab.Play play, String hashData) {
        return play.station().call("GetCertificateStatus", "{\"ocspRequestData\":" + hashData + "}");
    }

    private static CertificateStatus said(JsonNode answer, ContractPki.Party issuer) throws Exception {
        assertThat(answer.path("status").asString("")).isEqualTo("Accepted");
        var response =
                new OCSPResp(Base64.getDecoder().decode(answer.get("ocspResult").asString()));
        assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        var basic = (BasicOCSPResp) response.getResponseObject();
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .build(issuer.certificate().getPublicKey())))
                .isTrue();
        return basic.getResponses()[0].getCertStatus();
    }

    @OcaCase("TC_M_24")
    void theStatusOfEachSubAuthorityIsAskedOfItsResponder(Lab lab) throws Exception {
        try (var play = lab.booted201()) {
            for (String algorithm : List.of("SHA256", "SHA384", "SHA512")) {
                JsonNode answer = status(play, pki.hashData(pki.sub(), pki.root(), algorithm));
                assertThat(said(answer, pki.root())).isEqualTo(CertificateStatus.GOOD);
            }
            assertThat(pki.asked(pki.sub())).isEqualTo(3);
            var below = pki.contract("DE8LABC77777777");
            assertThat(said(status(play, pki.hashData(below, pki.sub(), "SHA256")), pki.sub()))
                    .isEqualTo(CertificateStatus.GOOD);
        }
    }

    /** The look-up worked, whatever came out (M06.FR.02); without an answer it failed (M06.FR.04). */
    @Test
    void aRevokedCertificateIsLookedUpAsWellAsAGoodOne(Lab lab) throws Exception {
        try (var play = lab.booted201();
                var other = new ContractPki()) {
            var revoked = other.contract("DE8LABC88888888");
            other.revoke(revoked);
            assertThat(said(status(play, other.hashData(revoked, other.sub(), "SHA256")), other.sub()))
                    .isInstanceOf(RevokedStatus.class);
            // Another time it comes from what is kept.
            status(play, other.hashData(revoked, other.sub(), "SHA256"));
            assertThat(other.asked(revoked)).isEqualTo(1);
            other.fallSilent();
            JsonNode silent = status(play, other.hashData(other.sub(), other.root(), "SHA256"));
            assertThat(silent.get("status").asString()).isEqualTo("Failed");
            assertThat(silent.has("ocspResult")).isFalse();
        }
    }

    @Test
    void aResponderThatIsNotAllowedIsNotAsked(Lab lab) {
        try (var play = lab.booted201();
                var other = new ContractPki()) {
            String inner = other.hashData(other.sub(), other.root(), "SHA256").replace("127.0.0.1", "localhost");
            JsonNode answer = status(play, inner);
            assertThat(answer.get("status").asString()).isEqualTo("Failed");
            assertThat(answer.at("/statusInfo/additionalInfo").asString()).contains("ocspResponders", "localhost");
            assertThat(other.asked(other.sub())).isZero();
        }
    }

    /** What the server says of certificates of its own test authorities, by HTTP and to a station. */
    @Test
    void theServerSpeaksForItsOwnAuthorities(Lab lab) throws Exception {
        String server = lab.csms().apiUrl().toString().replaceFirst("/api/v1$", "");
        X509Certificate root = Pki.chain(text(server + "/pki/mo-root.pem")).getFirst();
        X509Certificate sub = Pki.chain(text(server + "/pki/mo.pem")).getFirst();
        sub.verify(root.getPublicKey());
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var id = new CertificateID(
                digests.get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(root), sub.getSerialNumber());
        byte[] request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
        byte[] posted = bytes(HttpRequest.newBuilder(URI.create(server + "/pki/ocsp"))
                .header("Content-Type", "application/ocsp-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
        byte[] got = bytes(HttpRequest.newBuilder(URI.create(server + "/pki/ocsp/"
                + URLEncoder.encode(Base64.getEncoder().encodeToString(request), StandardCharsets.UTF_8))));
        for (byte[] der : List.of(posted, got)) {
            var basic = (BasicOCSPResp) new OCSPResp(der).getResponseObject();
            assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(root.getPublicKey())))
                    .isTrue();
            assertThat(basic.getResponses()[0].getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        }
        byte[] nonsense = bytes(HttpRequest.newBuilder(URI.create(server + "/pki/ocsp"))
                .header("Content-Type", "application/ocsp-request")
                .POST(HttpRequest.BodyPublishers.ofString("nonsense")));
        assertThat(new OCSPResp(nonsense).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        bytes(HttpRequest.newBuilder(URI.create(server + "/pki/mo-root.crl")))));
        list.verify(root.getPublicKey());
        assertThat(list.isRevoked(sub)).isFalse();
    }

    private static byte[] bytes(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static String text(String url) throws Exception {
        return new String(bytes(HttpRequest.newBuilder(URI.create(url))), StandardCharsets.UTF_8);
    }

    private static JsonNode pool(Lab.Play play, String action, String exiRequest) {
        return play.station().call("Get15118EVCertificate", """
                {"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"%s","exiRequest":"%s"}""".formatted(action, exiRequest));
    }

    private static byte[] exi(JsonNode answer) {
        assertThat(answer.path("status").asString("")).isEqualTo("Accepted");
        byte[] exi = Base64.getDecoder().decode(answer.get("exiResponse").asString());
        assertThat(exi).isNotEmpty();
        return exi;
    }

    /** EXI that only a car and its pool can read. */
    private static final String EXI = Base64.getEncoder()
            .encodeToString(new byte[] {(byte) 0x80, (byte) 0x98, 0x02, 0x10, 0x5f, 0x23, 0x11, 0x40});

    @OcaCase("TC_M_26")
    void aContractCertificateIsInstalled(Lab lab) {
        try (var play = lab.booted201()) {
            exi(pool(play, "Install", EXI));
        }
    }

    @OcaCase("TC_M_28")
    void aContractCertificateIsUpdated(Lab lab) {
        try (var play = lab.booted201()) {
            exi(pool(play, "Update", EXI));
        }
    }

    @Test
    void thePoolSaysWordByWordWhatTheLaboratoryWants(Lab lab) {
        try (var play = lab.booted201()) {
            String wanted = Base64.getEncoder().encodeToString("a laboratory's EXI".getBytes(StandardCharsets.UTF_8));
            assertThat(lab.operator()
                            .send("PUT", "/contract-pool/answers/Update", "{\"exiResponse\":\"" + wanted + "\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(pool(play, "Update", EXI).get("exiResponse").asString()).isEqualTo(wanted);
            assertThat(lab.operator()
                            .send("DELETE", "/contract-pool/answers/Update", null)
                            .status())
                    .isEqualTo(204);
            assertThat(pool(play, "Update", EXI).get("exiResponse").asString()).isNotEqualTo(wanted);
        }
    }

    /** From the operator's contract to the car that charges by it, and to the end of the contract. */
    @Test
    void aCarGetsItsContractAndIsKnownByIt(Lab lab) throws Exception {
        try (var play = lab.booted201()) {
            Operator.Answer made = lab.operator()
                    .send("POST", "/contracts", "{\"emaid\":\"DE-8LB-C55555555\",\"vehicle\":\"WLAB0000000000001\"}");
            assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
            KeyPair keys = Pki.ec();
            String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(("WLAB0000000000001\n" + key).getBytes(StandardCharsets.UTF_8));
            String request = """
                    {"test15118":"CertificateInstallationReq","vehicle":"WLAB0000000000001","publicKey":"%s","signature":"%s"}""".formatted(key, Base64.getEncoder().encodeToString(signature.sign()));
            JsonNode installed = JSON.readTree(exi(pool(
                    play, "Install", Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.UTF_8)))));
            assertThat(installed.get("emaid").asString()).isEqualTo("DE8LBC55555555");
            var chain = new StringBuilder();
            for (JsonNode one : installed.get("chain")) {
                byte[] der = Base64.getDecoder().decode(one.asString());
                chain.append(Pki.pem((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))));
            }
            String authorize = """
                    {"idToken":{"idToken":"DE8LBC55555555","type":"eMAID"},"certificate":%s}""".formatted(Pki.json(chain.toString()));
            assertThat(play.station()
                            .call("Authorize", authorize)
                            .get("certificateStatus")
                            .asString())
                    .isEqualTo("Accepted");
            String id = made.json().get("id").asString();
            assertThat(lab.operator()
                            .send("POST", "/contracts/" + id + "/revoke", null)
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("cancelled");
            JsonNode revoked = play.station().call("Authorize", authorize);
            assertThat(revoked.get("certificateStatus").asString()).isEqualTo("CertificateRevoked");
            assertThat(revoked.at("/idTokenInfo/status").asString()).isEqualTo("Invalid");
        }
    }
}

package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
    @Test
    void requestsOfAllUsualKeysAreRead() {
        for (KeyPair keys : new KeyPair[] {
            TestKeys.make("RSA", 2048), TestKeys.make("EC", 224), TestKeys.make("EC", 256), TestKeys.make("EC", 384)
        }) {
            CertificateRequest request = CertificateRequest.read(TestKeys.csr(keys, "O=Lab,CN=SN-1"));
            assertThat(request.commonName()).isEqualTo("SN-1");
            assertThat(request.organisation()).isEqualTo("Lab");
        }
    }

    @Test
    void theLinesAroundTheBase64MayBeMissing() {
        String pem = TestKeys.csr(TestKeys.ec(), "CN=SN-1");
        String bare = pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
        assertThat(CertificateRequest.read(bare).commonName()).isEqualTo("SN-1");
        assertThat(CertificateRequest.read(bare).organisation()).isNull();
    }

    @Test
    void weakKeysAreRefused() {
        refused(TestKeys.csr(TestKeys.make("RSA", 1024), "CN=SN-1"), "2048");
        refused(TestKeys.csr(TestKeys.make("EC", 192), "CN=SN-1"), "224");
    }

    @Test
    void aRequestMustBeSignedByItsOwnKey() {
        refused(TestKeys.csr(TestKeys.ec(), TestKeys.ec().getPrivate(), "CN=SN-1"), "own key");
    }

    @Test
    void whatIsNoRequestIsRefusedInWords() {
        for (String text : new String[] {
            "",
            "nonsense",
            "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
            "-----BEGIN CERTIFICATE REQUEST-----",
            "MIIB"
        }) refused(text, "PKCS#10");
    }

    private static void refused(String csr, String why) {
        assertThatThrownBy(() -> CertificateRequest.read(csr))
                .isInstanceOf(CsrRefused.class)
                .hasMessageContaining(why);
    }
}

package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** What 1.6 TC_086 and 2.0.1 TC_A_04, TC_A_06 check of the TLS endpoint. */
public final class TlsChecks {
    private TlsChecks() {}

    /** Each of the four suites works when it is offered alone, with a certificate as A00.FR.507–510 want it. */
    public static void fourSuites(URI server) throws IOException {
        for (String suite : new String[] {
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384"
        }) {
            var handshake = TlsClient.handshake(server, "TLSv1.2", suite);
            assertThat(handshake.cipherSuite()).isEqualTo(suite);
            certificate(handshake.certificate(), suite.contains("ECDSA"));
        }
    }

    private static void certificate(X509Certificate certificate, boolean ecdsa) {
        assertThat(certificate.getSerialNumber().signum()).isPositive();
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=");
        if (ecdsa) {
            var key = (ECPublicKey) certificate.getPublicKey();
            assertThat(key.getParams().getCurve().getField().getFieldSize()).isGreaterThanOrEqualTo(224);
        } else {
            assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                    .isGreaterThanOrEqualTo(2048);
        }
    }

    /** A handshake that offers nothing above TLS 1.1 is ended; the next one with 1.2 succeeds. */
    public static void oldVersionsRefused(URI server) throws IOException {
        assertThatThrownBy(() -> TlsClient.handshake(server, "TLSv1.1", "TLS_RSA_WITH_AES_128_CBC_SHA"))
                .isInstanceOf(IOException.class);
        TlsClient.handshake(server, "TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256");
    }
}

package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.conformance.harness.ProfileThree;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One certificate for the link and for ISO 15118 (withdrawn from certification, TC_A_13). */
@ExtendWith(CsmsUnderTest.class)
class CombinedCertificateTest {
    @Test
    void aCombinedCertificateStandsUnderTheV2gAuthorityAndNamesTheStation(Lab lab) {
        String serial = "SN-" + lab.unknownToken();
        try (var play = lab.booted201(",\"serialNumber\":\"" + serial + "\"")) {
            var asked = play.command("{\"type\":\"RenewCertificate\",\"certificateType\":\"CombinedCertificate\"}");
            CallFromCsms trigger = play.station().expect("TriggerMessage");
            assertThat(trigger.payload().get("requestedMessage").asString()).isEqualTo("SignCombinedCertificate");
            trigger.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            KeyPair keys = ProfileThree.request(play.station(), Pki.ec(), serial, "");
            CallFromCsms signed = play.station().expect("CertificateSigned");
            assertThat(signed.payload().has("certificateType")).isFalse();
            var own = ProfileThree.checked(signed, keys, serial);
            assertThat(own.getIssuerX500Principal().getName()).contains("V2G");
            signed.answer("{\"status\":\"Accepted\"}");
        }
    }
}

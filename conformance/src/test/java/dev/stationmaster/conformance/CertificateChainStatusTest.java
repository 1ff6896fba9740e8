package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.ContractPki;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OCPP 2.1 block M: what became of the certificates of a car's chain (M07). */
@ExtendWith(CsmsUnderTest.class)
class CertificateChainStatusTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void eachCertificateIsAskedAbout(Lab lab) {
        Operator.Answer set = lab.operator().send("PATCH", "/settings", "{\"ocspResponders\":\"127.0.0.1\"}");
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
        String identity = lab.newStation();
        try (var pki = new ContractPki();
                var play = lab.play(identity, lab.connect(identity, "ocpp2.1"))) {
            Lab.boot201(play.station(), "PowerUp");
            var revoked = pki.contract("DE8LABC66666666");
            pki.revoke(revoked);
            JsonNode answer = play.station()
                    .call(
                            "GetCertificateChainStatus",
                            "{\"certificateStatusRequests\":["
                                    + request(pki.hashData(pki.sub(), pki.root(), "SHA256")) + ","
                                    + request(pki.hashData(revoked, pki.sub(), "SHA384")) + "]}");
            assertThat(answer.at("/certificateStatus/0/status").asString()).isEqualTo("Good");
            assertThat(answer.at("/certificateStatus/1/status").asString()).isEqualTo("Revoked");
            assertThat(answer.at("/certificateStatus/1/nextUpdate").asString()).endsWith("Z");
        }
    }

    /** As in 2.0.1, but the responder stands beside the hashes. */
    private static String request(String hashData) {
        ObjectNode hash = (ObjectNode) JSON.readTree(hashData);
        String url = hash.get("responderURL").asString();
        hash.remove("responderURL");
        return "{\"source\":\"OCSP\",\"urls\":[\"http://127.0.0.1:9/nobody\",\"" + url + "\"],\"certificateHashData\":"
                + hash + "}";
    }
}

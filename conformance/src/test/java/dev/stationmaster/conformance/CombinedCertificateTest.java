package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.conformance.harness.ProfileThree;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

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

    @Test
    void itOpensTheDoorWhereThatIsAllowedAndElseIsRefusedBeforeTheStationIsSentAway(Csms csms, Lab lab) {
        String serial = "SN-" + lab.unknownToken();
        String identity = lab.newStation(",\"serialNumber\":\"" + serial + "\"");
        ProfileThree combined;
        ProfileThree forCars;
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            Lab.boot201(station, "PowerUp");
            var play = lab.play(identity, station);
            combined = renewed(csms, play, serial, "CombinedCertificate");
            forCars = renewed(csms, play, serial, "V2GCertificate");
            JsonNode refused = play.command("""
                    {"type":"RaiseSecurityProfile","to":3,
                     "connectionData":{"ocppCsmsUrl":"wss://csms.example/ocpp","ocppInterface":"Wired0","messageTimeout":30}}""").result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("combinedCertificates", "/station-cas");
        }
        var changed = lab.operator().send("PATCH", "/stations/" + identity, "{\"securityProfile\":3}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(combined.socket("ocpp2.0.1").refused()).isZero();
        try {
            setting(lab, "\"allow\"");
            try (var station = combined.socket("ocpp2.0.1").connect()) {
                Lab.boot201(station, "PowerUp");
                assertThat(lab.operator()
                                .get("/stations/" + identity)
                                .get("connected")
                                .asBoolean())
                        .isTrue();
            }
            assertThat(forCars.socket("ocpp2.0.1").refused()).isZero();
        } finally {
            setting(lab, "null");
        }
    }

    private static void setting(Lab lab, String value) {
        var set = lab.operator().send("PATCH", "/settings", "{\"combinedCertificates\":" + value + "}");
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    private static ProfileThree renewed(Csms csms, Lab.Play play, String serial, String type) {
        boolean named = !type.equals("CombinedCertificate");
        var asked = play.command("{\"type\":\"RenewCertificate\",\"certificateType\":\"" + type + "\"}");
        play.station().expect("TriggerMessage").answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        String more = named ? ",\"certificateType\":\"" + type + "\"" : "";
        KeyPair keys = ProfileThree.request(play.station(), Pki.ec(), serial, more);
        CallFromCsms signed = play.station().expect("CertificateSigned");
        signed.answer("{\"status\":\"Accepted\"}");
        String pem = signed.payload().get("certificateChain").asString();
        var lab = play.lab();
        lab.operator()
                .await(
                        "/stations/" + play.identity() + "/certificates",
                        shown -> shown.get("issued")
                                .valueStream()
                                .anyMatch(one ->
                                        one.get("certificateType").asString().equals(type)
                                                && one.get("state").asString().equals("inUse")));
        return new ProfileThree(csms, lab, play.identity(), serial, keys, Pki.chain(pem));
    }
}

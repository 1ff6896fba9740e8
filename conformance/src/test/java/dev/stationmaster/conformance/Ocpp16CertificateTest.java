package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.conformance.harness.ProfileThree;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.Times;
import dev.stationmaster.conformance.harness.TlsChecks;
import dev.stationmaster.conformance.harness.TlsClient;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 security extension: certificates and security profile 3. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16CertificateTest {
    @OcaCase("TC_074")
    void aRenewedCertificateOpensTheDoor(Csms csms, Lab lab) {
        for (KeyPair keys : List.of(Pki.ec(), Pki.rsa())) {
            var before = ProfileThree.station(csms, lab, Pki.ec());
            ProfileThree after;
            try (var station = before.socket("ocpp1.6").connect()) {
                boot16(station);
                CallFromCsms signed = renewal(lab, before.identity(), station, keys);
                var own = ProfileThree.checked(signed, keys, "SN-1");
                signed.answer("{\"status\":\"Accepted\"}");
                after = before.showing(keys, own);
            }
            lab.operator()
                    .await(
                            "/stations/" + before.identity() + "/certificates",
                            shown -> shown.get("issued")
                                    .get(0)
                                    .get("state")
                                    .asString()
                                    .equals("inUse"));
            try (var station = after.socket("ocpp1.6").connect()) {
                boot16(station);
                assertThat(station.isClosed()).isFalse();
            }
        }
    }

    /** The operator wants a new certificate, the station asks for it. @return the CALL that brings it */
    private static CallFromCsms renewal(Lab lab, String identity, ScriptedStation station, KeyPair keys) {
        var asked = lab.operator().command(identity, "{\"type\":\"RenewCertificate\"}");
        CallFromCsms trigger = station.expect("ExtendedTriggerMessage");
        assertThat(trigger.payload().toString()).isEqualTo("{\"requestedMessage\":\"SignChargePointCertificate\"}");
        trigger.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        ProfileThree.request(station, keys, "SN-1", "");
        return station.expect("CertificateSigned");
    }

    @OcaCase("TC_077")
    void aRejectedCertificateLeavesTheOldOneValid(Csms csms, Lab lab) {
        var before = ProfileThree.station(csms, lab, Pki.ec());
        try (var station = before.socket("ocpp1.6").connect()) {
            boot16(station);
            renewal(lab, before.identity(), station, Pki.ec()).answer("{\"status\":\"Rejected\"}");
            event(lab, before.identity(), station, "InvalidChargePointCertificate");
            assertThat(station.isClosed()).isFalse();
        }
        JsonNode request = lab.operator()
                .await(
                        "/signing-requests?station=" + before.identity(),
                        shown -> shown.get("items")
                                .get(0)
                                .get("state")
                                .asString()
                                .equals("rejected"));
        assertThat(request.get("items").get(0).get("reason").asString()).contains("Rejected");
        try (var station = before.socket("ocpp1.6").connect()) {
            boot16(station);
        }
    }

    private static void event(Lab lab, String identity, ScriptedStation station, String type) {
        JsonNode answer = station.call(
                "SecurityEventNotification", "{\"type\":\"" + type + "\",\"timestamp\":\"" + Times.now() + "\"}");
        assertThat(answer.isEmpty()).isTrue();
        assertThat(lab.operator().get("/stations/" + identity + "/events").toString())
                .contains(type);
    }

    @OcaCase("TC_075_1")
    void aManufacturerRootIsInstalled(Csms csms, Lab lab) {
        try (var play = lab.booted16()) {
            install(play, "ManufacturerRootCertificate", "ManufacturerRootCertificate", "Accepted");
            listed(play, "ManufacturerRootCertificate", "ManufacturerRootCertificate", "SHA256");
        }
    }

    @OcaCase("TC_075_2")
    void aCentralSystemRootIsInstalled(Csms csms, Lab lab) {
        try (var play = lab.booted16()) {
            install(play, "CentralSystemRootCertificate", "CSMSRootCertificate", "Accepted");
            listed(play, "CentralSystemRootCertificate", "CSMSRootCertificate", "SHA256");
        }
    }

    @OcaCase("TC_076")
    void aRootIsDeletedByTheHashTheStationGave(Csms csms, Lab lab) {
        for (String algorithm : List.of("SHA256", "SHA384", "SHA512")) {
            try (var play = lab.booted16()) {
                install(play, "CentralSystemRootCertificate", "CSMSRootCertificate", "Accepted");
                JsonNode hash = listed(play, "CentralSystemRootCertificate", "CSMSRootCertificate", algorithm);
                var asked = play.command("{\"type\":\"DeleteCertificate\",\"certificateHashData\":" + hash + "}");
                CallFromCsms delete = play.station().expect("DeleteCertificate");
                assertThat(delete.payload().get("certificateHashData")).isEqualTo(hash);
                delete.answer("{\"status\":\"Accepted\"}");
                assertThat(asked.status()).isEqualTo("Accepted");
                assertThat(play.shown("/certificates").get("items").size()).isZero();
            }
        }
    }

    @OcaCase("TC_078")
    void aRejectedRootIsNotShownAsInstalled(Csms csms, Lab lab) {
        try (var play = lab.booted16()) {
            install(play, "CentralSystemRootCertificate", "CSMSRootCertificate", "Rejected");
            event(lab, play.identity(), play.station(), "InvalidCentralSystemCertificate");
            assertThat(play.shown("/certificates").get("items").size()).isZero();
        }
    }

    private static void install(Lab.Play play, String word, String shownAs, String answer) {
        String pem = Pki.Authority.named("CN=Root to install").pem();
        var asked = play.command("{\"type\":\"InstallCertificate\",\"certificateType\":\"" + word
                + "\",\"certificate\":" + Pki.json(pem) + "}");
        CallFromCsms install = play.station().expect("InstallCertificate");
        assertThat(install.payload().get("certificateType").asString()).isEqualTo(word);
        assertThat(install.payload().get("certificate").asString()).isEqualTo(pem);
        install.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        if (answer.equals("Accepted")) {
            JsonNode shown = play.shown("/certificates").get("items").get(0);
            assertThat(shown.get("certificateType").asString()).isEqualTo(shownAs);
            assertThat(shown.get("subject").asString()).isEqualTo("CN=Root to install");
        }
    }

    /** @return the hash data as the API shows them */
    private static JsonNode listed(Lab.Play play, String word, String shownAs, String algorithm) {
        var asked = play.command("{\"type\":\"GetInstalledCertificateIds\",\"certificateType\":\"" + word + "\"}");
        CallFromCsms list = play.station().expect("GetInstalledCertificateIds");
        assertThat(list.payload().toString()).isEqualTo("{\"certificateType\":\"" + word + "\"}");
        list.answer("""
                {"status":"Accepted","certificateHashData":[{"hashAlgorithm":"%s","issuerNameHash":"AbCd01","issuerKeyHash":"eF02","serialNumber":"7B"}]}""".formatted(algorithm));
        assertThat(asked.status()).isEqualTo("Accepted");
        JsonNode items = play.shown("/certificates").get("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).get("certificateType").asString()).isEqualTo(shownAs);
        JsonNode hash = items.get(0).get("certificateHashData");
        assertThat(hash.get("hashAlgorithm").asString()).isEqualTo(algorithm);
        assertThat(hash.get("issuerNameHash").asString()).isEqualTo("AbCd01");
        return hash;
    }

    @OcaCase("TC_083")
    void theSecurityProfileIsRaisedAndNeverLoweredAgain(Csms csms, Lab lab) {
        fromOneToTwo(csms, lab);
        fromTwoToThree(csms, lab);
    }

    private static void fromOneToTwo(Csms csms, Lab lab) {
        String identity;
        try (var play = lab.booted16()) {
            identity = play.identity();
            raise(play.lab(), identity, play.station(), 2);
        }
        var plain = Socket.of(csms, identity).offering("ocpp1.6").password(Lab.PASSWORD);
        var secure = Socket.of(csms, identity)
                .offering("ocpp1.6")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        // Until it has come back, the old profile still opens the door (A05.FR.08).
        plain.connect().close();
        try (var station = secure.connect()) {
            boot16(station);
            arrived(lab, identity, 2);
        }
        assertThat(plain.refused()).isBetween(400, 499);
        try (var station = secure.connect()) {
            boot16(station);
            assertThat(station.isClosed()).isFalse();
        }
    }

    private static void fromTwoToThree(Csms csms, Lab lab) {
        String identity = lab.newStation(",\"securityProfile\":2,\"serialNumber\":\"SN-1\"");
        var before = Socket.of(csms, identity)
                .offering("ocpp1.6")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        KeyPair keys = Pki.ec();
        ProfileThree after;
        try (var station = before.connect()) {
            boot16(station);
            CallFromCsms signed = renewal(lab, identity, station, keys);
            after = new ProfileThree(
                    csms, lab, identity, "SN-1", keys, List.of(ProfileThree.checked(signed, keys, "SN-1")));
            signed.answer("{\"status\":\"Accepted\"}");
            lab.operator()
                    .await(
                            "/stations/" + identity + "/certificates",
                            shown -> shown.get("issued")
                                    .get(0)
                                    .get("state")
                                    .asString()
                                    .equals("inUse"));
            raise(lab, identity, station, 3);
        }
        try (var station = after.socket("ocpp1.6").connect()) {
            boot16(station);
            arrived(lab, identity, 3);
        }
        assertThat(before.refused()).isBetween(400, 499);
        try (var station = after.socket("ocpp1.6").connect()) {
            boot16(station);
            assertThat(station.isClosed()).isFalse();
        }
    }

    private static void raise(Lab lab, String identity, ScriptedStation station, int to) {
        var asked = lab.operator().command(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + to + "}");
        CallFromCsms change = station.expect("ChangeConfiguration");
        assertThat(change.payload().toString()).isEqualTo("{\"key\":\"SecurityProfile\",\"value\":\"" + to + "\"}");
        change.answer("{\"status\":\"Accepted\"}");
        CallFromCsms reset = station.expect("Reset");
        assertThat(reset.payload().toString()).isEqualTo("{\"type\":\"Hard\"}");
        reset.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        JsonNode shown = lab.operator().get("/stations/" + identity);
        assertThat(shown.get("securityProfile").asInt()).isEqualTo(to - 1);
        assertThat(shown.get("nextSecurityProfile").asInt()).isEqualTo(to);
    }

    private static void arrived(Lab lab, String identity, int profile) {
        JsonNode shown = lab.operator().get("/stations/" + identity);
        assertThat(shown.get("securityProfile").asInt()).isEqualTo(profile);
        lab.operator()
                .await(
                        "/stations/" + identity + "/commands",
                        commands -> commands.get("items")
                                .valueStream()
                                .anyMatch(one -> one.get("type").asString().equals("RaiseSecurityProfile")
                                        && one.get("effect")
                                                .get("state")
                                                .asString()
                                                .equals("seen")));
        var back = lab.operator()
                .command(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":" + profile + "}")
                .result();
        assertThat(back.get("state").asString()).isEqualTo("refused");
    }

    @OcaCase("TC_087")
    void aClientCertificateOpensTheDoorAndBadOnesDoNot(Csms csms, Lab lab) throws IOException {
        TlsChecks.fourSuites(csms.secureStationUrl());
        TlsChecks.oldVersionsRefused(csms.secureStationUrl());
        Pki.Authority trusted = ProfileThree.trusted(lab);
        KeyPair keys = Pki.rsa();
        String identity = lab.newStation(",\"securityProfile\":3,\"serialNumber\":\"SN-1\"");
        var good =
                new ProfileThree(csms, lab, identity, "SN-1", keys, List.of(trusted.issue("SN-1", keys.getPublic())));
        try (var station = good.socket("ocpp1.6").connect()) {
            boot16(station);
        }
        Instant now = Instant.now();
        var unknown = Pki.Authority.named("CN=Nobody").issue("SN-1", keys.getPublic());
        var over = trusted.issue("SN-1", keys.getPublic(), now.minus(Duration.ofDays(2)), now.minusSeconds(60));
        var other = trusted.issue("SN-2", keys.getPublic());
        assertThat(good.showing(keys, unknown).socket("ocpp1.6").refused()).isZero();
        assertThat(good.showing(keys, over).socket("ocpp1.6").refused()).isZero();
        assertThat(good.showing(keys, other).socket("ocpp1.6").refused()).isEqualTo(403);
        var withPassword = Socket.of(csms, identity)
                .offering("ocpp1.6")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        assertThat(withPassword.refused()).isEqualTo(403);
        Operator.Answer taken = lab.operator()
                .send(
                        "POST",
                        "/revoked-certificates",
                        "{\"certificate\":" + Pki.json(Pki.pem(good.chain().getFirst())) + "}");
        assertThat(taken.status()).isEqualTo(204);
        assertThat(good.socket("ocpp1.6").refused()).isZero();
        var renewed = good.showing(keys, trusted.issue("SN-1", keys.getPublic()));
        try (var station = renewed.socket("ocpp1.6").connect()) {
            station.send("""
                    [2,"b","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One","chargePointSerialNumber":"SN-9"}]""");
            assertThat(station.awaitClosed()).isEqualTo(1008);
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
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

/** OCPP 2.0.1 blocks A and B: client certificates, their renewal, network profiles and the security profile. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201CertificateTest {
    @OcaCase("TC_A_07")
    void aGoodClientCertificate(Csms csms, Lab lab) throws IOException {
        TlsChecks.fourSuites(csms.secureStationUrl());
        var good = ProfileThree.station(csms, lab, Pki.ec());
        try (var station = good.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
        }
    }

    @OcaCase("TC_A_08")
    void badClientCertificates(Csms csms, Lab lab) {
        Pki.Authority trusted = ProfileThree.trusted(lab);
        KeyPair keys = Pki.ec();
        String identity = lab.newStation(",\"securityProfile\":3,\"serialNumber\":\"SN-1\"");
        var good =
                new ProfileThree(csms, lab, identity, "SN-1", keys, List.of(trusted.issue("SN-1", keys.getPublic())));
        Instant now = Instant.now();
        var unknown = Pki.Authority.named("CN=Nobody").issue("SN-1", keys.getPublic());
        var over = trusted.issue("SN-1", keys.getPublic(), now.minus(Duration.ofDays(2)), now.minusSeconds(60));
        var other = trusted.issue("SN-2", keys.getPublic());
        assertThat(good.showing(keys, unknown).socket("ocpp2.0.1").refused()).isZero();
        assertThat(good.showing(keys, over).socket("ocpp2.0.1").refused()).isZero();
        assertThat(good.showing(keys, other).socket("ocpp2.0.1").refused()).isEqualTo(403);
        assertThat(lab.operator().get("/connection-attempts").toString()).contains("wrong-certificate", "SN-2");
        try (var station = good.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
        }
        try (var station = good.socket("ocpp2.0.1").connect()) {
            station.send("""
                    [2,"b","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"Two","vendorName":"Acme","serialNumber":"SN-2"}}]""");
            assertThat(station.awaitClosed()).isEqualTo(1008);
        }
    }

    @OcaCase("TC_A_11")
    void aRenewedCertificateOpensTheDoor(Csms csms, Lab lab) {
        var before = ProfileThree.station(csms, lab, Pki.ec());
        KeyPair keys = Pki.ec();
        ProfileThree after;
        try (var station = before.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
            CallFromCsms signed = renewal(lab, before.identity(), station, keys);
            assertThat(signed.payload().get("certificateType").asString()).isEqualTo("ChargingStationCertificate");
            after = before.showing(keys, ProfileThree.checked(signed, keys, "SN-1"));
            signed.answer("{\"status\":\"Accepted\"}");
        }
        try (var station = after.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
            assertThat(station.isClosed()).isFalse();
        }
    }

    private static CallFromCsms renewal(Lab lab, String identity, ScriptedStation station, KeyPair keys) {
        var asked = lab.operator().command(identity, "{\"type\":\"RenewCertificate\"}");
        CallFromCsms trigger = station.expect("TriggerMessage");
        assertThat(trigger.payload().toString()).isEqualTo("{\"requestedMessage\":\"SignChargingStationCertificate\"}");
        trigger.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        ProfileThree.request(station, keys, "SN-1", "");
        return station.expect("CertificateSigned");
    }

    @OcaCase("TC_A_12")
    void aV2gCertificateIsSignedByTheV2gAuthority(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command("{\"type\":\"RenewCertificate\",\"certificateType\":\"V2GCertificate\"}");
            CallFromCsms trigger = play.station().expect("TriggerMessage");
            assertThat(trigger.payload().get("requestedMessage").asString()).isEqualTo("SignV2GCertificate");
            trigger.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            KeyPair keys =
                    ProfileThree.request(play.station(), Pki.ec(), "SECC-1", ",\"certificateType\":\"V2GCertificate\"");
            CallFromCsms signed = play.station().expect("CertificateSigned");
            assertThat(signed.payload().get("certificateType").asString()).isEqualTo("V2GCertificate");
            var own = ProfileThree.checked(signed, keys, "SECC-1");
            assertThat(own.getIssuerX500Principal().getName()).contains("V2G");
            signed.answer("{\"status\":\"Accepted\"}");
        }
    }

    @OcaCase("TC_A_14")
    void aRefusedCertificateLeavesTheOldOneValid(Csms csms, Lab lab) {
        var before = ProfileThree.station(csms, lab, Pki.ec());
        try (var station = before.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
            renewal(lab, before.identity(), station, Pki.ec()).answer("{\"status\":\"Rejected\"}");
            JsonNode answer = station.call(
                    "SecurityEventNotification",
                    "{\"type\":\"InvalidChargingStationCertificate\",\"timestamp\":\"" + Times.now() + "\"}");
            assertThat(answer.isEmpty()).isTrue();
            lab.operator()
                    .await(
                            "/stations/" + before.identity() + "/certificates",
                            shown -> shown.get("issued")
                                    .get(0)
                                    .get("state")
                                    .asString()
                                    .equals("rejected"));
            assertThat(station.isClosed()).isFalse();
        }
        try (var station = before.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
        }
    }

    @OcaCase("TC_A_19")
    void theSecurityProfileIsRaisedAndNeverLoweredAgain(Csms csms, Lab lab) {
        String identity;
        try (var play = lab.booted201()) {
            identity = play.identity();
            raise(play, 2);
        }
        var plain = Socket.of(csms, identity).offering("ocpp2.0.1").password(Lab.PASSWORD);
        var secure = Socket.of(csms, identity)
                .offering("ocpp2.0.1")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        plain.connect().close();
        try (var station = secure.connect()) {
            boot201(station, "ScheduledReset");
            assertThat(lab.operator()
                            .get("/stations/" + identity)
                            .get("securityProfile")
                            .asInt())
                    .isEqualTo(2);
        }
        assertThat(plain.refused()).isBetween(400, 499);

        KeyPair keys = Pki.rsa();
        ProfileThree three;
        Operator.Answer serial = lab.operator().send("PATCH", "/stations/" + identity, "{\"serialNumber\":\"SN-1\"}");
        assertThat(serial.status()).isEqualTo(200);
        try (var station = secure.connect()) {
            boot201(station, "PowerUp");
            CallFromCsms signed = renewal(lab, identity, station, keys);
            three = new ProfileThree(
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
            raise(new Lab.Play(lab, identity, station), 3);
        }
        try (var station = three.socket("ocpp2.0.1").connect()) {
            boot201(station, "ScheduledReset");
        }
        assertThat(secure.refused()).isBetween(400, 499);
        try (var station = three.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
            assertThat(station.isClosed()).isFalse();
        }
    }

    private static void raise(Lab.Play play, int to) {
        var asked = play.command("""
                {"type":"RaiseSecurityProfile","to":%d,"configurationSlot":2,"priority":["2","1"],"reset":"OnIdle",
                 "connectionData":{"ocppCsmsUrl":"wss://csms.example/ocpp","ocppInterface":"Wired0","messageTimeout":30}}""".formatted(to));
        CallFromCsms set = play.station().expect("SetNetworkProfile");
        JsonNode data = set.payload().get("connectionData");
        assertThat(set.payload().get("configurationSlot").asInt()).isEqualTo(2);
        assertThat(data.get("securityProfile").asInt()).isEqualTo(to);
        assertThat(data.get("ocppTransport").asString()).isEqualTo("JSON");
        assertThat(data.get("ocppVersion").asString()).isEqualTo("OCPP20");
        assertThat(data.get("ocppInterface").asString()).isEqualTo("Wired0");
        assertThat(data.get("messageTimeout").asInt()).isEqualTo(30);
        set.answer("{\"status\":\"Accepted\"}");
        CallFromCsms priority = play.station().expect("SetVariables");
        JsonNode variable = priority.payload().get("setVariableData").get(0);
        assertThat(variable.get("component").get("name").asString()).isEqualTo("OCPPCommCtrlr");
        assertThat(variable.get("variable").get("name").asString()).isEqualTo("NetworkConfigurationPriority");
        assertThat(variable.get("attributeValue").asString()).contains("2");
        priority.answer("""
                {"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"NetworkConfigurationPriority"}}]}""");
        CallFromCsms reset = play.station().expect("Reset");
        assertThat(reset.payload().get("type").asString()).isEqualTo("OnIdle");
        reset.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
    }

    private static final String NETWORK = """
            {"messageTimeout":30,"ocppCsmsUrl":"wss://csms.example/ocpp/x","ocppInterface":"Wireless1","ocppTransport":"JSON",\
            "ocppVersion":"OCPP20","securityProfile":2}""";

    @OcaCase("TC_B_42")
    void aNetworkProfileIsSet(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"SetNetworkProfile\",\"configurationSlot\":3,\"connectionData\":" + NETWORK + "}");
            CallFromCsms set = play.station().expect("SetNetworkProfile");
            assertThat(set.payload().get("configurationSlot").asInt()).isEqualTo(3);
            JsonNode data = set.payload().get("connectionData");
            assertThat(data.size()).isEqualTo(6);
            assertThat(data.get("ocppCsmsUrl").asString()).isEqualTo("wss://csms.example/ocpp/x");
            assertThat(data.get("ocppInterface").asString()).isEqualTo("Wireless1");
            assertThat(data.get("ocppTransport").asString()).isEqualTo("JSON");
            assertThat(data.get("ocppVersion").asString()).isEqualTo("OCPP20");
            assertThat(data.get("messageTimeout").asInt()).isEqualTo(30);
            assertThat(data.get("securityProfile").asInt()).isEqualTo(2);
            set.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
    }

    @OcaCase("TC_B_44")
    void aNetworkProfileThatTheStationCannotSet(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"SetNetworkProfile\",\"configurationSlot\":3,\"connectionData\":" + NETWORK + "}");
            play.station().expect("SetNetworkProfile").answer("{\"status\":\"Failed\"}");
            assertThat(asked.status()).isEqualTo("Failed");
            assertThat(play.shown("").has("nextSecurityProfile")
                            && !play.shown("").get("nextSecurityProfile").isNull())
                    .isFalse();
            play.station().call("Heartbeat", "{}");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsClient;
import dev.stationmaster.link.RawStation;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** How real stations knock: upgrades and sockets that are not by the book. */
@ExtendWith(CsmsUnderTest.class)
class SocketQuirkTest {
    private static final String BOOT = """
            [2,"1","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""";
    private static final String V16 = "Sec-WebSocket-Protocol: ocpp1.6";

    @Quirk("Q1")
    void aStationThatNamesNoVersionIsSpokenToInTheOneOfItsRecord(Lab lab) {
        String identity = lab.newStation(",\"assumedVersion\":\"ocpp1.6\"");
        try (RawStation station = lab.raw()) {
            RawStation.Answer answer = station.upgrade("/ocpp/" + identity, basic(identity));
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(station.ask(BOOT)).contains("\"Accepted\"");
            assertThat(shown(lab, identity).get("version").asString()).isEqualTo("ocpp1.6");
        }
        assertFinding(lab, identity, "subprotocol");
    }

    @Quirk("Q1")
    void noVersionIsGuessedForAStationOfWhichNothingIsKnown(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + identity, basic(identity)).status())
                    .isEqualTo(400);
        }
        assertThat(attempt(lab, identity).get("reason").asString()).isEqualTo("no-common-subprotocol");
    }

    @Quirk("Q2")
    void versionsMayComeInOddOrderWithBlanksAndEmptyItems(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            RawStation.Answer answer = station.upgrade(
                    "/ocpp/" + identity, basic(identity), "Sec-WebSocket-Protocol: ,ocpp1.6 ,, ocpp1.5,  ocpp2.0.1,");
            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("Sec-WebSocket-Protocol")).isEqualTo("ocpp2.0.1");
        }
    }

    @Quirk("Q3")
    void aStationThatSpeaksAnotherVersionThanItOfferedIsToldSoAndStaysConnected(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            station.upgrade("/ocpp/" + identity, basic(identity), "Sec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1");
            assertThat(station.ask(BOOT)).startsWith("[4,\"1\",\"ProtocolError\"");
            JsonNode finding = lab.finding(identity, "BootNotification", "other-version");
            assertThat(finding.get("message").asString()).contains("ocpp1.6");
            assertThat(station.ask("""
                    [2,"2","BootNotification",{"reason":"PowerUp","chargingStation":{"vendorName":"Acme","model":"Two"}}]""")).contains("\"Accepted\"");
        }
    }

    @Quirk("Q4")
    void aMissingConnectionHeaderIsForgiven(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            RawStation.Answer answer = station.request("GET /ocpp/" + identity + " HTTP/1.1\r\n"
                    + "Host: csms\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + basic(identity) + "\r\n" + V16 + "\r\n\r\n");
            assertThat(answer.status()).isEqualTo(101);
            assertThat(station.ask(BOOT)).contains("\"Accepted\"");
        }
        assertFinding(lab, identity, "connection-header");
    }

    @Quirk("Q5")
    void theIdentityIsTheLastSegmentWhateverStandsAroundIt(Lab lab) {
        String identity = lab.newStation();
        for (String path : new String[] {
            "/ocpp/" + identity + "/",
            "//ocpp//" + identity,
            "/ocpp/4/CBI/" + identity,
            "/ws://csms.example:9000/ocpp/" + identity,
            identity + "/" + identity
        }) {
            try (RawStation station = lab.raw()) {
                assertThat(station.upgrade(path.startsWith("/") ? path : "/" + path, basic(identity), V16)
                                .status())
                        .as(path)
                        .isEqualTo(101);
            }
        }
        assertFinding(lab, identity, "path");
    }

    @Quirk("Q6")
    void theIdentityIsFoundInAnyCaseAndWithBlanks(Lab lab) {
        String identity = lab.newStation();
        String other = identity.toLowerCase();
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + other, basic(other), V16).status())
                    .isEqualTo(101);
            assertThat(station.ask(BOOT)).contains("\"Accepted\"");
            assertThat(shown(lab, identity).get("connected").asBoolean()).isTrue();
        }
        assertFinding(lab, identity, "identity");

        String odd = "Site A|7 " + identity;
        lab.operator().send("POST", "/stations", "{\"id\":\"" + odd + "\",\"password\":\"" + Lab.PASSWORD + "\"}");
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/Site%20A%7C7%20" + identity, basic(odd), V16)
                            .status())
                    .isEqualTo(101);
            assertThat(station.ask(BOOT)).contains("\"Accepted\"");
            assertThat(shown(lab, odd).get("connected").asBoolean()).isTrue();
        }
    }

    @Quirk("Q7")
    void aQueryMeansNothing(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + identity + "?id=" + identity, basic(identity), V16)
                            .status())
                    .isEqualTo(101);
        }
        String nowhere = "nowhere" + identity;
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/" + nowhere + "?id=" + identity, basic(identity), V16)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(attempt(lab, nowhere).get("reason").asString()).isEqualTo("unknown-station");
    }

    @Quirk("Q8")
    void credentialsOfAnotherNameAreRefusedAndShown(Lab lab) {
        String identity = lab.newStation();
        for (String user : new String[] {"admin", ""}) {
            try (RawStation station = lab.raw()) {
                RawStation.Answer answer =
                        station.upgrade("/ocpp/" + identity, RawStation.basic(user, Lab.PASSWORD), V16);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
            }
        }
        JsonNode attempt = attempt(lab, identity);
        assertThat(attempt.get("reason").asString()).isEqualTo("wrong-credentials");
        assertThat(attempt.get("detail").asString()).contains("user name");
        assertThat(attempt.get("count").asInt()).isEqualTo(2);
    }

    @Quirk("Q9")
    void aPasswordOpensAsTextAsHexAndAsBytes(Lab lab) {
        byte[] key = {0x3A, 0, (byte) 0xFF, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
        String hex = HexFormat.of().formatHex(key);
        String identity = lab.newStation(",\"password\":\"" + hex + "\"");
        for (byte[] sent : new byte[][] {
            key, hex.getBytes(StandardCharsets.US_ASCII), hex.toUpperCase().getBytes(StandardCharsets.US_ASCII)
        }) {
            Socket.of(lab.csms(), identity)
                    .offering("ocpp1.6")
                    .credentials(identity, sent)
                    .connect()
                    .close();
        }
        assertThat(Socket.of(lab.csms(), identity)
                        .offering("ocpp1.6")
                        .password(hex.substring(2) + "00")
                        .refused())
                .isEqualTo(401);
        String asText = lab.newStation();
        String asHex = HexFormat.of().formatHex(Lab.PASSWORD.getBytes(StandardCharsets.UTF_8));
        Socket.of(lab.csms(), asText)
                .offering("ocpp1.6")
                .password(asHex)
                .connect()
                .close();
    }

    @Quirk("Q10")
    void aPasswordMayHoldColonsAndAnyLetters(Lab lab) {
        String password = "a:b::c:däß€-0123456";
        String identity = lab.newStation(",\"password\":\"" + password + "\"");
        Socket.of(lab.csms(), identity)
                .offering("ocpp1.6")
                .password(password)
                .connect()
                .close();
    }

    @Quirk("Q11")
    void anOldTlsStackWithoutServerNameIsServed(Lab lab) throws Exception {
        String identity = lab.newStation(",\"securityProfile\":2");
        URI server = lab.csms().secureStationUrl();
        SSLSocket socket = (SSLSocket)
                TlsClient.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getPort());
        SSLParameters old = socket.getSSLParameters();
        old.setProtocols(new String[] {"TLSv1.2"});
        old.setCipherSuites(new String[] {"TLS_RSA_WITH_AES_128_GCM_SHA256"});
        old.setServerNames(List.of());
        socket.setSSLParameters(old);
        try (RawStation station = new RawStation(socket)) {
            assertThat(station.upgrade("/ocpp/" + identity, basic(identity), V16)
                            .status())
                    .isEqualTo(101);
            assertThat(station.ask(BOOT)).contains("\"Accepted\"");
        }
    }

    @Quirk("Q19")
    void binaryFramesCloseTheSocketAndFragmentsAreOneMessage(Lab lab) {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            station.upgrade("/ocpp/" + identity, basic(identity), V16);
            byte[] boot = BOOT.getBytes(StandardCharsets.UTF_8);
            station.frame(RawStation.TEXT, Arrays.copyOfRange(boot, 0, 10));
            station.frame(0, Arrays.copyOfRange(boot, 10, 30));
            station.frame(0x80 | RawStation.PING, new byte[] {1});
            station.frame(0x80, Arrays.copyOfRange(boot, 30, boot.length));
            assertThat(station.nextText()).contains("\"Accepted\"");
            station.frame(0x80 | RawStation.BINARY, boot);
            assertThat(station.awaitClose().closeCode()).isEqualTo(1003);
        }
    }

    @Quirk("Q19")
    void aVeryLargeMessageIsTakenAndAnEndlessOneClosesTheSocket(Lab lab) {
        try (var play = lab.booted16()) {
            StringBuilder values = new StringBuilder();
            for (int i = 0; i < 4_000; i++) {
                values.append(i == 0 ? "" : ",").append("""
                        {"timestamp":"2026-03-01T08:%02d:%02dZ","sampledValue":[{"value":"%d","measurand":"Voltage","phase":"L1","unit":"V"}]}""".formatted(i / 60 % 60, i % 60, 200 + i % 60));
            }
            JsonNode answer = play.station().call("MeterValues", "{\"connectorId\":1,\"meterValue\":[" + values + "]}");
            assertThat(answer.isEmpty()).isTrue();
        }
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            station.upgrade("/ocpp/" + identity, basic(identity), V16);
            station.text("[2,\"1\",\"DataTransfer\",{\"vendorId\":\"a\",\"data\":\"" + "x".repeat(1_100_000) + "\"}]");
            assertThat(station.awaitClose().closeCode()).isEqualTo(1009);
        }
    }

    @Quirk("Q20")
    void aStationThatHasStoppedAnsweringIsAskedAgainWhenItIsBack(Lab lab) {
        try (var deaf = lab.booted16()) {
            var unheard = lab.operator()
                    .send(
                            "POST",
                            "/stations/" + deaf.identity() + "/calls",
                            "{\"action\":\"ClearCache\",\"payload\":{},\"timeoutSeconds\":1}");
            assertThat(unheard.status()).isEqualTo(504);
            assertThat(unheard.json().get("code").asString()).isEqualTo("station-silent");
            assertThat(deaf.station().call("Heartbeat", "{}").has("currentTime"))
                    .isTrue();
            try (var play = deaf.reconnected()) {
                var heard = play.call("ClearCache", "{}");
                play.station().expect("ClearCache").answer("{\"status\":\"Accepted\"}");
                assertThat(heard.result().get("result").get("status").asString())
                        .isEqualTo("Accepted");
            }
        }
    }

    private static JsonNode shown(Lab lab, String identity) {
        return lab.operator().get("/stations/" + Operator.encoded(identity));
    }

    private static JsonNode attempt(Lab lab, String identity) {
        for (JsonNode attempt :
                lab.operator().get("/connection-attempts?limit=500").get("items")) {
            if (attempt.get("identity").asString().equals(identity)) return attempt;
        }
        throw new AssertionError("no attempt of " + identity);
    }

    private static void assertFinding(Lab lab, String identity, String code) {
        assertThat(lab.finding(identity, "Connect", code).get("count").asInt()).isPositive();
    }
}

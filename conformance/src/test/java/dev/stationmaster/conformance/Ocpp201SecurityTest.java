package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsChecks;
import dev.stationmaster.conformance.harness.TlsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block A: who may connect, and how. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201SecurityTest {
    @OcaCase("TC_A_01")
    void theRightUserAndPassword(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity).offering("ocpp2.0.1").refused()).isEqualTo(401);
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            boot201(station, "PowerUp");
        }
    }

    @OcaCase("TC_A_02")
    void aUserThatIsNotTheStation(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp2.0.1")
                        .credentials(identity + "x", Lab.PASSWORD.getBytes(StandardCharsets.UTF_8))
                        .refused())
                .isEqualTo(401);
    }

    @OcaCase("TC_A_03")
    void aWrongPassword(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp2.0.1")
                        .password("Wrong*but-well_formed=1")
                        .refused())
                .isEqualTo(401);
        assertThat(Socket.of(csms, identity).offering("ocpp2.0.1").refused()).isEqualTo(401);
    }

    @OcaCase("TC_A_04")
    void fourCipherSuitesOnOnePort(Csms csms, Lab lab) throws IOException {
        TlsChecks.fourSuites(csms.secureStationUrl());
        secureSession(csms, lab);
    }

    @OcaCase("TC_A_06")
    void tlsBelow12IsRefused(Csms csms, Lab lab) throws IOException {
        TlsChecks.oldVersionsRefused(csms.secureStationUrl());
        secureSession(csms, lab);
    }

    private static void secureSession(Csms csms, Lab lab) {
        String identity = lab.newStation(",\"securityProfile\":2");
        try (var station = Socket.of(csms, identity)
                .offering("ocpp2.0.1")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context())
                .connect()) {
            boot201(station, "PowerUp");
        }
    }

    @OcaCase("TC_A_09")
    void aNewPasswordThatTheStationAccepts(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            String password = rotate(play, "Accepted");
            play.station().close();
            try (var station = Socket.of(csms, play.identity())
                    .offering("ocpp2.0.1")
                    .password(password)
                    .connect()) {
                boot201(station, "PowerUp");
            }
            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp2.0.1")
                            .password(Lab.PASSWORD)
                            .refused())
                    .isEqualTo(401);
        }
    }

    @OcaCase("TC_A_10")
    void aNewPasswordThatTheStationRejects(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            String password = rotate(play, "Rejected");
            play.station().close();
            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp2.0.1")
                            .password(password)
                            .refused())
                    .isEqualTo(401);
            try (var station = lab.connect(play.identity(), "ocpp2.0.1")) {
                boot201(station, "PowerUp");
            }
        }
    }

    private static String rotate(Lab.Play play, String answer) {
        var asked = play.command("{\"type\":\"ChangePassword\"}");
        CallFromCsms call = play.station().expect("SetVariables");
        assertThat(call.payload().get("setVariableData").size()).isEqualTo(1);
        JsonNode set = call.payload().get("setVariableData").get(0);
        assertThat(set.get("component").get("name").asString()).isEqualTo("SecurityCtrlr");
        assertThat(set.get("variable").get("name").asString()).isEqualTo("BasicAuthPassword");
        String password = set.get("attributeValue").asString();
        assertThat(password).matches("[A-Za-z0-9*\\-_=:+|@.]{16,40}");
        call.answer("""
                {"setVariableResult":[{"attributeStatus":"%s","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""".formatted(answer));
        assertThat(asked.status()).isEqualTo(answer);
        assertThat(play.shown("/messages").toString()).doesNotContain(password);
        return password;
    }

    @OcaCase("TC_B_58")
    void theSubprotocolIsChosenFromThoseOffered(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp0.1")
                        .password(Lab.PASSWORD)
                        .refused())
                .isEqualTo(400);
        try (var station = Socket.of(csms, identity)
                .offering("ocpp0.1", "ocpp2.0.1")
                .password(Lab.PASSWORD)
                .connect()) {
            assertThat(station.subprotocol()).isEqualTo("ocpp2.0.1");
        }
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
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
import java.util.HexFormat;
import org.junit.jupiter.api.extension.ExtendWith;

/** OCPP 1.6 security extension: passwords, TLS, and the choice of the subprotocol. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16SecurityTest {
    @OcaCase("TC_073")
    void aNewPasswordReplacesTheOldOne(Csms csms, Lab lab) {
        try (var play = lab.booted16()) {
            String hex = rotate(play, "Accepted");
            play.station().close();

            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp1.6")
                            .password(Lab.PASSWORD)
                            .refused())
                    .isEqualTo(401);
            byte[] key = HexFormat.of().parseHex(hex);
            try (var raw = Socket.of(csms, play.identity())
                    .offering("ocpp1.6")
                    .credentials(play.identity(), key)
                    .connect()) {
                boot16(raw);
            }
            try (var text = Socket.of(csms, play.identity())
                    .offering("ocpp1.6")
                    .password(hex)
                    .connect()) {
                boot16(text);
            }
        }
        try (var play = lab.booted16()) {
            String hex = rotate(play, "Rejected");
            play.station().close();
            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp1.6")
                            .password(hex)
                            .refused())
                    .isEqualTo(401);
            try (var old = lab.connect(play.identity(), "ocpp1.6")) {
                boot16(old);
            }
        }
    }

    /** The operator changes the password; the station answers so. @return the value that was sent */
    private static String rotate(Lab.Play play, String answer) {
        var asked = play.command("{\"type\":\"ChangePassword\"}");
        CallFromCsms call = play.station().expect("ChangeConfiguration");
        assertThat(call.payload().get("key").asString()).isEqualTo("AuthorizationKey");
        String value = call.payload().get("value").asString();
        assertThat(value).matches("([0-9a-fA-F]{2}){16,20}");
        call.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
        assertThat(play.shown("/messages").toString()).doesNotContain(value);
        return value;
    }

    @OcaCase("TC_085")
    void basicAuthentication(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity).offering("ocpp1.6").refused()).isEqualTo(401);
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
        }
        byte[] key = {0, 58, (byte) 0xff, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
        String hex = HexFormat.of().formatHex(key);
        String binary = lab.newStation(",\"password\":\"" + hex + "\"");
        try (var station = Socket.of(csms, binary)
                .offering("ocpp1.6")
                .credentials(binary, key)
                .connect()) {
            boot16(station);
        }
        try (var station = Socket.of(csms, binary)
                .offering("ocpp1.6")
                .credentials(binary, hex.getBytes(StandardCharsets.US_ASCII))
                .connect()) {
            boot16(station);
        }
    }

    @OcaCase("TC_086")
    void tlsWithFourSuites(Csms csms, Lab lab) throws IOException {
        TlsChecks.fourSuites(csms.secureStationUrl());
        TlsChecks.oldVersionsRefused(csms.secureStationUrl());
        String identity = lab.newStation(",\"securityProfile\":2");
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp1.6")
                        .password(Lab.PASSWORD)
                        .refused())
                .isBetween(400, 499);
        try (var station = Socket.of(csms, identity)
                .offering("ocpp1.6")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context())
                .connect()) {
            boot16(station);
        }
    }

    @OcaCase("TC_088")
    void theSubprotocolIsChosenFromThoseOffered(Csms csms, Lab lab) {
        String identity = lab.newStation();
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp0.1")
                        .password(Lab.PASSWORD)
                        .refused())
                .isEqualTo(400);
        try (var station = Socket.of(csms, identity)
                .offering("ocpp0.1", "ocpp1.6")
                .password(Lab.PASSWORD)
                .connect()) {
            assertThat(station.subprotocol()).isEqualTo("ocpp1.6");
        }
    }
}

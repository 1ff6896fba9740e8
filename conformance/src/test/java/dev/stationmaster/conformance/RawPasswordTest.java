package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A password that the operator sends letter by letter counts like one that the server made. */
@ExtendWith(CsmsUnderTest.class)
class RawPasswordTest {
    private static final String NEW = "sent-letter-by-letter-1";

    @Test
    void aPasswordSetThroughTheRawDoorLetsTheStationIn(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            rotate(play, "Accepted");
            play.station().close();
            try (var station = Socket.of(csms, play.identity())
                    .offering("ocpp2.0.1")
                    .password(NEW)
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

    @Test
    void aPasswordThatTheStationRejectsChangesNothing(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            rotate(play, "Rejected");
            play.station().close();
            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp2.0.1")
                            .password(NEW)
                            .refused())
                    .isEqualTo(401);
            try (var station = lab.connect(play.identity(), "ocpp2.0.1")) {
                boot201(station, "PowerUp");
            }
        }
    }

    @Test
    void anAuthorizationKeySetThroughTheRawDoorLetsTheStationIn(Csms csms, Lab lab) {
        String hex = "30313233343536373839414243444546";
        try (var play = lab.booted16()) {
            var asked = play.call("ChangeConfiguration", """
                    {"key":"AuthorizationKey","value":"%s"}""".formatted(hex));
            play.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            asked.result();
            play.station().close();
            Socket.of(csms, play.identity())
                    .offering("ocpp1.6")
                    .password(hex)
                    .connect()
                    .close();
            assertThat(Socket.of(csms, play.identity())
                            .offering("ocpp1.6")
                            .password(Lab.PASSWORD)
                            .refused())
                    .isEqualTo(401);
        }
    }

    private static void rotate(Lab.Play play, String answer) {
        var asked = play.call("SetVariables", """
                {"setVariableData":[{"attributeValue":"%s","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""".formatted(NEW));
        play.station().expect("SetVariables").answer("""
                {"setVariableResult":[{"attributeStatus":"%s","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""".formatted(answer));
        asked.result();
        assertThat(play.shown("/messages").toString()).doesNotContain(NEW);
    }
}

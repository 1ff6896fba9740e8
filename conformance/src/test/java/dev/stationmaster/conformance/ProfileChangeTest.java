package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.boot201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A change of the security profile ends by what is seen: the station on the new profile, whatever became of the reset. */
@ExtendWith(CsmsUnderTest.class)
class ProfileChangeTest {
    private static final String TO_TWO = "{\"type\":\"RaiseSecurityProfile\",\"to\":2}";

    private static Socket secure(Csms csms, String identity, String version) {
        return Socket.of(csms, identity)
                .offering(version)
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
    }

    /** What became of the flow, once its effect was seen. */
    private static JsonNode arrived(Lab lab, String identity) {
        return arrived(lab, identity, 2);
    }

    private static JsonNode arrived(Lab lab, String identity, int profile) {
        String path = "/stations/" + identity + "/commands";
        JsonNode shown = lab.operator().await(path, all -> state(raise(all)).equals("seen"));
        JsonNode station = lab.operator().get("/stations/" + identity);
        assertThat(station.get("securityProfile").asInt()).isEqualTo(profile);
        assertThat(station.hasNonNull("nextSecurityProfile")).isFalse();
        return raise(shown);
    }

    private static JsonNode raise(JsonNode commands) {
        return commands.get("items")
                .valueStream()
                .filter(one -> one.get("type").asString().equals("RaiseSecurityProfile"))
                .findFirst()
                .orElseThrow();
    }

    private static String state(JsonNode command) {
        return command.get("effect").get("state").asString();
    }

    @Test
    void aStationThatGoesBeforeItAnswersTheResetHasArrivedWhenItSpeaksOnTheNewProfile(Csms csms, Lab lab) {
        String identity = lab.newStation();
        Operator.Pending asked;
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
            asked = lab.operator().command(identity, TO_TWO);
            station.expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            station.expect("Reset");
            station.vanish();
        }
        JsonNode told = asked.result();
        assertThat(told.get("state").asString()).isEqualTo("answered");
        assertThat(told.get("status").asString()).isEqualTo("Accepted");
        assertThat(told.get("reason").asString()).contains("message 2 of 2");
        assertThat(state(told)).isEqualTo("awaited");
        try (var station = secure(csms, identity, "ocpp1.6").connect()) {
            station.call("Heartbeat", "{}");
            assertThat(arrived(lab, identity).get("state").asString()).isEqualTo("answered");
        }
        assertThat(Socket.of(csms, identity)
                        .offering("ocpp1.6")
                        .password(Lab.PASSWORD)
                        .refused())
                .isBetween(400, 499);
    }

    @Test
    void aRefusedResetLeavesTheDoorOpenAndWhatASilentStationAnswersShowsThatItIsThere(Csms csms, Lab lab) {
        String identity = lab.newStation();
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
            Operator.Pending asked = lab.operator().command(identity, TO_TWO);
            station.expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            station.expect("Reset").answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(asked.result().get("reason").asString()).contains("Rejected");
            assertThat(state(asked.result())).isEqualTo("awaited");
        }
        try (var station = secure(csms, identity, "ocpp1.6").connect()) {
            station.expect("TriggerMessage").answer("{\"status\":\"NotImplemented\"}");
            arrived(lab, identity);
        }
    }

    @Test
    void aStationThatGoesWithoutAnyAnswerHasTakenItWhenItComesOnTheNewProfile(Csms csms, Lab lab) {
        String identity = lab.newStation();
        Operator.Pending asked;
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
            asked = lab.operator().command(identity, TO_TWO);
            station.expect("ChangeConfiguration");
            station.vanish();
        }
        JsonNode told = asked.result();
        assertThat(told.get("state").asString()).isEqualTo("failed");
        assertThat(state(told)).isEqualTo("awaited");
        try (var station = secure(csms, identity, "ocpp1.6").connect()) {
            boot16(station);
            assertThat(arrived(lab, identity).get("state").asString()).isEqualTo("answered");
        }
    }

    @Test
    void aRefusedProfileEndsIt(Csms csms, Lab lab) {
        String identity = lab.newStation();
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
            Operator.Pending asked = lab.operator().command(identity, TO_TWO);
            station.expect("ChangeConfiguration").answer("{\"status\":\"Rejected\"}");
            assertThat(asked.status()).isEqualTo("Rejected");
            assertThat(state(asked.result())).isEqualTo("none");
            assertThat(lab.operator().get("/stations/" + identity).hasNonNull("nextSecurityProfile"))
                    .isFalse();
        }
        assertThat(secure(csms, identity, "ocpp1.6").refused()).isBetween(400, 499);
    }

    @Test
    void aStationWithoutAPasswordClimbsToOne(Csms csms, Lab lab) {
        String identity = lab.newStation(",\"securityProfile\":0");
        Operator.Pending asked;
        try (var station = Socket.of(csms, identity).offering("ocpp1.6").connect()) {
            boot16(station);
            asked = lab.operator().command(identity, "{\"type\":\"RaiseSecurityProfile\",\"to\":1,\"reset\":\"None\"}");
            station.expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
        try (var station = lab.connect(identity, "ocpp1.6")) {
            station.call("Heartbeat", "{}");
            arrived(lab, identity, 1);
        }
        assertThat(Socket.of(csms, identity).offering("ocpp1.6").refused()).isEqualTo(401);
    }

    @Test
    void a201StationWhoseResetWasNotAnsweredHasArrivedWhenItBoots(Csms csms, Lab lab) {
        String identity = lab.newStation();
        Operator.Pending asked;
        try (var station = lab.connect(identity, "ocpp2.0.1")) {
            boot201(station, "PowerUp");
            asked = lab.operator().command(identity, """
                    {"type":"RaiseSecurityProfile","to":2,"configurationSlot":2,"priority":["2","1"],
                     "connectionData":{"ocppCsmsUrl":"wss://csms.example/ocpp","ocppInterface":"Wired0","messageTimeout":30}}""");
            station.expect("SetNetworkProfile").answer("{\"status\":\"Accepted\"}");
            prioritized(station);
            station.expect("Reset");
            station.vanish();
        }
        assertThat(asked.result().get("state").asString()).isEqualTo("answered");
        try (var station = secure(csms, identity, "ocpp2.0.1").connect()) {
            boot201(station, "ScheduledReset");
            arrived(lab, identity);
        }
    }

    private static void prioritized(ScriptedStation station) {
        station.expect("SetVariables").answer("""
                {"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},
                  "variable":{"name":"NetworkConfigurationPriority"}}]}""");
    }
}

package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsClient;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Moves to another network profile: closed, emptied, moved, opened (2.0.1 B10, B10.FR.05). */
@ExtendWith(CsmsUnderTest.class)
class NetworkMigrationTest {
    private static final String TO_TWO = """
            {"configurationSlot":2,"connectionData":{"ocppCsmsUrl":"%s","ocppInterface":"Wired0","messageTimeout":30,"securityProfile":1}}""";
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    private static String begun(Lab lab, String identity) {
        var answer = lab.operator()
                .send(
                        "POST",
                        "/stations/" + identity + "/migrations",
                        TO_TWO.formatted(lab.csms().stationUrl()));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return "/stations/" + identity + "/migrations/"
                + answer.json().get("id").asString();
    }

    private static JsonNode at(Lab lab, String path, String step) {
        return lab.operator().await(path, shown -> shown.get("step").asString().equals(step));
    }

    @Test
    void aSimulatedStationIsMovedOnceItsCarHasGoneAndIsOpenedAgain(Lab lab) {
        String identity = lab.newStation();
        String tag = lab.validToken();
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            var station = fleet.add(
                    StationConfig.of(identity, Version.OCPP201, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD)
                            .withTuning(Tuning.usual().withRebootTime(Duration.ofMillis(500))));
            station.start();
            lab.operator()
                    .await(
                            "/stations/" + identity,
                            shown -> shown.get("registration").asString().equals("accepted"));
            station.plug(1, Car.compact(0.4));
            station.present(1, Token.card(tag));
            String open = "/transactions?station=" + identity + "&state=open";
            lab.operator().await(open, shown -> shown.get("items").size() == 1);

            String move = begun(lab, identity);
            at(lab, move, "draining");
            station.unplug(1);
            // It is out of reach for some seconds while it restarts.
            lab.operator().await(move, shown -> !shown.get("step").asString().equals("draining"));
            JsonNode done = at(lab, move, "done");
            assertThat(done.hasNonNull("failure")).isFalse();
            assertThat(done.get("priority").asString()).isEqualTo("2,1");
            JsonNode slot = lab.operator()
                    .get("/stations/" + identity + "/variables?component=OCPPCommCtrlr&q=ActiveNetworkProfile");
            assertThat(slot.get("items").get(0).get("value").asString()).isEqualTo("2");
            lab.operator()
                    .await(
                            "/stations/" + identity + "/connectors",
                            shown -> shown.get("items")
                                    .valueStream()
                                    .allMatch(
                                            one -> one.get("status").asString().equals("Available")));
            JsonNode transaction = lab.operator()
                    .get("/transactions?station=" + identity)
                    .get("items")
                    .get(0);
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("completeness").get("complete").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void nothingIsResetWhileTheStationHasMessagesInItsQueue(Lab lab) {
        try (var play = lab.booted201()) {
            String move = begun(lab, play.identity());
            closed(play.station());
            CallFromCsms first = play.station().expect("GetTransactionStatus");
            assertThat(first.payload().isEmpty()).isTrue();
            first.answer("{\"messagesInQueue\":true}");
            play.station().expect("GetTransactionStatus").answer("{\"messagesInQueue\":false}");
            ordered(play.station());
            CallFromCsms reset = play.station().expect("Reset");
            assertThat(reset.payload().toString()).isEqualTo("{\"type\":\"OnIdle\"}");
            reset.answer(ACCEPTED);
            at(lab, move, "returning");
            assertThat(lab.operator().send("DELETE", move, null).status()).isEqualTo(409);
            play.station().close();
            try (var station = lab.connect(play.identity(), "ocpp2.0.1")) {
                boot201(station, "ScheduledReset");
                usesSlot(station, "1");
                opened(station);
                JsonNode failed = at(lab, move, "failed");
                assertThat(failed.get("failure").asString()).contains("network profile 1");
            }
        }
    }

    @Test
    void aMoveThatIsStoppedLeavesTheStationOpen(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            String move = begun(lab, charging.play().identity());
            closed(charging.station());
            at(lab, move, "draining");
            assertThat(lab.operator().send("DELETE", move, null).status()).isEqualTo(200);
            opened(charging.station());
            JsonNode failed = at(lab, move, "failed");
            assertThat(failed.get("failure").asString()).startsWith("stopped by ");
            charging.assertOpen();
        }
    }

    @Test
    void whatCannotBeAMoveIsRefusedWithFieldAndRule(Lab lab) {
        String identity = lab.newStation(",\"securityProfile\":2");
        var secure = Socket.of(lab.csms(), identity)
                .offering("ocpp2.0.1")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        try (var station = secure.connect()) {
            boot201(station, "PowerUp");
            String path = "/stations/" + identity + "/migrations";
            var nothing = lab.operator().send("POST", path, "{\"priority\":[1]}");
            assertThat(nothing.status()).isEqualTo(422);
            assertThat(nothing.json().get("errors").get(0).get("field").asString())
                    .isEqualTo("configurationSlot");
            var lower = lab.operator().send("POST", path, TO_TWO.formatted("ws://csms.example/ocpp"));
            assertThat(lower.status()).isEqualTo(409);
            assertThat(lower.json().get("detail").asString()).contains("A05.FR.07");
            assertThat(lab.operator().get(path).get("items").isEmpty()).isTrue();
        }
    }

    private static void closed(ScriptedStation station) {
        station.expect("SetNetworkProfile").answer(ACCEPTED);
        CallFromCsms close = station.expect("ChangeAvailability");
        assertThat(close.payload().toString()).isEqualTo("{\"operationalStatus\":\"Inoperative\"}");
        close.answer(ACCEPTED);
    }

    private static void ordered(ScriptedStation station) {
        CallFromCsms priority = station.expect("SetVariables");
        assertThat(priority.payload().toString()).contains("NetworkConfigurationPriority", "\"2,1\"");
        priority.answer("""
                {"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},
                  "variable":{"name":"NetworkConfigurationPriority"}}]}""");
    }

    private static void usesSlot(ScriptedStation station, String slot) {
        station.expect("GetVariables").answer("""
                {"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"%s","component":{"name":"OCPPCommCtrlr"},
                  "variable":{"name":"ActiveNetworkProfile"}}]}""".formatted(slot));
    }

    private static void opened(ScriptedStation station) {
        CallFromCsms open = station.expect("ChangeAvailability");
        assertThat(open.payload().toString()).isEqualTo("{\"operationalStatus\":\"Operative\"}");
        open.answer(ACCEPTED);
    }
}

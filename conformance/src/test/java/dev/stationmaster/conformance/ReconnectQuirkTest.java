package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.basic;
import static dev.stationmaster.conformance.harness.Lab.boot16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp16;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.conformance.harness.Times;
import dev.stationmaster.link.RawStation;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** How real stations go and come back, and that nothing of what they said is lost by it. */
@ExtendWith(CsmsUnderTest.class)
class ReconnectQuirkTest {
    private static final String BOOT = """
            [2,"1","BootNotification",{"chargePointVendor":"Acme","chargePointModel":"One"}]""";
    private static final String V16 = "Sec-WebSocket-Protocol: ocpp1.6";

    @Quirk({"Q13", "Q14"})
    void aSecondSocketReplacesTheFirstAndTheLateCloseHarmsNothing(Lab lab) {
        String identity = lab.newStation();
        try (var first = lab.connect(identity, "ocpp1.6")) {
            boot16(first);
            int transactionId = Ocpp16.startAccepted(first, 1, lab.validToken());
            try (var second = lab.connect(identity, "ocpp1.6")) {
                assertThat(first.awaitClosed()).isEqualTo(1008);
                assertThat(second.call("Heartbeat", "{}").get("currentTime").asString())
                        .endsWith("Z");
                assertThat(shown(lab, identity).get("connected").asBoolean()).isTrue();
                var pending = lab.operator().call(identity, "ClearCache", "{}");
                second.expect("ClearCache").answer("{\"status\":\"Accepted\"}");
                assertThat(pending.result().get("result").get("status").asString())
                        .isEqualTo("Accepted");
                var play = lab.play(identity, second);
                assertThat(play.transaction().get("state").asString()).isEqualTo("open");
                Lab.status16(second, 1, "Finishing");
                Ocpp16.stop(second, transactionId, "EVDisconnected", Times.now());
                assertEnded(play.transaction(), transactionId, 2500);
                assertThat(play.connector(1).get("status").asString()).isEqualTo("Finishing");
            }
        }
        JsonNode gone = lab.operator()
                .await("/stations/" + identity, shown -> !shown.get("connected").asBoolean());
        assertThat(gone.hasNonNull("disconnectedAt")).isTrue();
        assertThat(gone.get("registration").asString()).isEqualTo("accepted");
    }

    @Quirk("Q14")
    void aStationThatComesBackOnADeadConnectionGetsItsTransactionOn(Lab lab) {
        String identity = lab.newStation();
        String tag = lab.validToken();
        try (RawStation dead = lab.raw()) {
            dead.upgrade("/ocpp/" + identity, basic(identity), V16);
            dead.ask(BOOT);
            String start = """
                    [2,"2","StartTransaction",{"connectorId":1,"idTag":"%s","meterStart":0,"timestamp":"2026-03-01T08:00:00Z"}]""".formatted(tag);
            String answer = dead.ask(start);
            // Nothing more comes from it, not even a FIN, while the station is back already.
            try (RawStation back = lab.raw()) {
                back.upgrade("/ocpp/" + identity, basic(identity), V16);
                assertThat(back.ask(start)).isEqualTo(answer);
                JsonNode all = transactions(lab, identity);
                assertThat(all.size()).isEqualTo(1);
                int id = all.get(0).get("transactionId").asInt();
                assertThat(answer).contains("\"transactionId\":" + id);
                assertThat(all.get(0).get("startedAt").asString()).startsWith("2026-03-01T08:00:00");
                back.ask("""
                        [2,"3","StopTransaction",{"transactionId":%d,"meterStop":900,"timestamp":"2026-03-01T08:30:00Z"}]""".formatted(id));
                assertEnded(transactions(lab, identity).get(0), id, 900);
                assertThat(shown(lab, identity).get("connected").asBoolean()).isTrue();
            }
        }
    }

    @Quirk("Q18")
    void aStationThatComesAgainAndAgainIsLetInEachTime(Lab lab) {
        String identity = lab.newStation();
        for (int i = 0; i < 20; i++) {
            try (RawStation station = lab.raw()) {
                assertThat(station.upgrade("/ocpp/" + identity, basic(identity), V16)
                                .status())
                        .isEqualTo(101);
            }
        }
        try (var station = lab.connect(identity, "ocpp1.6")) {
            boot16(station);
            assertThat(shown(lab, identity).get("connected").asBoolean()).isTrue();
            assertThat(shown(lab, identity).get("registration").asString()).isEqualTo("accepted");
            assertThat(lab.play(identity, station).connector(2).get("status").asString())
                    .isEqualTo("Available");
            assertThat(attempts(lab, identity)).isEmpty();
        }
    }

    @Quirk("Q18")
    void aWholeSiteThatReturnsAtOnceIsLetInAndWhatItSaysIsStored(Lab lab) throws Exception {
        List<String> site = Stream.generate(lab::newStation).limit(30).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(site.stream()
                    .<Callable<Boolean>>map(identity -> () -> {
                        try (var station = lab.connect(identity, "ocpp1.6")) {
                            boot16(station);
                            return lab.play(identity, station)
                                            .connector(1)
                                            .get("status")
                                            .asString()
                                            .equals("Available")
                                    && shown(lab, identity).get("connected").asBoolean();
                        }
                    })
                    .toList());
            for (var one : all) assertThat(one.get()).isTrue();
        }
        for (String identity : site) {
            assertThat(shown(lab, identity).get("registration").asString()).isEqualTo("accepted");
            assertThat(attempts(lab, identity)).isEmpty();
        }
    }

    private static JsonNode transactions(Lab lab, String identity) {
        return lab.operator().get("/transactions?station=" + identity).get("items");
    }

    private static void assertEnded(JsonNode transaction, int transactionId, int energyWh) {
        assertThat(transaction.get("transactionId").asInt()).isEqualTo(transactionId);
        assertThat(transaction.get("state").asString()).isEqualTo("ended");
        assertThat(transaction.get("energyWh").asInt()).isEqualTo(energyWh);
        assertThat(transaction.get("completeness").get("complete").asBoolean()).isTrue();
    }

    private static List<JsonNode> attempts(Lab lab, String identity) {
        return lab.operator()
                .get("/connection-attempts?limit=500")
                .get("items")
                .valueStream()
                .filter(attempt -> attempt.get("identity").asString().equals(identity))
                .toList();
    }

    private static JsonNode shown(Lab lab, String identity) {
        return lab.operator().get("/stations/" + identity);
    }
}

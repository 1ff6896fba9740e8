package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.journal.Fact;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.Frame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OfflineTest {
    private static final Token CARD = Token.card("04A1B2C3");

    private static Scene knowing(Version version) {
        return new Scene(version, config -> config.withKnownTokens(List.of("04A1B2C3"))).running();
    }

    private static void sessionWithoutNetwork(Scene scene) {
        scene.station.goOffline();
        scene.awaitPhase(Phase.OFFLINE_ON_PURPOSE);
        scene.csms.forget();
        scene.station.plug(1, Car.compact(0.3));
        assertThat(scene.station.present(1, CARD).join()).isTrue();
        scene.awaitStatus("Charging");
        scene.time.advance(Duration.ofSeconds(120));
        scene.station.present(1, CARD).join();
        scene.station.unplug(1);
        scene.awaitStatus("Available");
    }

    @Test
    void a16SessionIsReplayedInOrderWithTheIdThatTheAnswerGave() {
        try (var scene = knowing(Version.OCPP16)) {
            sessionWithoutNetwork(scene);
            assertThat(scene.state().waitingFacts()).isEqualTo(4);
            assertThat(scene.csms.heard()).isEmpty();

            scene.station.goOnline();
            scene.csms.await("StopTransaction", 1);
            assertThat(scene.csms.actions().stream().filter(action -> !action.equals("StatusNotification")))
                    .containsExactly("StartTransaction", "MeterValues", "MeterValues", "StopTransaction");
            assertThat(scene.csms.heard("MeterValues"))
                    .allMatch(call -> call.payload().path("transactionId").asInt() == 101);
            scene.settle();
            assertThat(scene.station.journal().stops().getFirst().transactionId())
                    .isEqualTo(101);
            assertThat(scene.station.journal().starts().getFirst().timestamp()).isEqualTo("2026-03-01T08:00:00Z");
        }
    }

    @Test
    void a2xSessionIsReplayedInOrderAndMarkedOffline() {
        try (var scene = knowing(Version.OCPP201)) {
            sessionWithoutNetwork(scene);
            scene.station.goOnline();
            scene.settle();
            var events = scene.station.journal().events();
            assertThat(events.stream().map(Fact.Event::seqNo)).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(events).allMatch(Fact.Event::offline);
        }
    }

    @Test
    void anUnknownTokenDoesNotStartOffline() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            scene.station.goOffline();
            scene.station.plug(1, Car.compact(0.3));
            assertThat(scene.station.present(1, CARD).join()).isFalse();
        }
    }

    @Test
    void aFactWhoseAnswerWasLostIsSentAgainWordForWord() {
        try (var scene = new Scene(Version.OCPP201).running()) {
            scene.csms.answer("TransactionEvent", _ -> FakeCsms.SILENCE);
            scene.station.plug(1, Car.compact(0.3));
            scene.csms.await("TransactionEvent", 1);
            scene.csms.cut();
            scene.awaitPhase(Phase.WAITING_TO_RECONNECT);
            assertThat(scene.station.journal().unanswered())
                    .anyMatch(entry -> entry.action().equals("TransactionEvent"));
            scene.csms.answer("TransactionEvent", _ -> "{}");
            scene.time.advanceReal(Duration.ofSeconds(10));
            scene.csms.await("TransactionEvent", 2);
            scene.settle();

            var calls = scene.csms.heard("TransactionEvent");
            assertThat(calls.get(1)).isEqualTo(calls.get(0));
            assertThat(scene.station.journal().events()).hasSize(1);
            assertThat(scene.station.journal().events().getFirst().entry().tries())
                    .isEqualTo(2);
        }
    }

    @Test
    void aRefusedFactIsTriedAgainAfterGrowingWaitsAndThenGivenUp() {
        var tuning = Tuning.usual().withRetries(3, Duration.ofSeconds(10));
        try (var scene = new Scene(Version.OCPP16, config -> config.withTuning(tuning)).running()) {
            var tries = new AtomicInteger();
            scene.csms.answer("StartTransaction", _ -> {
                tries.incrementAndGet();
                return "!InternalError";
            });
            scene.station.plug(1, Car.compact(0.3));
            scene.station.present(1, CARD).join();
            for (int i = 1; i < 3; i++) {
                var count = i;
                scene.csms.await("StartTransaction", i);
                FakeCsms.until("refused", () -> refusals(scene) == count);
                // Asked on the station's own thread: what it does about the refusal is done by then.
                scene.station.state().join();
                scene.time.advanceReal(Duration.ofSeconds(10L * i - 1));
                assertThat(tries).hasValue(i);
                scene.time.advanceReal(Duration.ofSeconds(1));
            }
            scene.csms.await("StartTransaction", 3);
            scene.settle();
            assertThat(scene.csms.heard("StartTransaction").stream()
                            .map(Frame.Call::id)
                            .distinct())
                    .hasSize(1);
            scene.station.unplug(1);
            // errata 3.18: the station never got an id
            assertThat(scene.csms
                            .await("StopTransaction", 1)
                            .path("transactionId")
                            .asInt())
                    .isEqualTo(-1);
        }
    }

    private static long refusals(Scene scene) {
        return scene.station.journal().count(dev.stationmaster.simulator.journal.Entry.Result.REFUSED);
    }

    @Test
    void aPowerCutEndsTheTransactionAndTheFactSurvives() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            scene.station.plug(1, Car.compact(0.3));
            scene.station.present(1, CARD).join();
            scene.csms.await("StartTransaction", 1);
            scene.settle();
            scene.station.powerCycle();
            scene.awaitPhase(Phase.REBOOTING);
            scene.time.advance(Duration.ofSeconds(5));
            scene.csms.await("BootNotification", 2);
            assertThat(scene.csms.await("StopTransaction", 1).path("reason").asString())
                    .isEqualTo("PowerLoss");
        }
    }
}

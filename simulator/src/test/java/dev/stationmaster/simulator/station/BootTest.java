package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootTest {
    @ParameterizedTest
    @EnumSource(Version.class)
    void aPendingStationWaitsForTheIntervalAndSaysNothingElse(Version version) {
        try (var scene = new Scene(version)) {
            scene.csms.boot("Pending", 40);
            scene.station.start();
            scene.awaitPhase(Phase.PENDING);

            scene.time.advance(Duration.ofSeconds(39));
            assertThat(scene.csms.actions()).containsOnly("BootNotification").hasSize(1);

            scene.csms.boot("Accepted", 100);
            scene.time.advance(Duration.ofSeconds(1));
            scene.awaitPhase(Phase.ACCEPTED);
            scene.csms.await("StatusNotification", 1);

            scene.time.advance(Duration.ofSeconds(100));
            scene.csms.await("Heartbeat", 1);
            assertThat(scene.station.journal().boots())
                    .extracting(boot -> boot.verdict() + boot.intervalSeconds())
                    .containsExactly("Pending40", "Accepted100");
        }
    }

    @Test
    void aRejectedStationDoesNotAnswer() {
        try (var scene = new Scene(Version.OCPP16)) {
            scene.csms.boot("Rejected", 60);
            scene.station.start();
            scene.awaitPhase(Phase.REJECTED);

            var answer = scene.csms.ask("ClearCache", "{}");
            scene.csms.awaitPong();
            scene.csms.boot("Accepted", 60);
            scene.time.advance(Duration.ofSeconds(60));
            scene.awaitPhase(Phase.ACCEPTED);
            assertThat(answer).isNotDone();
        }
    }

    @Test
    void aPendingStationObeysTriggersButDoesNotStart() {
        try (var scene = new Scene(Version.OCPP201)) {
            scene.csms.boot("Pending", 600);
            scene.station.start();
            scene.awaitPhase(Phase.PENDING);

            assertThat(scene.csms.askStatus(
                            "RequestStartTransaction",
                            "{\"remoteStartId\":1,\"idToken\":{\"idToken\":\"A\",\"type\":\"Central\"}}"))
                    .isEqualTo("Rejected");
            assertThat(scene.csms.askStatus("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}"))
                    .isEqualTo("Accepted");
            scene.csms.await("Heartbeat", 1);
            scene.csms.boot("Accepted", 300);
            assertThat(scene.csms.askStatus("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}"))
                    .isEqualTo("Accepted");
            assertThat(scene.csms.await("BootNotification", 2).path("reason").asString())
                    .isEqualTo("Triggered");
            scene.awaitPhase(Phase.ACCEPTED);
        }
    }

    @Test
    void attemptsToConnectAreSpacedByADoublingBackOff() {
        var backOff = new BackOff(Duration.ofSeconds(10), Duration.ZERO, 2);
        try (var scene = new Scene(
                Version.OCPP16, config -> config.withTuning(Tuning.usual().withBackOff(backOff)))) {
            scene.csms.refuseWith = 503;
            scene.station.start();
            for (int seconds : new int[] {10, 20, 40, 40}) {
                scene.awaitPhase(Phase.WAITING_TO_RECONNECT);
                var before = scene.csms.upgrades.get();
                scene.time.advanceReal(Duration.ofSeconds(seconds - 1));
                assertThat(scene.csms.upgrades).hasValue(before);
                scene.time.advanceReal(Duration.ofSeconds(1));
                FakeCsms.until("another attempt", () -> scene.csms.upgrades.get() == before + 1);
            }
        }
    }

    @Test
    void theRandomPartSpreadsStations() {
        var backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(5), 0);
        var dice = new Random(1);
        assertThat(java.util.stream.Stream.generate(() -> backOff.before(3, dice))
                        .limit(50))
                .allMatch(wait -> wait.toMillis() >= 1000 && wait.toMillis() <= 6000)
                .doesNotHaveDuplicates();
    }

    @Test
    void aReconnectedStationDoesNotBootAgain() {
        try (var scene = new Scene(Version.OCPP21).running()) {
            scene.csms.forget();
            scene.csms.cut();
            scene.awaitPhase(Phase.WAITING_TO_RECONNECT);
            scene.time.advance(Duration.ofSeconds(90));
            scene.time.advanceReal(Duration.ofSeconds(10));
            scene.csms.await("StatusNotification", 1);
            assertThat(scene.csms.actions()).doesNotContain("BootNotification");
        }
    }

    @Test
    void a21StationMayReportItsConnectorsByEvents() {
        var traits = new StationConfig.Traits(true, false, false, StationConfig.Clock.RIGHT, true);
        try (var scene = new Scene(Version.OCPP21, config -> config.withTraits(traits))) {
            scene.station.start();
            var event = scene.csms.await("NotifyEvent", 1).path("eventData").path(0);
            assertThat(event.path("actualValue").asString()).isEqualTo("Available");
            assertThat(scene.csms.heard("StatusNotification")).isEmpty();
        }
    }

    @Test
    void aStationWithoutAClockLivesIn1970UntilTheServerTellsTheTime() {
        var traits = new StationConfig.Traits(false, false, false, StationConfig.Clock.DEAD_UNTIL_BOOT, false);
        try (var scene =
                new Scene(Version.OCPP16, config -> config.withTraits(traits).withKnownTokens(List.of("A")))) {
            scene.csms.boot("Pending", 60);
            scene.station.start();
            scene.awaitPhase(Phase.PENDING);
            scene.station.goOffline();
            scene.station.powerCycle();
            scene.awaitPhase(Phase.REBOOTING);
            scene.csms.refuseWith = 503;
            scene.time.advance(Duration.ofSeconds(5));
            scene.awaitPhase(Phase.WAITING_TO_RECONNECT);
            scene.station.plug(1, Car.compact(0.3));
            assertThat(scene.station.present(1, Token.card("A")).join()).isTrue();
            scene.csms.refuseWith = 0;
            scene.csms.boot("Accepted", 60);
            scene.time.advanceReal(Duration.ofSeconds(10));
            assertThat(scene.csms.await("StartTransaction", 1).path("timestamp").asString())
                    .isEqualTo("1970-01-01T00:00:00.000Z");
            scene.station.unplug(1);
            assertThat(scene.csms.await("StopTransaction", 1).path("timestamp").asString())
                    .startsWith("2026-");
        }
    }

    @Test
    void thePasswordGoesWithTheUpgrade() {
        try (var scene = new Scene(Version.OCPP201, config -> config.withPassword(1, "0123456789abcdef")).running()) {
            assertThat(scene.csms.authorization).isEqualTo("Basic Q1AtMTowMTIzNDU2Nzg5YWJjZGVm");
        }
    }
}

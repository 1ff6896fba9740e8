package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.journal.Fact;
import dev.stationmaster.simulator.journal.ToldTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {
    private static final Token CARD = Token.card("04A1B2C3");

    @Test
    void a16SessionIsToldFromPlugToUnplug() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            scene.station.plug(1, Car.compact(0.3));
            scene.awaitStatus("Preparing");
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            scene.csms.await("StartTransaction", 1);
            scene.awaitStatus("Charging");
            for (int i = 1; i <= 3; i++) {
                scene.time.advance(Duration.ofSeconds(60));
                scene.csms.await("MeterValues", i);
            }
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            scene.csms.await("StopTransaction", 1);
            scene.awaitStatus("Finishing");
            scene.station.unplug(1);
            scene.awaitStatus("Available");
            FakeCsms.until("all told", () -> scene.station.journal().statuses().size() == 6);

            var journal = scene.station.journal();
            var start = journal.starts().getFirst();
            var stop = journal.stops().getFirst();
            assertThat(start.idTag()).isEqualTo("04A1B2C3");
            assertThat(start.transactionId()).isEqualTo(101).isEqualTo(stop.transactionId());
            // three minutes at 11 kW
            assertThat(stop.meterStopWh() - start.meterStartWh()).isBetween(549L, 551L);
            assertThat(stop.reason()).isEqualTo("Local");
            assertThat(journal.readings())
                    .hasSize(3)
                    .allMatch(reading -> Objects.equals(reading.transactionId(), 101)
                            && reading.samples().getFirst().energyWh() != null);
            assertThat(journal.statuses().stream().map(Fact.Status::status))
                    .containsExactly("Available", "Available", "Preparing", "Charging", "Finishing", "Available");
            assertThat(journal.unanswered()).isEmpty();
            var told = journal.transactions().getFirst();
            assertThat(told.complete()).isTrue();
            assertThat(told.messages()).isEqualTo(5);
            assertThat(told.energyWh()).isEqualTo(BigDecimal.valueOf(stop.meterStopWh() - start.meterStartWh()));
        }
    }

    @Test
    void aTokenForOneEvseChargesThereOnly() {
        try (var scene = new Scene(Version.OCPP201).running()) {
            scene.csms.answer("Authorize", _ -> "{\"idTokenInfo\":{\"status\":\"Accepted\",\"evseId\":[2]}}");
            assertThat(scene.station.present(1, CARD).join()).isFalse();
            scene.csms.answer("Authorize", _ -> "{\"idTokenInfo\":{\"status\":\"Accepted\",\"evseId\":[1,2]}}");
            assertThat(scene.station.present(1, CARD).join()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCPP201", "OCPP21"})
    void a2xSessionWithTheCableFirst(Version version) {
        try (var scene = new Scene(version).running()) {
            scene.station.plug(1, Car.compact(0.3));
            scene.csms.await("TransactionEvent", 1);
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            scene.csms.await("TransactionEvent", 3);
            scene.time.advance(Duration.ofSeconds(60));
            scene.csms.await("TransactionEvent", 4);
            scene.station.present(1, CARD).join();
            scene.csms.await("TransactionEvent", 5);
            scene.station.unplug(1);
            scene.awaitStatus("Available");
            scene.settle();

            var events = scene.station.journal().events();
            assertThat(events.stream().map(event -> event.seqNo() + event.eventType() + " " + event.triggerReason()))
                    .containsExactly(
                            "0Started CablePluggedIn",
                            "1Updated Authorized",
                            "2Updated ChargingStateChanged",
                            "3Updated MeterValuePeriodic",
                            "4Ended StopAuthorized");
            assertThat(events.stream().map(Fact.Event::transactionId).distinct())
                    .hasSize(1);
            assertThat(events.stream().map(Fact.Event::idToken)).containsExactly("", "04A1B2C3", "", "", "04A1B2C3");
            assertThat(events.getFirst().evse()).isEqualTo(1);
            assertThat(events.getFirst()
                            .samples()
                            .getFirst()
                            .samples()
                            .getFirst()
                            .context())
                    .isEqualTo("Transaction.Begin");
            assertThat(events.getLast()
                            .samples()
                            .getFirst()
                            .samples()
                            .getFirst()
                            .context())
                    .isEqualTo("Transaction.End");
            assertThat(events).noneMatch(Fact.Event::offline);
            var told = scene.station.journal().transactions();
            assertThat(told).hasSize(1).allMatch(ToldTransaction::complete);
            assertThat(told.getFirst().place()).isEqualTo(1);
            assertThat(told.getFirst().token()).isEqualTo("04A1B2C3");
            // one minute at 11 kW
            assertThat(told.getFirst().energyWh()).isBetween(BigDecimal.valueOf(182), BigDecimal.valueOf(184));
        }
    }

    @Test
    void a2xSessionWithTheCardFirst() {
        try (var scene = new Scene(Version.OCPP21).running()) {
            scene.station.present(1, CARD).join();
            var started = scene.csms.await("TransactionEvent", 1);
            assertThat(started.has("evse")).isFalse();
            assertThat(started.has("meterValue")).isFalse();
            scene.station.plug(1, Car.large(0.5));
            var plugged = scene.csms.await("TransactionEvent", 2);
            assertThat(plugged.path("triggerReason").asString()).isEqualTo("CablePluggedIn");
            assertThat(plugged.path("evse").path("id").asInt()).isEqualTo(1);
            assertThat(plugged.path("meterValue")
                            .path(0)
                            .path("sampledValue")
                            .path(0)
                            .path("context")
                            .asString())
                    .isEqualTo("Transaction.Begin");
            scene.csms.await("TransactionEvent", 3);
            scene.station.unplug(1);
            var ended = scene.csms.await("TransactionEvent", 4);
            assertThat(ended.path("transactionInfo").path("stoppedReason").asString())
                    .isEqualTo("EVDisconnected");
        }
    }

    @Test
    void anAuthorizationWithoutCableRunsOut() {
        try (var scene = new Scene(Version.OCPP201).running()) {
            scene.station.present(1, CARD).join();
            scene.csms.await("TransactionEvent", 1);
            scene.time.advance(Duration.ofSeconds(60));
            var ended = scene.csms.await("TransactionEvent", 2);
            assertThat(ended.path("triggerReason").asString()).isEqualTo("EVConnectTimeout");
            scene.awaitStatus("Available");
        }
    }

    @Test
    void aTokenThatTurnsOutInvalidEndsTheTransaction() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            scene.csms.answer("StartTransaction", _ -> "{\"transactionId\":7,\"idTagInfo\":{\"status\":\"Blocked\"}}");
            scene.station.plug(1, Car.compact(0.3));
            scene.station.present(1, CARD).join();
            var stop = scene.csms.await("StopTransaction", 1);
            assertThat(stop.path("reason").asString()).isEqualTo("DeAuthorized");
            assertThat(stop.path("transactionId").asInt()).isEqualTo(7);
        }
    }

    @Test
    void aFullCarSuspends() {
        try (var scene = new Scene(Version.OCPP16).running()) {
            scene.station.plug(1, new Car(1000, 0.9, 11_000, 3, 50_000));
            scene.station.present(1, CARD).join();
            scene.awaitStatus("Charging");
            scene.time.advance(Duration.ofSeconds(300));
            scene.awaitStatus("SuspendedEV");
            scene.settle();
            assertThat(scene.station
                            .journal()
                            .readings()
                            .getLast()
                            .samples()
                            .getFirst()
                            .samples())
                    .anyMatch(sample -> sample.measurand().equals("Power.Active.Import")
                            && sample.value().equals("0"));
        }
    }

    @Test
    void aFastChargerTellsTheStateOfCharge() {
        try (var scene = new Scene(Version.OCPP201, config -> config.withEvses(EvseConfig.dc(150_000))).running()) {
            scene.station.plug(1, Car.compact(0.2));
            scene.station.present(1, CARD).join();
            scene.csms.await("TransactionEvent", 3);
            scene.time.advance(Duration.ofSeconds(60));
            scene.csms.await("TransactionEvent", 4);
            scene.settle();
            var samples = scene.station
                    .journal()
                    .events()
                    .getLast()
                    .samples()
                    .getFirst()
                    .samples();
            assertThat(samples).anyMatch(sample -> sample.measurand().equals("SoC"));
            assertThat(samples)
                    .anyMatch(sample -> sample.measurand().equals("Power.Active.Import")
                            && sample.value().equals("130000"));
        }
    }
}

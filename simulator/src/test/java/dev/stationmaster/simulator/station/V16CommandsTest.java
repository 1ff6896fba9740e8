package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.station.StationState.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class V16CommandsTest {
    private static final Token CARD = Token.card("04A1B2C3");

    private final Scene scene =
            new Scene(Version.OCPP16, config -> config.withPassword(1, "0123456789abcdef")).running();
    private final FakeCsms csms = scene.csms;

    @AfterEach
    void close() {
        scene.close();
    }

    private void charging() {
        scene.station.plug(1, Car.compact(0.3));
        scene.station.present(1, CARD).join();
        csms.await("StartTransaction", 1);
        scene.settle();
        scene.awaitStatus("Charging");
    }

    @Test
    void aRemoteStartWaitsForTheCableAndARemoteStopEndsIt() {
        assertThat(csms.askStatus("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"R\"}"))
                .isEqualTo("Accepted");
        scene.awaitStatus("Preparing");
        scene.station.plug(1, Car.compact(0.3));
        assertThat(csms.await("StartTransaction", 1).path("idTag").asString()).isEqualTo("R");
        scene.settle();
        assertThat(csms.askStatus("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"R\"}"))
                .isEqualTo("Rejected");
        assertThat(csms.askStatus("RemoteStopTransaction", "{\"transactionId\":5}"))
                .isEqualTo("Rejected");
        assertThat(csms.askStatus("RemoteStopTransaction", "{\"transactionId\":101}"))
                .isEqualTo("Accepted");
        assertThat(csms.await("StopTransaction", 1).path("reason").asString()).isEqualTo("Remote");
    }

    @Test
    void aRemoteStartWithoutCableRunsOut() {
        assertThat(csms.askStatus("RemoteStartTransaction", "{\"idTag\":\"R\"}"))
                .isEqualTo("Accepted");
        scene.awaitStatus("Preparing");
        scene.time.advance(Duration.ofSeconds(60));
        scene.awaitStatus("Available");
        assertThat(csms.heard("StartTransaction")).isEmpty();
    }

    @Test
    void aRemoteStartIsAuthorizedWhenTheKeySaysSo() {
        change("AuthorizeRemoteTxRequests", "true", "Accepted");
        csms.answer("Authorize", _ -> "{\"idTagInfo\":{\"status\":\"Blocked\"}}");
        assertThat(csms.askStatus("RemoteStartTransaction", "{\"connectorId\":1,\"idTag\":\"R\"}"))
                .isEqualTo("Accepted");
        csms.await("Authorize", 1);
        scene.awaitStatus("Available");
    }

    @Test
    void aSoftResetStopsTransactionsAndBoots() {
        charging();
        assertThat(csms.askStatus("Reset", "{\"type\":\"Soft\"}")).isEqualTo("Accepted");
        assertThat(csms.await("StopTransaction", 1).path("reason").asString()).isEqualTo("SoftReset");
        FakeCsms.until("answer taken", () -> scene.state().waitingFacts() == 0);
        scene.time.advanceReal(Duration.ofSeconds(1));
        scene.awaitPhase(Phase.REBOOTING);
        scene.time.advance(Duration.ofSeconds(5));
        csms.await("BootNotification", 2);
    }

    @Test
    void unlockingStopsTheTransaction() {
        charging();
        assertThat(csms.askStatus("UnlockConnector", "{\"connectorId\":9}")).isEqualTo("NotSupported");
        assertThat(csms.askStatus("UnlockConnector", "{\"connectorId\":1}")).isEqualTo("Unlocked");
        assertThat(csms.await("StopTransaction", 1).path("reason").asString()).isEqualTo("UnlockCommand");
    }

    @Test
    void availabilityWaitsForTheTransaction() {
        charging();
        assertThat(csms.askStatus("ChangeAvailability", "{\"connectorId\":1,\"type\":\"Inoperative\"}"))
                .isEqualTo("Scheduled");
        scene.station.unplug(1);
        scene.awaitStatus("Unavailable");
        assertThat(csms.askStatus("ChangeAvailability", "{\"connectorId\":0,\"type\":\"Operative\"}"))
                .isEqualTo("Accepted");
        scene.awaitStatus("Available");
    }

    @Test
    void triggersSendWhatTheyName() {
        csms.forget();
        assertThat(trigger("MeterValues")).isEqualTo("Accepted");
        assertThat(csms.await("MeterValues", 1).has("transactionId")).isFalse();
        assertThat(trigger("StatusNotification")).isEqualTo("Accepted");
        csms.await("StatusNotification", 2);
        assertThat(trigger("FirmwareStatusNotification")).isEqualTo("Accepted");
        csms.await("FirmwareStatusNotification", 1);
        assertThat(trigger("SignChargePointCertificate")).isEqualTo("NotImplemented");
        assertThat(csms.askStatus("TriggerMessage", "{\"requestedMessage\":\"MeterValues\",\"connectorId\":7}"))
                .isEqualTo("Rejected");
    }

    private String trigger(String message) {
        return csms.askStatus("TriggerMessage", "{\"requestedMessage\":\"" + message + "\"}");
    }

    @Test
    void keysAreReadAndChangedByTheBook() {
        change("MeterValueSampleInterval", "10", "Accepted");
        change("MeterValueSampleInterval", "ten", "Rejected");
        change("meterValuesSampledData", "Voltage.L1-N,SoC", "Accepted");
        change("MeterValuesSampledData", "Temperature", "Rejected");
        change("NumberOfConnectors", "3", "Rejected");
        change("ConnectorPhaseRotation", "0.RST,1.RST", "RebootRequired");
        change("Colour", "blue", "NotSupported");
        var got = csms.askResult(
                "GetConfiguration", "{\"key\":[\"MeterValueSampleInterval\",\"AuthorizationKey\",\"Colour\"]}");
        assertThat(got.path("configurationKey").path(0).path("value").asString())
                .isEqualTo("10");
        assertThat(got.path("unknownKey").size()).isEqualTo(2);
        assertThat(csms.askResult("GetConfiguration", "{}")
                        .path("configurationKey")
                        .size())
                .isGreaterThan(35);
    }

    private void change(String key, String value, String status) {
        assertThat(csms.askStatus("ChangeConfiguration", "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value)))
                .as(key + "=" + value)
                .isEqualTo(status);
    }

    @Test
    void aNewAuthorizationKeyIsUsedAtOnce() {
        var before = csms.upgrades.get();
        change("AuthorizationKey", "zz", "Rejected");
        change("AuthorizationKey", "00112233445566778899AABBCCDDEEFF", "Accepted");
        FakeCsms.until("reconnected", () -> csms.upgrades.get() == before + 1);
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(Objects.requireNonNull(csms.authorization)
                                        .substring(6)),
                        StandardCharsets.UTF_8))
                .isEqualTo("CP-1:00112233445566778899AABBCCDDEEFF");
    }

    @Test
    void whatItCannotDoItSays() {
        assertThat(csms.askStatus("MakeCoffee", "{}")).isEqualTo("NotImplemented");
        assertThat(csms.askStatus("DataTransfer", "{\"vendorId\":\"x\"}")).isEqualTo("UnknownVendorId");
        assertThat(csms.askStatus("ClearCache", "{}")).isEqualTo("Accepted");
    }

    @Test
    void aFaultEndsTheTransactionAndIsReported() {
        charging();
        scene.station.fault(1, 1, "GroundFailure");
        csms.await("StopTransaction", 1);
        scene.awaitStatus("Faulted");
        scene.station.repair(1, 1);
        scene.awaitStatus("Finishing");
        FakeCsms.until(
                "told",
                () -> scene.station.journal().statuses().stream()
                        .anyMatch(status -> status.errorCode().equals("GroundFailure")));
    }
}

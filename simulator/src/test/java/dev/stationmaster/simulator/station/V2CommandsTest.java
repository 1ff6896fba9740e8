package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.FakeCsms;
import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.journal.Fact;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.Frame;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class V2CommandsTest {
    private static final Token CARD = Token.card("04A1B2C3");

    private final Scene scene =
            new Scene(Version.OCPP201, config -> config.withPassword(1, "0123456789abcdef")).running();
    private final FakeCsms csms = scene.csms;

    @AfterEach
    void close() {
        scene.close();
    }

    private String charging() {
        scene.station.plug(1, Car.compact(0.3));
        scene.station.present(1, CARD).join();
        var event = csms.await("TransactionEvent", 3);
        scene.settle();
        return event.path("transactionInfo").path("transactionId").asString();
    }

    private String start(String type) {
        return csms.askStatus(
                "RequestStartTransaction",
                "{\"evseId\":1,\"remoteStartId\":77,\"idToken\":{\"idToken\":\"R\",\"type\":\"%s\"}}".formatted(type));
    }

    @Test
    void aRemoteStartCarriesItsIdAndAStopEndsIt() {
        assertThat(start("Central")).isEqualTo("Accepted");
        var started = csms.await("TransactionEvent", 1);
        assertThat(started.path("triggerReason").asString()).isEqualTo("RemoteStart");
        assertThat(started.path("transactionInfo").path("remoteStartId").asInt())
                .isEqualTo(77);
        scene.station.plug(1, Car.compact(0.3));
        csms.await("TransactionEvent", 3);
        assertThat(csms.heard("Authorize")).isEmpty();
        assertThat(start("Central")).isEqualTo("Rejected");
        var id = started.path("transactionInfo").path("transactionId").asString();
        assertThat(csms.askStatus("RequestStopTransaction", "{\"transactionId\":\"nope\"}"))
                .isEqualTo("Rejected");
        assertThat(csms.askStatus("RequestStopTransaction", "{\"transactionId\":\"" + id + "\"}"))
                .isEqualTo("Accepted");
        var ended = csms.await("TransactionEvent", 4);
        assertThat(ended.path("eventType").asString()).isEqualTo("Ended");
        assertThat(ended.path("transactionInfo").path("stoppedReason").asString())
                .isEqualTo("Remote");
    }

    @Test
    void aRemoteStartOfAPluggedInCarNamesTheTransactionThatRuns() {
        scene.station.plug(1, Car.compact(0.3));
        var id = csms.await("TransactionEvent", 1)
                .path("transactionInfo")
                .path("transactionId")
                .asString();
        var answer = csms.askResult(
                "RequestStartTransaction",
                "{\"remoteStartId\":1,\"idToken\":{\"idToken\":\"R\",\"type\":\"ISO14443\"}}");
        assertThat(answer.path("transactionId").asString()).isEqualTo(id);
        assertThat(csms.await("TransactionEvent", 2).path("triggerReason").asString())
                .isEqualTo("RemoteStart");
    }

    @Test
    void theStopPointDecidesWhenATransactionEnds() {
        set("TxCtrlr", "TxStopPoint", "EVConnected", "Accepted");
        charging();
        scene.station.present(1, CARD).join();
        var stopped = csms.await("TransactionEvent", 4);
        assertThat(stopped.path("eventType").asString()).isEqualTo("Updated");
        assertThat(stopped.path("triggerReason").asString()).isEqualTo("StopAuthorized");
        scene.station.unplug(1);
        var ended = csms.await("TransactionEvent", 5);
        assertThat(ended.path("eventType").asString()).isEqualTo("Ended");
        assertThat(ended.path("transactionInfo").path("stoppedReason").asString())
                .isEqualTo("Local");
    }

    @Test
    void anImmediateResetEndsTheTransactionAndBoots() {
        charging();
        assertThat(csms.askStatus("Reset", "{\"type\":\"Immediate\"}")).isEqualTo("Accepted");
        var ended = csms.await("TransactionEvent", 4);
        assertThat(ended.path("transactionInfo").path("stoppedReason").asString())
                .isEqualTo("ImmediateReset");
        scene.settle();
        scene.time.advanceReal(Duration.ofSeconds(1));
        scene.awaitPhase(Phase.REBOOTING);
        scene.time.advance(Duration.ofSeconds(5));
        assertThat(csms.await("BootNotification", 2).path("reason").asString()).isEqualTo("RemoteReset");
    }

    @Test
    void aResetOnIdleWaits() {
        charging();
        assertThat(csms.askStatus("Reset", "{\"type\":\"OnIdle\"}")).isEqualTo("Scheduled");
        scene.station.unplug(1);
        csms.await("TransactionEvent", 4);
        scene.settle();
        scene.time.advanceReal(Duration.ofSeconds(1));
        scene.awaitPhase(Phase.REBOOTING);
    }

    @Test
    void anEvseResetDoesNotBoot() {
        assertThat(csms.askStatus("Reset", "{\"type\":\"Immediate\",\"evseId\":1}"))
                .isEqualTo("Accepted");
        scene.awaitStatus("Unavailable");
        scene.time.advance(Duration.ofSeconds(5));
        scene.awaitStatus("Available");
        assertThat(csms.heard("BootNotification")).hasSize(1);
    }

    @Test
    void variablesAreReadAndSetByTheBook() {
        set("SampledDataCtrlr", "TxUpdatedInterval", "10", "Accepted");
        set("SampledDataCtrlr", "TxUpdatedInterval", "ten", "Rejected");
        set("SampledDataCtrlr", "Colour", "1", "UnknownVariable");
        set("Coffee", "Colour", "1", "UnknownComponent");
        set("OCPPCommCtrlr", "NetworkConfigurationPriority", "2,1", "RebootRequired");
        set("SecurityCtrlr", "SecurityProfile", "2", "Rejected");
        assertThat(get("SampledDataCtrlr", "TxUpdatedInterval")
                        .path("attributeValue")
                        .asString())
                .isEqualTo("10");
        assertThat(get("securityctrlr", "basicauthpassword")
                        .path("attributeStatus")
                        .asString())
                .isEqualTo("Rejected");
        var five = "{\"component\":{\"name\":\"TxCtrlr\"},\"variable\":{\"name\":\"TxStartPoint\"}}";
        var nine = String.join(",", java.util.Collections.nCopies(9, five));
        assertThat(csms.askStatus("GetVariables", "{\"getVariableData\":[" + nine + "]}"))
                .isEqualTo("OccurrenceConstraintViolation");
    }

    private void set(String component, String variable, String value, String status) {
        var result = csms.askResult(
                "SetVariables",
                "{\"setVariableData\":[{\"attributeValue\":\"%s\",\"component\":{\"name\":\"%s\"},\"variable\":{\"name\":\"%s\"}}]}"
                        .formatted(value, component, variable));
        assertThat(result.path("setVariableResult")
                        .path(0)
                        .path("attributeStatus")
                        .asString())
                .as(variable + "=" + value)
                .isEqualTo(status);
    }

    private JsonNode get(String component, String variable) {
        return csms.askResult(
                        "GetVariables",
                        "{\"getVariableData\":[{\"component\":{\"name\":\"%s\"},\"variable\":{\"name\":\"%s\"}}]}"
                                .formatted(component, variable))
                .path("getVariableResult")
                .path(0);
    }

    @Test
    void aFullInventoryComesInParts() {
        assertThat(csms.askStatus("GetBaseReport", "{\"requestId\":12,\"reportBase\":\"FullInventory\"}"))
                .isEqualTo("Accepted");
        FakeCsms.until(
                "the last part",
                () -> csms.heard("NotifyReport").stream()
                        .anyMatch(part -> !part.payload().path("tbc").asBoolean(true)));
        var parts = csms.heard("NotifyReport").stream().map(Frame.Call::payload).toList();
        assertThat(parts).hasSizeGreaterThan(3);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i).path("seqNo").asInt()).isEqualTo(i);
            assertThat(parts.get(i).path("requestId").asInt()).isEqualTo(12);
        }
        assertThat(parts.toString()).contains("\"BasicAuthPassword\"").doesNotContain("0123456789abcdef");
    }

    @Test
    void aReportHoldsWhatWasAskedFor() {
        assertThat(
                        csms.askStatus(
                                "GetReport",
                                "{\"requestId\":3,\"componentVariable\":[{\"component\":{\"name\":\"EVSE\",\"evse\":{\"id\":1}}}]}"))
                .isEqualTo("Accepted");
        assertThat(csms.await("NotifyReport", 1).path("reportData").size()).isEqualTo(5);
        assertThat(csms.askStatus("GetReport", "{\"requestId\":4,\"componentCriteria\":[\"Problem\"]}"))
                .isEqualTo("EmptyResultSet");
    }

    @Test
    void aNewPasswordIsUsedAtOnce() {
        var before = csms.upgrades.get();
        set("SecurityCtrlr", "BasicAuthPassword", "short", "Rejected");
        set("SecurityCtrlr", "BasicAuthPassword", "fedcba9876543210", "Accepted");
        FakeCsms.until("reconnected", () -> csms.upgrades.get() == before + 1);
        assertThat(Objects.requireNonNull(csms.authorization)).isEqualTo("Basic Q1AtMTpmZWRjYmE5ODc2NTQzMjEw");
    }

    @Test
    void theTransactionStatusTellsWhatWaits() {
        var id = charging();
        var status = csms.askResult("GetTransactionStatus", "{\"transactionId\":\"" + id + "\"}");
        assertThat(status.path("ongoingIndicator").asBoolean()).isTrue();
        assertThat(status.path("messagesInQueue").asBoolean()).isFalse();
        assertThat(csms.askResult("GetTransactionStatus", "{}").has("ongoingIndicator"))
                .isFalse();
    }

    @Test
    void triggersSendWhatTheyName() {
        assertThat(trigger("BootNotification")).isEqualTo("Rejected");
        assertThat(trigger("StatusNotification")).isEqualTo("Rejected");
        assertThat(trigger("TransactionEvent")).isEqualTo("Rejected");
        assertThat(trigger("MeterValues")).isEqualTo("Accepted");
        csms.await("MeterValues", 1);
        charging();
        assertThat(trigger("TransactionEvent")).isEqualTo("Accepted");
        assertThat(csms.await("TransactionEvent", 4).path("triggerReason").asString())
                .isEqualTo("Trigger");
        assertThat(trigger("PublishFirmwareStatusNotification")).isEqualTo("NotImplemented");
    }

    private String trigger(String message) {
        return csms.askStatus("TriggerMessage", "{\"requestedMessage\":\"" + message + "\"}");
    }

    @Test
    void unlockingIsRefusedDuringAnAuthorizedTransaction() {
        assertThat(unlock(2)).isEqualTo("UnknownConnector");
        assertThat(unlock(1)).isEqualTo("Unlocked");
        charging();
        assertThat(unlock(1)).isEqualTo("OngoingAuthorizedTransaction");
        assertThat(scene.station.journal().events().stream().map(Fact.Event::eventType))
                .doesNotContain("Ended");
    }

    private String unlock(int connector) {
        return csms.askStatus("UnlockConnector", "{\"evseId\":1,\"connectorId\":" + connector + "}");
    }

    @Test
    void whatItCannotDoItSays() {
        assertThat(csms.askStatus("GetDERControl", "{}")).isEqualTo("NotSupported");
        assertThat(csms.askStatus("MakeCoffee", "{}")).isEqualTo("NotImplemented");
    }
}

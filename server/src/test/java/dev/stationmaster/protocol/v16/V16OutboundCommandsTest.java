package dev.stationmaster.protocol.v16;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.EncodedText;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.KnownStation;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.devicemodel.VariableValue;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Version;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class V16OutboundCommandsTest {
    private static final IdToken CARD = new IdToken("04A1B2C3", IdToken.UNTYPED);
    private final V16OutboundCommands encoder = new V16OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V16);

    private List<String> sent(StationCommand command) {
        return EncodedText.of(encoder.encode(command, station));
    }

    private String only(StationCommand command) {
        assertThat(sent(command)).hasSize(1);
        return sent(command).getFirst();
    }

    private static StationCommand.RemoteStart start(IdToken token, @Nullable Integer evse, @Nullable String profile) {
        return new StationCommand.RemoteStart(
                token, evse, null, null, null, profile == null ? null : ChargingProfileJson.stored(profile));
    }

    @Test
    void aRemoteStartNamesTokenAndConnector() {
        assertThat(only(start(CARD, 1, null)))
                .isEqualTo("RemoteStartTransaction {\"idTag\":\"04A1B2C3\",\"connectorId\":1}");
        assertThat(only(start(CARD, null, null))).isEqualTo("RemoteStartTransaction {\"idTag\":\"04A1B2C3\"}");
    }

    @Test
    void aRemoteStartCarriesItsProfile() {
        assertThat(only(start(CARD, 1, """
                {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",\
                "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":8.1}]}}""")))
                .contains("\"chargingProfile\":{\"chargingProfileId\":1,")
                .contains("\"limit\":8.1");
    }

    @Test
    void aTokenThatIsTooLongForAnIdTagIsRefused() {
        assertThat(only(start(new IdToken("123456789012345678901", IdToken.UNTYPED), 1, null)))
                .startsWith("unsupported: an idTag of 1.6 has at most 20 characters");
    }

    @Test
    void aRemoteStopNamesTheNumberOfTheTransaction() {
        assertThat(only(new StationCommand.RemoteStop("4711")))
                .isEqualTo("RemoteStopTransaction {\"transactionId\":4711}");
        assertThat(only(new StationCommand.RemoteStop("abc"))).startsWith("unsupported");
    }

    @Test
    void immediateIsHardAndOnIdleIsNotSoft() {
        assertThat(only(new StationCommand.Reset("Immediate", null))).isEqualTo("Reset {\"type\":\"Hard\"}");
        assertThat(only(new StationCommand.Reset("Hard", null))).isEqualTo("Reset {\"type\":\"Hard\"}");
        assertThat(only(new StationCommand.Reset("Soft", null))).isEqualTo("Reset {\"type\":\"Soft\"}");
        assertThat(only(new StationCommand.Reset("OnIdle", null))).startsWith("unsupported");
        assertThat(only(new StationCommand.Reset("Immediate", 1))).startsWith("unsupported");
    }

    @Test
    void anUnlockNamesTheConnectorOfTheWire() {
        assertThat(only(new StationCommand.UnlockConnector(null, 2))).isEqualTo("UnlockConnector {\"connectorId\":2}");
        assertThat(only(new StationCommand.UnlockConnector(2, 1))).isEqualTo("UnlockConnector {\"connectorId\":2}");
    }

    @Test
    void availabilityOfTheStationIsThatOfConnectorZero() {
        assertThat(only(new StationCommand.ChangeAvailability(false, null, null)))
                .isEqualTo("ChangeAvailability {\"connectorId\":0,\"type\":\"Inoperative\"}");
        assertThat(only(new StationCommand.ChangeAvailability(true, 2, null)))
                .isEqualTo("ChangeAvailability {\"connectorId\":2,\"type\":\"Operative\"}");
    }

    @Test
    void availabilityShowsInTheStatusOfThatConnector() {
        var calls = (Encoded.Calls) encoder.encode(new StationCommand.ChangeAvailability(false, 2, null), station);
        var expected = (Expectation.Message) calls.expects();
        assertThat(expected.fits().test(status(2, "Unavailable"))).isTrue();
        assertThat(expected.fits().test(status(1, "Unavailable"))).isFalse();
        assertThat(expected.fits().test(status(2, "Available"))).isFalse();
    }

    private static Payload status(int connector, String status) {
        return Payload.of(
                "{\"connectorId\":" + connector + ",\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}");
    }

    @Test
    void aTriggerOfTheWhitepaperIsExtended() {
        assertThat(only(trigger("Heartbeat", null, null)))
                .isEqualTo("TriggerMessage {\"requestedMessage\":\"Heartbeat\"}");
        assertThat(only(trigger("MeterValues", 1, null)))
                .isEqualTo("TriggerMessage {\"requestedMessage\":\"MeterValues\",\"connectorId\":1}");
        assertThat(only(trigger("SignChargePointCertificate", null, null)))
                .isEqualTo("ExtendedTriggerMessage {\"requestedMessage\":\"SignChargePointCertificate\"}");
        assertThat(only(trigger("Heartbeat", null, true)))
                .isEqualTo("ExtendedTriggerMessage {\"requestedMessage\":\"Heartbeat\"}");
    }

    @Test
    void aTriggeredFirmwareStatusIsTheSignedOneWhenExtended() {
        var plain = (Encoded.Calls) encoder.encode(trigger("FirmwareStatusNotification", null, null), station);
        var extended = (Encoded.Calls) encoder.encode(trigger("FirmwareStatusNotification", null, true), station);
        assertThat(((Expectation.Message) plain.expects()).actions()).containsExactly("FirmwareStatusNotification");
        assertThat(((Expectation.Message) extended.expects()).actions())
                .containsExactly("SignedFirmwareStatusNotification");
    }

    private static StationCommand trigger(String message, @Nullable Integer evse, @Nullable Boolean extended) {
        return new StationCommand.TriggerMessage(message, evse, null, extended, null);
    }

    @Test
    void transferredDataIsText() {
        assertThat(only(new StationCommand.DataTransfer("com.vendor", "m", "\"plain\"")))
                .isEqualTo("DataTransfer {\"vendorId\":\"com.vendor\",\"messageId\":\"m\",\"data\":\"plain\"}");
        assertThat(only(new StationCommand.DataTransfer("com.vendor", null, "{\"a\":1}")))
                .isEqualTo("DataTransfer {\"vendorId\":\"com.vendor\",\"data\":\"{\\\"a\\\":1}\"}");
    }

    @Test
    void keysAreAskedWithinTheLimitOfTheStation() {
        assertThat(only(new StationCommand.GetVariables(List.of()))).isEqualTo("GetConfiguration {}");
        var five = new StationCommand.GetVariables(Stream.of("A", "B", "C", "D", "E")
                .map(key -> new Attribute(Variable.key(key), null))
                .toList());
        assertThat(only(five)).isEqualTo("GetConfiguration {\"key\":[\"A\",\"B\",\"C\",\"D\",\"E\"]}");
        station.taking(Variable.key("GetConfigurationMaxKeys"), 2);
        assertThat(sent(five))
                .containsExactly(
                        "GetConfiguration {\"key\":[\"A\",\"B\"]}",
                        "GetConfiguration {\"key\":[\"C\",\"D\"]}",
                        "GetConfiguration {\"key\":[\"E\"]}");
    }

    @Test
    void theAnswerOfGetConfigurationHoldsValuesAndUnknownKeys() {
        CommandAnswer answer =
                EncodedText.answer(encoder.encode(new StationCommand.GetVariables(List.of()), station), """
                {"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},
                 {"key":"NumberOfConnectors","readonly":true,"value":"2"}],"unknownKey":["Foo"]}""");
        assertThat(answer.values())
                .containsExactly(
                        new VariableValue(Variable.key("HeartbeatInterval"), "Actual", "300", "ReadWrite"),
                        new VariableValue(Variable.key("NumberOfConnectors"), "Actual", "2", "ReadOnly"));
        assertThat(answer.reason()).isEqualTo("the station does not know Foo");
        assertThat(answer.status()).isNull();
    }

    @Test
    void eachKeyIsSetByAMessageOfItsOwn() {
        var set = new StationCommand.SetVariables(List.of(
                new Setting(Variable.key("MeterValueSampleInterval"), null, "60"),
                new Setting(Variable.key("HeartbeatInterval"), null, "300")));
        assertThat(sent(set))
                .containsExactly(
                        "ChangeConfiguration {\"key\":\"MeterValueSampleInterval\",\"value\":\"60\"}",
                        "ChangeConfiguration {\"key\":\"HeartbeatInterval\",\"value\":\"300\"}");
        CommandAnswer rebooting = EncodedText.answer(encoder.encode(set, station), "{\"status\":\"RebootRequired\"}");
        assertThat(rebooting.values())
                .containsExactly(new VariableValue(Variable.key("MeterValueSampleInterval"), "Actual", "60", null));
        CommandAnswer refused = EncodedText.answer(encoder.encode(set, station), "{\"status\":\"Rejected\"}");
        assertThat(refused.values()).isEmpty();
        assertThat(refused.positive()).isFalse();
    }

    @Test
    void aPasswordIsSetAsTheHexadecimalFormOfItsBytes() {
        assertThat(only(new StationCommand.ChangePassword("0123456789abcdef")))
                .isEqualTo("ChangeConfiguration {\"key\":\"AuthorizationKey\",\"value\":"
                        + "\"30313233343536373839616263646566\"}");
        assertThat(only(new StationCommand.ChangePassword("30313233343536373839616263646566")))
                .isEqualTo("ChangeConfiguration {\"key\":\"AuthorizationKey\",\"value\":"
                        + "\"30313233343536373839616263646566\"}");
        assertThat(only(new StationCommand.ChangePassword("this one is longer than twenty bytes")))
                .startsWith("unsupported");
    }

    @Test
    void whatOneSixCannotSayIsUnsupported() {
        assertThat(only(new StationCommand.GetTransactionStatus("1"))).startsWith("unsupported");
        assertThat(only(new StationCommand.GetBaseReport("SummaryInventory"))).startsWith("unsupported");
        assertThat(only(new StationCommand.GetReport(List.of("Problem"), List.of())))
                .startsWith("unsupported");
        assertThat(only(new StationCommand.GetVariables(
                        List.of(new Attribute(Variable.of("OCPPCommCtrlr", "HeartbeatInterval", null), null)))))
                .startsWith("unsupported");
    }

    @Test
    void theFullInventoryIsAllKeys() {
        assertThat(only(new StationCommand.GetBaseReport("FullInventory"))).isEqualTo("GetConfiguration {}");
        assertThat(only(new StationCommand.ClearCache())).isEqualTo("ClearCache {}");
    }
}

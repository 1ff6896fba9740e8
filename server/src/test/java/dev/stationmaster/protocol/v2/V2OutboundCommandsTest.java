package dev.stationmaster.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.authorization.IdToken;
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
import dev.stationmaster.ocpp.InvalidMessageException;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class V2OutboundCommandsTest {
    private static final IdToken CENTRAL = new IdToken("APP-77", "Central");
    private final V2OutboundCommands encoder = new V2OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V201);
    private final KnownStation newer = new KnownStation(Version.V21);

    private List<String> sent(StationCommand command) {
        return EncodedText.of(encoder.encode(command, station));
    }

    private String only(StationCommand command) {
        assertThat(sent(command)).hasSize(1);
        return sent(command).getFirst();
    }

    @Test
    void aRemoteStartHasANumberOfItsOwn() {
        var start = new StationCommand.RemoteStart(CENTRAL, 1, null, null, null, null);
        assertThat(EncodedText.of(encoder.encode(start, station)).getFirst())
                .isEqualTo(
                        "RequestStartTransaction "
                                + "{\"idToken\":{\"idToken\":\"APP-77\",\"type\":\"Central\"},\"remoteStartId\":1,\"evseId\":1}");
        var calls = (Encoded.Calls) encoder.encode(start, station);
        assertThat(calls.expects()).isEqualTo(new Expectation.TransactionStart(2, CENTRAL, 1, Duration.ofMinutes(5)));
    }

    @Test
    void aCardWithoutATypeIsAnIso14443One() {
        var start =
                new StationCommand.RemoteStart(new IdToken("04A1B2C3", IdToken.UNTYPED), null, null, 77, CENTRAL, null);
        assertThat(only(start))
                .isEqualTo("RequestStartTransaction "
                        + "{\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"},\"remoteStartId\":77,"
                        + "\"groupIdToken\":{\"idToken\":\"APP-77\",\"type\":\"Central\"}}");
    }

    @Test
    void aTokenThatIsTooLongForTheVersionDoesNotLeave() {
        var start = new StationCommand.RemoteStart(
                new IdToken("1234567890123456789012345678901234567", "Central"), 1, null, 1, null, null);
        assertThatThrownBy(() -> encoder.encode(start, station)).isInstanceOf(InvalidMessageException.class);
        assertThat(EncodedText.of(encoder.encode(start, newer)).getFirst()).startsWith("RequestStartTransaction");
    }

    @Test
    void aResetNamesTheEvseOnlyWhenOneIsMeant() {
        assertThat(only(new StationCommand.Reset("OnIdle", null))).isEqualTo("Reset {\"type\":\"OnIdle\"}");
        assertThat(only(new StationCommand.Reset("Immediate", 1)))
                .isEqualTo("Reset {\"type\":\"Immediate\",\"evseId\":1}");
        assertThat(only(new StationCommand.Reset("Hard", null))).startsWith("unsupported");
        assertThatThrownBy(() -> encoder.encode(new StationCommand.Reset("ImmediateAndResume", null), station))
                .isInstanceOf(InvalidMessageException.class);
        assertThat(EncodedText.of(encoder.encode(new StationCommand.Reset("ImmediateAndResume", null), newer)))
                .containsExactly("Reset {\"type\":\"ImmediateAndResume\"}");
    }

    @Test
    void afterTheResetOfAnEvseNoBootIsAwaited() {
        var one = (Encoded.Calls) encoder.encode(new StationCommand.Reset("Immediate", 1), station);
        var all = (Encoded.Calls) encoder.encode(new StationCommand.Reset("Immediate", null), station);
        assertThat(one.expects()).isInstanceOf(Expectation.None.class);
        assertThat(all.expects()).isInstanceOf(Expectation.Message.class);
    }

    @Test
    void availabilityIsThatOfStationEvseOrConnector() {
        assertThat(only(new StationCommand.ChangeAvailability(false, null, null)))
                .isEqualTo("ChangeAvailability {\"operationalStatus\":\"Inoperative\"}");
        assertThat(only(new StationCommand.ChangeAvailability(true, 1, null)))
                .isEqualTo("ChangeAvailability {\"operationalStatus\":\"Operative\",\"evse\":{\"id\":1}}");
        assertThat(only(new StationCommand.ChangeAvailability(true, 1, 2)))
                .isEqualTo(
                        "ChangeAvailability {\"operationalStatus\":\"Operative\",\"evse\":{\"id\":1,\"connectorId\":2}}");
    }

    @Test
    void availabilityShowsInAStatusOrAnEvent() {
        var calls = (Encoded.Calls) encoder.encode(new StationCommand.ChangeAvailability(false, 1, null), station);
        var expected = (Expectation.Message) calls.expects();
        assertThat(expected.fits().test(Payload.of("""
                {"timestamp":"2026-03-01T08:00:00Z","connectorStatus":"Unavailable","evseId":1,"connectorId":1}"""))).isTrue();
        assertThat(expected.fits().test(Payload.of("""
                {"timestamp":"2026-03-01T08:00:00Z","connectorStatus":"Unavailable","evseId":2,"connectorId":1}"""))).isFalse();
        assertThat(expected.fits().test(Payload.of("""
                {"generatedAt":"2026-03-01T08:00:00Z","seqNo":0,"eventData":[{"eventId":1,"timestamp":"2026-03-01T08:00:00Z",
                "trigger":"Delta","actualValue":"Unavailable","component":{"name":"Connector","evse":{"id":1,"connectorId":1}},
                "eventNotificationType":"HardWiredNotification","variable":{"name":"AvailabilityState"}}]}"""))).isTrue();
    }

    @Test
    void anUnlockNamesEvseAndConnector() {
        assertThat(only(new StationCommand.UnlockConnector(1, 1)))
                .isEqualTo("UnlockConnector {\"evseId\":1,\"connectorId\":1}");
        assertThat(only(new StationCommand.UnlockConnector(null, 1))).startsWith("unsupported");
    }

    @Test
    void aTriggerNamesTheEvseOnlyWhenAskedTo() {
        assertThat(only(trigger("MeterValues", 1, null)))
                .isEqualTo("TriggerMessage {\"requestedMessage\":\"MeterValues\",\"evse\":{\"id\":1}}");
        assertThat(only(trigger("MeterValues", null, null)))
                .isEqualTo("TriggerMessage {\"requestedMessage\":\"MeterValues\"}");
        assertThat(only(trigger("StatusNotification", 1, 1)))
                .isEqualTo(
                        "TriggerMessage {\"requestedMessage\":\"StatusNotification\",\"evse\":{\"id\":1,\"connectorId\":1}}");
    }

    @Test
    void aStatusIsTriggeredForOneConnectorUnlessForced() {
        assertThat(only(trigger("StatusNotification", 1, null)))
                .startsWith("unsupported")
                .contains("F06.FR.13");
        assertThat(EncodedText.of(encoder.encode(trigger("StatusNotification", null, null), newer.forced())))
                .containsExactly("TriggerMessage {\"requestedMessage\":\"StatusNotification\"}");
    }

    private static StationCommand trigger(String message, @Nullable Integer evse, @Nullable Integer connector) {
        return new StationCommand.TriggerMessage(message, evse, connector, null, null);
    }

    @Test
    void theStateOfATransactionOrOfTheQueueIsTold() {
        assertThat(only(new StationCommand.GetTransactionStatus("T-1")))
                .isEqualTo("GetTransactionStatus {\"transactionId\":\"T-1\"}");
        assertThat(only(new StationCommand.GetTransactionStatus(null))).isEqualTo("GetTransactionStatus {}");
        CommandAnswer answer = EncodedText.answer(
                encoder.encode(new StationCommand.GetTransactionStatus("T-1"), station),
                "{\"ongoingIndicator\":true,\"messagesInQueue\":false}");
        assertThat(answer.reason()).isEqualTo("the transaction runs, its queue is empty");
    }

    @Test
    void transferredDataIsAnyJson() {
        assertThat(only(new StationCommand.DataTransfer("v", null, "{\"a\":[1,null]}")))
                .isEqualTo("DataTransfer {\"vendorId\":\"v\",\"data\":{\"a\":[1,null]}}");
    }

    private static StationCommand reading(Variable... variables) {
        List<Attribute> all = new ArrayList<>();
        for (Variable variable : variables) all.add(new Attribute(variable, null));
        return new StationCommand.GetVariables(all);
    }

    private static Variable limit(String name, String instance) {
        return Variable.of("DeviceDataCtrlr", name, instance);
    }

    @Test
    void severalVariablesAreReadInOneMessageWhileNoLimitIsKnown() {
        assertThat(only(reading(
                        Variable.of("OCPPCommCtrlr", "OfflineThreshold", null),
                        Variable.of("AuthCtrlr", "AuthorizeRemoteStart", null))))
                .isEqualTo(
                        "GetVariables {\"getVariableData\":["
                                + "{\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":\"OfflineThreshold\"}},"
                                + "{\"component\":{\"name\":\"AuthCtrlr\"},\"variable\":{\"name\":\"AuthorizeRemoteStart\"}}]}");
    }

    @Test
    void fiveVariablesLeaveInTwoMessagesWhenTheStationTakesFour() {
        station.taking(limit("ItemsPerMessage", "GetVariables"), 4);
        var five = reading(
                limit("ItemsPerMessage", "GetReport"),
                limit("ItemsPerMessage", "GetVariables"),
                limit("BytesPerMessage", "GetReport"),
                limit("BytesPerMessage", "GetVariables"),
                Variable.of("AuthCtrlr", "AuthorizeRemoteStart", null));
        assertThat(sent(five)).hasSize(2);
        assertThat(sent(five).getLast())
                .isEqualTo(
                        "GetVariables {\"getVariableData\":["
                                + "{\"component\":{\"name\":\"AuthCtrlr\"},\"variable\":{\"name\":\"AuthorizeRemoteStart\"}}]}");
    }

    @Test
    void messagesStayBelowTheBytesThatTheStationTakes() {
        station.taking(limit("BytesPerMessage", "GetVariables"), 300);
        var three = reading(
                Variable.of("OCPPCommCtrlr", "OfflineThreshold", null),
                Variable.of("AuthCtrlr", "AuthorizeRemoteStart", null),
                Variable.of("OCPPCommCtrlr", "HeartbeatInterval", null));
        assertThat(sent(three))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text.length()).isLessThan(300));
    }

    @Test
    void theAnswersOfGetVariablesAreKeptAndTold() {
        CommandAnswer answer =
                EncodedText.answer(encoder.encode(reading(limit("ItemsPerMessage", "GetVariables")), station), """
                        {"getVariableResult":[
                        {"attributeStatus":"Accepted","attributeValue":"4","component":{"name":"DeviceDataCtrlr"},
                         "variable":{"name":"ItemsPerMessage","instance":"GetVariables"}},
                        {"attributeStatus":"UnknownVariable","component":{"name":"X"},"variable":{"name":"Y"}}]}""");
        assertThat(answer.values())
                .containsExactly(new VariableValue(limit("ItemsPerMessage", "GetVariables"), "Actual", "4", null));
        assertThat(answer.status()).isNull();
        assertThat(answer.reason()).isEqualTo("X.Y: UnknownVariable");
    }

    @Test
    void settingsGoInOneMessageAndWhatIsAcceptedIsKnown() {
        var set = new StationCommand.SetVariables(List.of(
                new Setting(Variable.of("OCPPCommCtrlr", "OfflineThreshold", null), null, "123"),
                new Setting(Variable.of("AuthCtrlr", "AuthorizeRemoteStart", null), null, "false")));
        assertThat(only(set))
                .isEqualTo(
                        "SetVariables {\"setVariableData\":["
                                + "{\"attributeValue\":\"123\",\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":\"OfflineThreshold\"}},"
                                + "{\"attributeValue\":\"false\",\"component\":{\"name\":\"AuthCtrlr\"},\"variable\":{\"name\":\"AuthorizeRemoteStart\"}}]}");
        CommandAnswer answer = EncodedText.answer(encoder.encode(set, station), """
                {"setVariableResult":[
                {"attributeStatus":"Accepted","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"offlinethreshold"}},
                {"attributeStatus":"Rejected","attributeStatusInfo":{"reasonCode":"ReadOnly"},
                 "component":{"name":"AuthCtrlr"},"variable":{"name":"AuthorizeRemoteStart"}}]}""");
        assertThat(answer.values())
                .containsExactly(new VariableValue(
                        Variable.of("OCPPCommCtrlr", "OfflineThreshold", null), "Actual", "123", null));
        assertThat(answer.reason()).isEqualTo("AuthCtrlr.AuthorizeRemoteStart: Rejected (ReadOnly)");
        assertThat(answer.positive()).isFalse();
    }

    @Test
    void aPasswordGoesAsText() {
        var change = new StationCommand.ChangePassword("Sixteen-letters_");
        assertThat(only(change))
                .isEqualTo(
                        "SetVariables {\"setVariableData\":[{\"attributeValue\":\"Sixteen-letters_\","
                                + "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"BasicAuthPassword\"}}]}");
        assertThat(EncodedText.answer(encoder.encode(change, station), """
                {"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"SecurityCtrlr"},
                "variable":{"name":"BasicAuthPassword"}}]}""").values())
                .isEmpty();
        assertThat(only(new StationCommand.ChangePassword("sixteen letters with blanks")))
                .startsWith("unsupported");
    }

    @Test
    void reportsAreAskedUnderNumbersOfTheirOwn() {
        var base = (Encoded.Calls) encoder.encode(new StationCommand.GetBaseReport("FullInventory"), station);
        assertThat(EncodedText.of(base))
                .containsExactly("GetBaseReport {\"requestId\":1,\"reportBase\":\"FullInventory\"}");
        assertThat(base.expects()).isEqualTo(new Expectation.Report(1, "FullInventory"));
        var custom = encoder.encode(
                new StationCommand.GetReport(
                        List.of("Problem"), List.of(new Variable("EVSE", null, 1, null, "AvailabilityState", null))),
                station);
        assertThat(EncodedText.of(custom))
                .containsExactly("GetReport {\"requestId\":2,\"componentVariable\":[{\"component\":{\"name\":\"EVSE\","
                        + "\"evse\":{\"id\":1}},\"variable\":{\"name\":\"AvailabilityState\"}}],"
                        + "\"componentCriteria\":[\"Problem\"]}");
    }

    @Test
    void whatTheRawDoorAsksForIsExpectedToo() {
        var raw = (Encoded.Calls) encoder.encode(
                new StationCommand.Call("GetBaseReport", "{\"requestId\":9,\"reportBase\":\"SummaryInventory\"}", true),
                station);
        assertThat(raw.expects()).isEqualTo(new Expectation.Report(9, "SummaryInventory"));
    }
}

package dev.stationmaster.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stationmaster.ocpp.v16.ChangeConfigurationRequest;
import dev.stationmaster.ocpp.v2.ACChargingParameters;
import dev.stationmaster.ocpp.v2.ChargingNeeds;
import dev.stationmaster.ocpp.v2.ClearTariffsRequest;
import dev.stationmaster.ocpp.v2.DataTransferRequest;
import dev.stationmaster.ocpp.v2.HeartbeatRequest;
import dev.stationmaster.ocpp.v2.IdToken;
import dev.stationmaster.ocpp.v2.NotifyEVChargingNeedsRequest;
import dev.stationmaster.ocpp.v2.RequestStartTransactionRequest;
import dev.stationmaster.ocpp.v2.TriggerMessageRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static String encode(Version version, Object message) {
        return new String(Codec.of(version).encode(message), StandardCharsets.UTF_8);
    }

    private static List<String> refused(Version version, Object message) {
        var refusal = catchThrowableOfType(
                InvalidMessageException.class, () -> Codec.of(version).encode(message));
        assertThat(refusal).as("refused").isNotNull();
        return refusal.violations().stream()
                .map(v -> v.path() + " " + v.keyword())
                .toList();
    }

    @Test
    void propertiesOf21CannotLeaveFor201() {
        var trigger = TriggerMessageRequest.builder()
                .requestedMessage("Heartbeat")
                .customTrigger("x")
                .build();
        assertThat(encode(Version.V21, trigger))
                .isEqualTo("{\"requestedMessage\":\"Heartbeat\",\"customTrigger\":\"x\"}");
        assertThat(refused(Version.V201, trigger)).containsExactly("/customTrigger additionalProperties");
    }

    @Test
    void messagesWordsAndLengthsOf21CannotLeaveFor201() {
        assertThat(refused(Version.V201, new ClearTariffsRequest(null, null, null)))
                .containsExactly(" action");
        assertThat(refused(Version.V16, new HeartbeatRequest(null))).containsExactly(" action");
        var start = RequestStartTransactionRequest.builder()
                .remoteStartId(1)
                .idToken(new IdToken("x".repeat(200), "DirectPayment", null, null))
                .build();
        assertThat(encode(Version.V21, start)).contains("DirectPayment");
        assertThat(refused(Version.V201, start))
                .containsExactlyInAnyOrder("/idToken/idToken maxLength", "/idToken/type enum");
    }

    @Test
    void numbersThatWereIntegersIn201LeaveAsIntegers() {
        var whole = needs(new BigDecimal("32.00"));
        assertThat(encode(Version.V201, whole)).contains("\"evMaxCurrent\":32,");
        assertThat(encode(Version.V21, needs(new BigDecimal("32.5")))).contains("\"evMaxCurrent\":32.5,");
        assertThat(refused(Version.V201, needs(new BigDecimal("32.5"))))
                .containsExactly("/chargingNeeds/acChargingParameters/evMaxCurrent type");
    }

    private static NotifyEVChargingNeedsRequest needs(BigDecimal current) {
        var ac = new ACChargingParameters(BigDecimal.TEN, BigDecimal.ONE, current, BigDecimal.valueOf(230), null);
        var needs = ChargingNeeds.builder()
                .requestedEnergyTransfer("AC_three_phase")
                .acChargingParameters(ac)
                .build();
        return NotifyEVChargingNeedsRequest.builder()
                .evseId(1)
                .chargingNeeds(needs)
                .build();
    }

    @Test
    void whatTheSchemaForbidsDoesNotLeave() {
        assertThat(refused(Version.V16, new ChangeConfigurationRequest("k".repeat(51), "v")))
                .containsExactly("/key maxLength");
        assertThat(refused(Version.V16, new ChangeConfigurationRequest("k", "\ud800")))
                .isNotEmpty();
    }

    @Test
    void textOfOthersLeavesOnlyAsOneJsonValue() {
        var lawful = new DataTransferRequest(
                "v", null, new JsonValue(" [1, {\"a\": null}]"), new JsonValue("{\"vendorId\":\"x\",\"y\":1}"));
        assertThat(SchemaDocument.EXACT
                        .readTree(encode(Version.V201, lawful))
                        .at("/data/1/a")
                        .isNull())
                .isTrue();
        var text = new DataTransferRequest("v", null, JsonValue.ofString("say \"é\"\n"), null);
        assertThat(encode(Version.V201, text)).isEqualTo("{\"vendorId\":\"v\",\"data\":\"say \\\"é\\\"\\n\"}");
        for (var hostile : List.of("1}", "", "{", "\"a\",\"b\":1", "1 2", "nil")) {
            assertThat(refused(Version.V201, new DataTransferRequest("v", null, new JsonValue(hostile), null)))
                    .isNotEmpty();
        }
        assertThat(refused(Version.V201, new DataTransferRequest("v", null, null, new JsonValue("{\"y\":1}"))))
                .containsExactly("/customData/vendorId required");
    }

    @Test
    void everyActionBelongsToASide() {
        assertThat(Codec.of(Version.V16).actions(Direction.FROM_STATION))
                .hasSize(14)
                .contains("StartTransaction", "DataTransfer");
        assertThat(Codec.of(Version.V16).actions(Direction.FROM_CSMS))
                .hasSize(26)
                .contains("Reset", "DataTransfer");
        assertThat(Codec.of(Version.V201).actions(Direction.FROM_STATION)).hasSize(25);
        assertThat(Codec.of(Version.V201).actions(Direction.FROM_CSMS)).hasSize(40);
        assertThat(Codec.of(Version.V21).actions(Direction.FROM_STATION)).hasSize(37);
        assertThat(Codec.of(Version.V21).actions(Direction.FROM_CSMS)).hasSize(55);
    }
}

package dev.stationmaster.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.ocpp.v16.BootNotificationRequest;
import dev.stationmaster.ocpp.v16.GetConfigurationResponse;
import dev.stationmaster.ocpp.v16.MeterValuesRequest;
import dev.stationmaster.ocpp.v16.SampledValue;
import dev.stationmaster.ocpp.v16.StartTransactionRequest;
import dev.stationmaster.ocpp.v16.StatusNotificationRequest;
import dev.stationmaster.ocpp.v16.StopTransactionRequest;
import dev.stationmaster.ocpp.v2.NotifyReportRequest;
import dev.stationmaster.ocpp.v2.TransactionEventRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real stations send (protocol quirks, by number), and what is made of it. */
class TolerantTest {
    private static <T> Decoded<T> decode(Version version, Class<T> type, String json) {
        var payload = Payload.of(json);
        assertThat(Codec.of(version).decode(type, payload, Policy.STRICT).isValid())
                .as("strict refuses it")
                .isFalse();
        var decoded = Codec.of(version).decode(type, payload, Policy.TOLERANT);
        assertThat(decoded.findings()).isNotEmpty();
        return decoded;
    }

    private static <T> T repaired(Version version, Class<T> type, String json, String... findings) {
        var decoded = decode(version, type, json);
        assertThat(decoded.violations()).isEmpty();
        assertThat(decoded.findings())
                .extracting(f -> f.path() + " " + f.keyword())
                .containsExactly(findings);
        return decoded.orThrow();
    }

    private static MeterValuesRequest meterValues(String sample, String... findings) {
        return repaired(Version.V16, MeterValuesRequest.class, """
                {"connectorId":1,"meterValue":[{"timestamp":"2026-03-01T08:00:00Z","sampledValue":[%s]}]}""".formatted(sample), findings);
    }

    private static SampledValue sample(String sample, String... findings) {
        return meterValues(sample, findings)
                .meterValue()
                .getFirst()
                .sampledValue()
                .getFirst();
    }

    private static final String SAMPLE = "/meterValue/0/sampledValue/0";

    @Test
    void q28UnknownPropertiesAreIgnoredAndOtherCaseIsUnderstood() {
        var status = repaired(
                Version.V16,
                StatusNotificationRequest.class,
                """
                {"connectorId":1,"errorcode":"NoError","status":"Available","colour":{"deep":[1,{}]}}""",
                "/errorcode additionalProperties",
                "/colour additionalProperties");
        assertThat(status.errorCode()).isEqualTo("NoError");
    }

    @Test
    void q34LongSerialNumbersAreKeptWhole() {
        var serial = "3N".repeat(20);
        var boot = repaired(
                Version.V16,
                BootNotificationRequest.class,
                """
                {"chargePointVendor":"Schneider","chargePointModel":"M","chargePointSerialNumber":"%s"}""".formatted(serial),
                "/chargePointSerialNumber maxLength");
        assertThat(boot.chargePointSerialNumber()).isEqualTo(serial);
    }

    @Test
    void textsOfAnyLengthAreNotKept() {
        var boot = Codec.of(Version.V16)
                .decode(BootNotificationRequest.class, Payload.of("""
                {"chargePointVendor":"%s","chargePointModel":"M"}""".formatted("x".repeat(256))), Policy.TOLERANT);
        assertThat(boot.violations()).extracting(Violation::keyword).containsExactly("maxLength");
    }

    @Test
    void q37UnknownErrorCodesAreKept() {
        var status = repaired(Version.V16, StatusNotificationRequest.class, """
                {"connectorId":1,"errorCode":"Error","status":"Faulted"}""", "/errorCode enum");
        assertThat(status.errorCode()).isEqualTo("Error");
    }

    @Test
    void anUnknownStatusIsRefusedBecauseNothingLawfulStandsForIt() {
        var status = decode(Version.V16, StatusNotificationRequest.class, """
                {"connectorId":1,"errorCode":"Error","status":"Sleeping"}""");
        assertThat(status.violations()).extracting(Violation::path).containsExactly("/status");
        assertThat(status.violations().getFirst().code()).isEqualTo(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION);
        assertThat(status.value()).isNull();
    }

    @Test
    void q41ConfigurationValuesMayBeNumbersAndBooleans() {
        var configuration = repaired(
                Version.V16,
                GetConfigurationResponse.class,
                """
                {"configurationKey":[{"key":"a","readonly":"True","value":30},{"key":"b","readonly":0,"value":false}]}""",
                "/configurationKey/0/readonly type",
                "/configurationKey/0/value type",
                "/configurationKey/1/readonly type",
                "/configurationKey/1/value type");
        assertThat(configuration.configurationKey().getFirst().readonly()).isTrue();
        assertThat(configuration.configurationKey().getFirst().value()).isEqualTo("30");
        assertThat(configuration.configurationKey().getLast().readonly()).isFalse();
        assertThat(configuration.configurationKey().getLast().value()).isEqualTo("false");
    }

    @Test
    void q46TimesWithoutOffsetOrWithABlankAreRead() {
        var start = repaired(Version.V16, StartTransactionRequest.class, """
                {"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-03-01 08:00:00"}""", "/timestamp format");
        assertThat(start.timestamp()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void q53UnknownStopReasonsAreKeptAndOtherCaseIsUnderstood() {
        var json = """
                {"transactionId":1,"meterStop":9,"timestamp":"2026-03-01T08:00:00Z","reason":"%s"}""";
        assertThat(repaired(Version.V16, StopTransactionRequest.class, json.formatted("Finished"), "/reason enum")
                        .reason())
                .isEqualTo("Finished");
        assertThat(repaired(Version.V16, StopTransactionRequest.class, json.formatted("evDisconnected"), "/reason enum")
                        .reason())
                .isEqualTo("EVDisconnected");
    }

    @Test
    void registersWithFractionsOrAsTextAreRead() {
        var start = repaired(
                Version.V16,
                StartTransactionRequest.class,
                """
                {"connectorId":"1","idTag":7,"meterStart":1500.6,"timestamp":"2026-03-01T08:00:00Z"}""",
                "/connectorId type",
                "/idTag type",
                "/meterStart type");
        assertThat(start)
                .isEqualTo(new StartTransactionRequest(1, "7", 1501, Instant.parse("2026-03-01T08:00:00Z"), null));
    }

    @Test
    void q60NumbersForSampledValuesAreTakenAsText() {
        assertThat(sample("{\"value\":15000.50}", SAMPLE + "/value type").value())
                .isEqualTo("15000.50");
    }

    @Test
    void q65UnitsOutsideTheEnumerationAreKeptAndCelciusIsLawful() {
        var sample = sample(
                "{\"value\":\"50\",\"unit\":\"Hertz\",\"context\":\"Now\"}",
                SAMPLE + "/unit enum",
                SAMPLE + "/context enum");
        assertThat(sample.unit()).isEqualTo("Hertz");
        assertThat(sample.context()).isEqualTo("Now");
        assertThat(Codec.of(Version.V16).validateRequest("MeterValues", Payload.of("""
                {"connectorId":1,"meterValue":[{"timestamp":"2026-03-01T08:00:00Z","sampledValue":
                [{"value":"20","unit":"Celcius"}]}]}""")))
                .isEmpty();
    }

    @Test
    void anUnusableSampleIsDroppedAndTheOthersStay() {
        var values = meterValues(
                "{\"unit\":\"Wh\"},{\"value\":{}},null,{\"value\":\"7\"}",
                SAMPLE + "/value required",
                "/meterValue/0/sampledValue/1/value type",
                "/meterValue/0/sampledValue/2 type");
        assertThat(values.meterValue().getFirst().sampledValue())
                .extracting(SampledValue::value)
                .isEqualTo(List.of("7"));
    }

    @Test
    void nullAndUnusableOptionalPropertiesCountAsAbsent() {
        var values = repaired(Version.V16, MeterValuesRequest.class, """
                {"connectorId":1,"transactionId":null,"meterValue":[]}""", "/transactionId type");
        assertThat(values.transactionId()).isNull();
    }

    @Test
    void registersBeyondThirtyTwoBitsAreKept() {
        var start = repaired(Version.V16, StartTransactionRequest.class, """
                {"connectorId":1,"idTag":"A","meterStart":2147483648,"timestamp":"2026-03-01T08:00:00Z"}""", "/meterStart int32");
        assertThat(start.meterStart()).isEqualTo(2_147_483_648L);
        var stop = repaired(
                Version.V16,
                StopTransactionRequest.class,
                """
                {"transactionId":1,"meterStop":"9000000000,4","timestamp":"2026-03-01T08:00:00Z"}""",
                "/meterStop type",
                "/meterStop type",
                "/meterStop int32");
        assertThat(stop.meterStop()).isEqualTo(9_000_000_000L);
        var nonsense = repaired(Version.V16, StopTransactionRequest.class, """
                {"transactionId":1,"meterStop":-1e30,"timestamp":"2026-03-01T08:00:00Z"}""", "/meterStop int32");
        assertThat(nonsense.meterStop()).isEqualTo(-10_000_000_000_000_000L);
    }

    @Test
    void theStrictPolicyHoldsRegistersToThirtyTwoBits() {
        var payload = Payload.of("""
                {"connectorId":1,"idTag":"A","meterStart":2147483648,"timestamp":"2026-03-01T08:00:00Z"}""");
        assertThat(Codec.of(Version.V16)
                        .decode(StartTransactionRequest.class, payload, Policy.STRICT)
                        .violations())
                .extracting(Violation::path, Violation::keyword)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/meterStart", "int32"));
    }

    @Test
    void aMissingRequiredPropertyStillRefuses() {
        var start = decode(Version.V16, StartTransactionRequest.class, """
                {"connectorId":"1","idTag":"A","timestamp":"2026-03-01T08:00:00Z"}""");
        assertThat(start.violations()).extracting(Violation::path).containsExactly("/meterStart");
        assertThat(start.violations().getFirst().code()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
    }

    @Test
    void transactionEventsAreNotRefusedForWordsOrDecimalCommas() {
        var event = repaired(
                Version.V201,
                TransactionEventRequest.class,
                """
                {"eventType":"updated","timestamp":"2026-03-01T08:00:00+02","triggerReason":"Because","seqNo":-1,
                "numberOfPhasesUsed":"three","transactionInfo":{"transactionId":"T","chargingState":"Humming"},
                "idToken":{"idToken":"","type":"RFID"},
                "meterValue":[{"timestamp":"2026-03-01T06:00:00Z","sampledValue":[{"value":"12,5","unitOfMeasure":{"multiplier":"0"}}]}]}""",
                "/eventType enum",
                "/timestamp format",
                "/triggerReason enum",
                "/numberOfPhasesUsed type",
                "/transactionInfo/chargingState enum",
                "/idToken/type enum",
                "/meterValue/0/sampledValue/0/value type",
                "/meterValue/0/sampledValue/0/unitOfMeasure/multiplier type");
        assertThat(event.eventType()).isEqualTo("Updated");
        assertThat(event.triggerReason()).isEqualTo("Because");
        assertThat(event.numberOfPhasesUsed()).isNull();
        assertThat(event.transactionInfo().chargingState()).isNull();
        assertThat(event.idToken().type()).isEqualTo("RFID");
        assertThat(event.meterValue().getFirst().sampledValue().getFirst().value())
                .isEqualByComparingTo(new BigDecimal("12.5"));
    }

    @Test
    void listsWithTooFewElementsPass() {
        var report = repaired(Version.V201, NotifyReportRequest.class, """
                {"requestId":1,"generatedAt":"2026-03-01T08:00:00Z","seqNo":0,"reportData":[]}""", "/reportData minItems");
        assertThat(report.reportData()).isEmpty();
    }

    @Test
    void repeatedNamesKeepTheLastAndCharactersNoTextMayHoldAreLeftOut() {
        var decoded = Codec.of(Version.V16).decode(BootNotificationRequest.class, Payload.of("""
                {"chargePointVendor":"a","chargePointModel":"M\\u0000","chargePointVendor":"b"}"""), Policy.STRICT);
        assertThat(decoded.orThrow())
                .isEqualTo(BootNotificationRequest.builder()
                        .chargePointVendor("b")
                        .chargePointModel("M")
                        .build());
        assertThat(decoded.findings()).extracting(Violation::keyword).containsExactly("text", "duplicate");
    }

    @Test
    void numbersThatWouldEatAllMemoryAreRefused() {
        for (var number : List.of("1e999999999", "-1e-999999999", "9".repeat(150) + "e999")) {
            for (var policy : Policy.values()) {
                assertThat(Codec.of(Version.V21)
                                .decode(TransactionEventRequest.class, Payload.of("""
                        {"eventType":"Ended","timestamp":"2026-03-01T08:00:00Z","triggerReason":"Trigger","seqNo":%s,
                        "transactionInfo":{"transactionId":"T"}}""".formatted(number)), policy)
                                .isValid())
                        .isFalse();
            }
        }
    }
}

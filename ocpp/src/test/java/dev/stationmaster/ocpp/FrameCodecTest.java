package dev.stationmaster.ocpp;

import static dev.stationmaster.ocpp.ErrorCode.FORMAT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED;
import static dev.stationmaster.ocpp.ErrorCode.RPC_FRAMEWORK_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private static Frame read(Version version, String text) {
        return FrameCodec.read(version, text.getBytes(StandardCharsets.UTF_8));
    }

    private static FrameCodec.Reading tolerant(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return FrameCodec.read(Version.V16, Policy.TOLERANT, bytes, 0, bytes.length);
    }

    @Test
    void callsAreReadWithTheirPayloadUntouched() {
        assertThat(read(Version.V16, " [2 , \"a1\",\"Heartbeat\" , { \"x\" : [1, \"]\"] } ] "))
                .isEqualTo(new Frame.Call("a1", "Heartbeat", Payload.of("{ \"x\" : [1, \"]\"] }")));
    }

    @Test
    void payloadsAreFoundInThePartOfAnArrayThatWasGiven() {
        var bytes = "noise[3,\"é-1\",{\"status\":\"ü\"}]noise".getBytes(StandardCharsets.UTF_8);
        assertThat(FrameCodec.read(Version.V21, bytes, 5, bytes.length - 10))
                .isEqualTo(new Frame.CallResult("é-1", Payload.of("{\"status\":\"ü\"}")));
    }

    @Test
    void everyTypeIsReadBackAsItWasWritten() {
        var payload = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(FrameCodec.read(Version.V21, FrameCodec.call("1", "Reset", payload)))
                .isEqualTo(new Frame.Call("1", "Reset", Payload.of(payload)));
        assertThat(FrameCodec.read(Version.V21, FrameCodec.result("1", payload)))
                .isEqualTo(new Frame.CallResult("1", Payload.of(payload)));
        assertThat(FrameCodec.read(Version.V21, FrameCodec.send("1", "NotifyPeriodicEventStream", payload)))
                .isEqualTo(new Frame.Send("1", "NotifyPeriodicEventStream", Payload.of(payload)));
        assertThat(FrameCodec.read(Version.V21, FrameCodec.error(Version.V21, "1", FORMAT_VIOLATION, "a \"b\"\n")))
                .isEqualTo(new Frame.CallError("1", "FormatViolation", "a \"b\"\n", Payload.empty()));
        assertThat(FrameCodec.read(Version.V21, FrameCodec.resultError(Version.V21, "1", FORMAT_VIOLATION, "")))
                .isEqualTo(new Frame.CallResultError("1", "FormatViolation", "", Payload.empty()));
    }

    @Test
    void nullPayloadsTrailingNulsAndNewlinesAreLawful() {
        assertThat(read(Version.V16, "[2,\"1\",\"Heartbeat\",null]\n\0"))
                .isEqualTo(new Frame.Call("1", "Heartbeat", Payload.empty()));
    }

    @Test
    void descriptionsAreCutWithoutHalvingACharacter() {
        var frame = (Frame.CallError) FrameCodec.read(
                Version.V201, FrameCodec.error(Version.V201, "1", RPC_FRAMEWORK_ERROR, "x".repeat(254) + "😀"));
        assertThat(frame.description()).isEqualTo("x".repeat(254));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4,\"1\",\"FormatViolation\"]                | FormatViolation",
                "[4,\"1\",\"GenericError\",\"\"]              | GenericError",
                "[4,\"1\",\"NoSuchCode\",null,null]           | NoSuchCode",
                "[4,\"1\"]                                    | ''",
                "[4,\"1\",{\"a\":[]},[\"b\"],[2]]       | ''",
            })
    void errorsAreReadHoweverShortTheyAre(String text, String code) {
        assertThat(read(Version.V16, text)).isInstanceOfSatisfying(Frame.CallError.class, error -> {
            assertThat(error.id()).isEqualTo("1");
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.description()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // text                                        | id   | code                | type
                "                                              |      | RPC_FRAMEWORK_ERROR | 0",
                "{}                                            |      | RPC_FRAMEWORK_ERROR | 0",
                "[]                                            |      | RPC_FRAMEWORK_ERROR | 0",
                "[                                             |      | RPC_FRAMEWORK_ERROR | 0",
                "hello                                         |      | RPC_FRAMEWORK_ERROR | 0",
                "[\"2\",\"1\",\"Heartbeat\",{}]                |      | RPC_FRAMEWORK_ERROR | 0",
                "[2]                                           |      | RPC_FRAMEWORK_ERROR | 2",
                "[2,{},\"Heartbeat\",{}]                       |      | RPC_FRAMEWORK_ERROR | 2",
                "[2,null,\"Heartbeat\",{}]                     |      | RPC_FRAMEWORK_ERROR | 2",
                "[2,17,\"Heartbeat\",{}]                       | 17   | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\"]                                     | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",{},{}]                               | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",\"Heartbeat\"]                       | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",\"Heartbeat\",{},{}]                 | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",\"Heartbeat\",{}                     | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",\"Heartbeat\",{}]]                   | 1    | RPC_FRAMEWORK_ERROR | 2",
                "[2,\"1\",\"Heartbeat\",{\"a\":}]              | 1    | FORMAT_VIOLATION    | 2",
                "[2,\"1\",\"Heartbeat\",{'a':1}]               | 1    | FORMAT_VIOLATION    | 2",
                "[2,\"1\",\"Heartbeat\",{\"a\":NaN}]           | 1    | FORMAT_VIOLATION    | 2",
                "[7,\"1\",\"Heartbeat\",{}]                    | 1    | MESSAGE_TYPE_NOT_SUPPORTED | 7",
                "[99999999999,\"1\"]                           | 1    | MESSAGE_TYPE_NOT_SUPPORTED | -1",
                "[5,\"1\",\"GenericError\",\"\",{}]            | 1    | MESSAGE_TYPE_NOT_SUPPORTED | 5",
                "[6,\"1\",\"NotifyPeriodicEventStream\",{}]    | 1    | MESSAGE_TYPE_NOT_SUPPORTED | 6",
                "[3,\"1\"]                                     | 1    | RPC_FRAMEWORK_ERROR | 3",
            })
    void whatIsNoFrameIsMalformed(String text, String id, ErrorCode code, int type) {
        var frame = read(Version.V201, text == null ? "" : text);
        assertThat(frame).isInstanceOfSatisfying(Frame.Malformed.class, malformed -> {
            assertThat(malformed.id()).isEqualTo(id);
            assertThat(malformed.code()).isEqualTo(code);
            assertThat(malformed.messageType()).isEqualTo(type);
        });
    }

    @Test
    void idsOfMoreThan36CharactersAreMalformedAndKept() {
        assertThat(read(Version.V16, "[2,\"" + "a".repeat(36) + "\",\"Heartbeat\",{}]"))
                .isInstanceOf(Frame.Call.class);
        assertThat(read(Version.V16, "[2,\"" + "a".repeat(37) + "\",\"Heartbeat\",{}]"))
                .isInstanceOfSatisfying(
                        Frame.Malformed.class, m -> assertThat(m.id()).isEqualTo("a".repeat(37)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "V16  | [2,17,\"Heartbeat\",{}]             | [4,\"17\",\"FormationViolation\",\"the message id must be a string\",{}]",
                "V201 | [2,17,\"Heartbeat\",{}]             | [4,\"17\",\"RpcFrameworkError\",\"the message id must be a string\",{}]",
                "V16  | [2,\"1\",\"Heartbeat\",{]           | [4,\"1\",\"FormationViolation\",\"the payload is not JSON\",{}]",
                "V21  | [2,\"1\",\"Heartbeat\",{]           | [4,\"1\",\"FormatViolation\",\"the payload is not JSON\",{}]",
                "V16  | <html>                              | ",
                "V201 | <html>                              | [4,\"-1\",\"RpcFrameworkError\",\"not a JSON array\",{}]",
                "V21  | <html>                              | [4,\"-1\",\"RpcFrameworkError\",\"not a JSON array\",{}]",
                "V16  | [7,\"1\",\"Heartbeat\",{}]          | ",
                "V201 | [7,\"1\",\"Heartbeat\",{}]          | [4,\"1\",\"MessageTypeNotSupported\",\"unknown message type\",{}]",
                "V21  | [7,\"1\",\"Heartbeat\",{}]          | ",
                "V16  | [6,\"1\",\"X\",{}]                  | ",
                "V201 | [6,\"1\",\"X\",{}]                  | [4,\"1\",\"MessageTypeNotSupported\",\"unknown message type\",{}]",
                "V16  | [3,\"1\",{]                         | ",
                "V201 | [3,\"1\",{]                         | ",
                "V21  | [3,\"1\",{]                         | [5,\"1\",\"FormatViolation\",\"the payload is not JSON\",{}]",
                "V21  | [6,\"1\",\"X\",{]                   | ",
            })
    void malformedFramesAreAnsweredAsTheVersionDemands(Version version, String text, String answer) {
        var malformed = (Frame.Malformed) read(version, text);
        assertThat(FrameCodec.answer(version, malformed)
                        .map(b -> new String(b, StandardCharsets.UTF_8))
                        .orElse(null))
                .isEqualTo(answer);
    }

    @Test
    void missingPayloadsAndSurplusElementsPassTheTolerantPolicyWithAFinding() {
        assertThat(tolerant("[2,\"1\",\"Heartbeat\"]").frame())
                .isEqualTo(new Frame.Call("1", "Heartbeat", Payload.empty()));
        assertThat(tolerant("[2,\"1\",\"Heartbeat\"]").findings()).hasSize(1);
        assertThat(tolerant("[2,\"1\",\"Heartbeat\",{},[1],2]").frame()).isInstanceOf(Frame.Call.class);
        assertThat(tolerant("[2,\"1\",\"Heartbeat\",{},[1],2]").findings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,'1','Heartbeat',{'a':1}]",
                "[2,\"1\",\"Heartbeat\",{\"a\":1,}]",
                "[2,\"1\",\"Heartbeat\",{\"a\":01}]",
            })
    void nearlyJsonPassesTheTolerantPolicyWithAFinding(String text) {
        var reading = tolerant(text);
        assertThat(reading.frame()).isEqualTo(new Frame.Call("1", "Heartbeat", Payload.of("{\"a\":1}")));
        assertThat(reading.findings()).extracting(Violation::keyword).containsExactly("json");
    }

    @Test
    void notANumberBecomesText() {
        assertThat(tolerant("[2,\"1\",\"X\",{\"a\":NaN}]").frame())
                .isEqualTo(new Frame.Call("1", "X", Payload.of("{\"a\":\"NaN\"}")));
    }

    @Test
    void depthIsBounded() {
        for (var policy : Policy.values()) {
            var deep = ("[2,\"1\",\"Heartbeat\"," + "[".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
            assertThat(FrameCodec.read(Version.V21, policy, deep, 0, deep.length)
                            .frame())
                    .isInstanceOf(Frame.Malformed.class);
        }
    }

    @Test
    void otherEncodingsThanUtf8AreMalformed() {
        var call = "[2,\"1\",\"Heartbeat\",{}]";
        for (var charset : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_32LE
        }) {
            assertThat(FrameCodec.read(Version.V16, call.getBytes(charset)))
                    .as(charset.name())
                    .isInstanceOf(Frame.Malformed.class);
        }
    }

    @Test
    void noTextMakesItThrow() {
        var random = new Random(20_260_301);
        var seed =
                "[2,\"19223201\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]"
                        .getBytes(StandardCharsets.UTF_8);
        var alphabet = "[]{},:\"'\\0123456789.-+eEnulltruefals\0\n é😀".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 60_000; i++) {
            var text = seed.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                text[random.nextInt(text.length)] =
                        random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : (byte) random.nextInt();
            }
            int length = random.nextBoolean() ? text.length : random.nextInt(text.length);
            var version = Version.values()[i % 3];
            var policy = Policy.values()[i & 1];
            var frame = FrameCodec.read(version, policy, text, 0, length).frame();
            if (frame instanceof Frame.Call call) {
                var codec = Codec.of(version);
                codec.decode(codec.requestType("StatusNotification").orElseThrow(), call.payload(), policy);
            } else if (frame instanceof Frame.Malformed malformed) {
                FrameCodec.answer(version, malformed)
                        .ifPresent(answer ->
                                assertThat(FrameCodec.read(version, answer)).isNotInstanceOf(Frame.Malformed.class));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FormationViolation, FORMAT_VIOLATION",
        "FormatViolation, FORMAT_VIOLATION",
        "OccurenceConstraintViolation, OCCURRENCE_CONSTRAINT_VIOLATION",
        "OccurrenceConstraintViolation, OCCURRENCE_CONSTRAINT_VIOLATION",
        "notsupported, NOT_SUPPORTED",
        "MessageTypeNotSupported, MESSAGE_TYPE_NOT_SUPPORTED",
        "Whatever, GENERIC_ERROR",
    })
    void errorCodesAreUnderstoodInTheSpellingOfAnyVersion(String text, ErrorCode code) {
        assertThat(ErrorCode.parse(text)).isEqualTo(code);
    }

    @Test
    void errorCodesLeaveInTheSpellingOfTheVersion() {
        assertThat(FORMAT_VIOLATION.text(Version.V16)).isEqualTo("FormationViolation");
        assertThat(FORMAT_VIOLATION.text(Version.V201)).isEqualTo("FormatViolation");
        assertThat(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION.text(Version.V16))
                .isEqualTo("OccurenceConstraintViolation");
        assertThat(ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION.text(Version.V21))
                .isEqualTo("OccurrenceConstraintViolation");
        assertThat(MESSAGE_TYPE_NOT_SUPPORTED.text(Version.V21)).isEqualTo("MessageTypeNotSupported");
    }
}

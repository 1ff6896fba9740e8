package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block O: display messages. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201DisplayTest {
    private static final String IN_FRONT = ",\"priority\":\"InFront\"";

    @OcaCase("TC_O_01")
    void aMessageIsShown(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(set(IN_FRONT + ",\"state\":\"Idle\",\"language\":\"en\""));
            CallFromCsms call = play.station().expect("SetDisplayMessage");
            JsonNode message = call.payload().get("message");
            assertThat(message.get("id").isIntegralNumber()).isTrue();
            assertThat(message.get("priority").asString()).isEqualTo("InFront");
            assertThat(message.get("state").asString()).isEqualTo("Idle");
            assertThat(message.get("message").get("format").asString()).isEqualTo("UTF8");
            assertThat(message.get("message").get("content").asString()).isEqualTo("Welcome");
            assertThat(message.has("transactionId")).isFalse();
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(ids(play, "")).containsExactly(message.get("id").asInt());
        }
    }

    @OcaCase("TC_O_02")
    void allMessagesAreRead(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            int requestId = read(play, "", "{}");
            report(play, requestId, true, id, "InFront", "Welcome");
            report(play, requestId, false, 77, "NormalCycle", "Somebody else's");
            effect(play);
            assertThat(ids(play, "")).containsExactly(id, 77);
            assertThat(shown(play, 77).at("/held/content").asString()).isEqualTo("Somebody else's");
            assertThat(shown(play, 77).at("/wanted/content").isMissingNode()).isTrue();
        }
    }

    @OcaCase("TC_O_03")
    void thereAreNoMessages(Lab lab) {
        try (var play = lab.booted201()) {
            installed(play, IN_FRONT);
            var asked = play.command("{\"type\":\"GetDisplayMessages\"}");
            CallFromCsms call = play.station().expect("GetDisplayMessages");
            assertThat(call.payload().has("id")).isFalse();
            call.answer("{\"status\":\"Unknown\"}");
            assertNoneFound(asked.result());
            lab.operator().await(path(play, ""), page -> page.get("items").isEmpty());
        }
    }

    @OcaCase("TC_O_04")
    void aMessageIsTakenAway(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            assertThat(cleared(play, id, "Accepted")).isEqualTo("Accepted");
            lab.operator().await(path(play, ""), page -> page.get("items").isEmpty());
            assertThat(shown(play, id).get("status").asString()).isEqualTo("cleared");
        }
    }

    @OcaCase("TC_O_05")
    void anUnknownMessageCannotBeTakenAway(Lab lab) {
        try (var play = lab.booted201()) {
            assertThat(cleared(play, 4711, "Unknown")).isEqualTo("Unknown");
            assertThat(ids(play, "?status=all")).isEmpty();
        }
    }

    @OcaCase("TC_O_06")
    void aMessageOfATransactionGoesWithIt(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            Lab.Play play = charging.play();
            String transaction = play.transaction().get("id").asString();
            var asked = play.command(set(IN_FRONT + ",\"transaction\":\"" + transaction + "\""));
            CallFromCsms call = play.station().expect("SetDisplayMessage");
            JsonNode message = call.payload().get("message");
            assertThat(message.get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(ids(play, "")).hasSize(1);
            charging.finish();
            lab.operator().await(path(play, ""), page -> page.get("items").isEmpty());
            assertThat(shown(play, message.get("id").asInt()).get("status").asString())
                    .isEqualTo("gone");
        }
    }

    @OcaCase("TC_O_07")
    void aMessageIsReadByItsNumber(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            int requestId = read(play, ",\"ids\":[" + id + "]", "{\"id\":[" + id + "]}");
            report(play, requestId, false, id, "InFront", "Welcome");
            effect(play);
            assertReported(play, id);
        }
    }

    @OcaCase("TC_O_08")
    void messagesAreReadByPriority(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            int cycle = installed(play, ",\"priority\":\"NormalCycle\"");
            int requestId = read(play, IN_FRONT, "{\"priority\":\"InFront\"}");
            report(play, requestId, false, id, "InFront", "Welcome");
            effect(play);
            assertReported(play, id);
            assertThat(ids(play, "")).containsExactly(id, cycle);
        }
    }

    @OcaCase("TC_O_09")
    void messagesAreReadByState(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT + ",\"state\":\"Charging\"");
            int gone = installed(play, IN_FRONT + ",\"state\":\"Charging\"");
            int requestId = read(play, ",\"state\":\"Charging\"", "{\"state\":\"Charging\"}");
            report(play, requestId, false, id, "InFront\",\"state\":\"Charging", "Welcome");
            effect(play);
            assertReported(play, id);
            lab.operator().await(path(play, ""), page -> page.get("items").size() == 1);
            assertThat(shown(play, gone).get("status").asString()).isEqualTo("gone");
        }
    }

    @OcaCase("TC_O_10")
    void aMessageOfAnUnknownTransactionIsRefused(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            Lab.Play play = charging.play();
            String bound = set(IN_FRONT + ",\"transactionId\":\"nowhere\"");
            JsonNode kept = play.command(bound).result();
            assertThat(kept.get("state").asString()).isEqualTo("refused");
            assertThat(kept.get("reason").asString()).contains("nowhere");
            var asked = play.command(bound.replace("{\"type\"", "{\"force\":true,\"type\""));
            CallFromCsms call = play.station().expect("SetDisplayMessage");
            assertThat(call.payload().get("message").get("transactionId").asString())
                    .isEqualTo("nowhere");
            assertRefused(play, asked, call, "UnknownTransaction");
        }
    }

    @OcaCase("TC_O_11")
    void aMessageThatIsNotThereCannotBeRead(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            var asked = play.command("{\"type\":\"GetDisplayMessages\",\"ids\":[4711]}");
            CallFromCsms call = play.station().expect("GetDisplayMessages");
            assertThat(call.payload().get("id").get(0).asInt()).isEqualTo(4711);
            call.answer("{\"status\":\"Unknown\"}");
            assertNoneFound(asked.result());
            assertThat(ids(play, "")).containsExactly(id);
        }
    }

    @OcaCase("TC_O_12")
    void aMessageIsReplaced(Lab lab) {
        try (var play = lab.booted201()) {
            int id = installed(play, IN_FRONT);
            var asked = play.command(set(IN_FRONT + ",\"id\":" + id).replace("Welcome", "Closed today"));
            CallFromCsms call = play.station().expect("SetDisplayMessage");
            assertThat(call.payload().get("message").get("id").asInt()).isEqualTo(id);
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(ids(play, "?status=all")).containsExactly(id);
            assertThat(shown(play, id).get("held").get("content").asString()).isEqualTo("Closed today");
        }
    }

    @OcaCase("TC_O_13")
    void aMessageBeginsLater(Lab lab) {
        try (var play = lab.booted201()) {
            String at = Times.inSeconds(60);
            assertSentWith(play, ",\"startDateTime\":\"" + at + "\"", "startDateTime", at);
        }
    }

    @OcaCase("TC_O_14")
    void aMessageEnds(Lab lab) {
        try (var play = lab.booted201()) {
            String at = Times.inSeconds(600);
            assertSentWith(play, ",\"endDateTime\":\"" + at + "\"", "endDateTime", at);
        }
    }

    @OcaCase("TC_O_17")
    void aPriorityIsNotSupported(Lab lab) {
        refused(lab, ",\"priority\":\"AlwaysFront\"", "NotSupportedPriority");
    }

    @OcaCase("TC_O_18")
    void aStateIsNotSupported(Lab lab) {
        refused(lab, IN_FRONT + ",\"state\":\"Faulted\"", "NotSupportedState");
    }

    @OcaCase("TC_O_19")
    void aFormatIsNotSupported(Lab lab) {
        refused(lab, IN_FRONT + ",\"format\":\"HTML\"", "NotSupportedMessageFormat");
    }

    @OcaCase("TC_O_25")
    void aMessageIsForAState(Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(set(IN_FRONT + ",\"id\":42,\"state\":\"Unavailable\",\"format\":\"ASCII\""));
            CallFromCsms call = play.station().expect("SetDisplayMessage");
            JsonNode message = call.payload().get("message");
            assertThat(message.get("id").asInt()).isEqualTo(42);
            assertThat(message.get("state").asString()).isEqualTo("Unavailable");
            assertThat(message.get("message").get("format").asString()).isEqualTo("ASCII");
            call.answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            assertThat(ids(play, "")).containsExactly(42);
        }
    }

    @OcaCase("TC_O_26")
    void aMessageIsRefused(Lab lab) {
        refused(lab, ",\"priority\":\"NormalCycle\"", "Rejected");
    }

    @OcaCase("TC_O_27")
    void aMessageOfATransactionBeginsLater(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            String at = Times.inSeconds(60);
            JsonNode message = assertSentWith(
                    charging.play(),
                    ",\"startDateTime\":\"" + at + "\",\"transactionId\":\""
                            + charging.tx().id() + "\"",
                    "startDateTime",
                    at);
            assertThat(message.get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            assertThat(message.has("state") || message.has("endDateTime")).isFalse();
        }
    }

    @OcaCase("TC_O_28")
    void aMessageOfATransactionEnds(Lab lab) {
        try (var charging = Ocpp201.charging(lab)) {
            String at = Times.inSeconds(600);
            JsonNode message = assertSentWith(
                    charging.play(),
                    ",\"endDateTime\":\"" + at + "\",\"transactionId\":\""
                            + charging.tx().id() + "\"",
                    "endDateTime",
                    at);
            assertThat(message.get("transactionId").asString())
                    .isEqualTo(charging.tx().id());
            assertThat(message.has("state") || message.has("startDateTime")).isFalse();
        }
    }

    @Test
    void onlyOneMessageIsAlwaysInFront(Lab lab) {
        try (var play = lab.booted201()) {
            installed(play, ",\"priority\":\"AlwaysFront\"");
            int second = installed(play, ",\"priority\":\"AlwaysFront\"");
            assertThat(ids(play, "")).containsExactly(second);
        }
    }

    @Test
    void aFieldThatIsWrongIsNamed(Lab lab) {
        try (var play = lab.booted201()) {
            var outcome = play.command("{\"type\":\"SetDisplayMessage\",\"priority\":\"Loud\"}")
                    .outcome();
            assertThat(outcome.status()).isEqualTo(422);
            assertThat(outcome.body().toString()).contains("priority").contains("content");
            JsonNode late = play.command(set(IN_FRONT + ",\"endDateTime\":\"" + Times.inSeconds(-60) + "\""))
                    .result();
            assertThat(late.get("state").asString()).isEqualTo("refused");
        }
    }

    /** @param more further fields, each with a leading comma */
    private static String set(String more) {
        return "{\"type\":\"SetDisplayMessage\",\"content\":\"Welcome\"" + more + "}";
    }

    /** Sets a message that the station takes. @return its number */
    private static int installed(Lab.Play play, String more) {
        var asked = play.command(set(more));
        CallFromCsms call = play.station().expect("SetDisplayMessage");
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return call.payload().get("message").get("id").asInt();
    }

    private static JsonNode assertSentWith(Lab.Play play, String more, String field, String time) {
        var asked = play.command(set(IN_FRONT + more));
        CallFromCsms call = play.station().expect("SetDisplayMessage");
        JsonNode message = call.payload().get("message");
        assertThat(Times.same(message.get(field).asString(), time)).isTrue();
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        assertThat(ids(play, "")).containsExactly(message.get("id").asInt());
        return message;
    }

    private static void refused(Lab lab, String more, String status) {
        try (var play = lab.booted201()) {
            var asked = play.command(set(more));
            assertRefused(play, asked, play.station().expect("SetDisplayMessage"), status);
        }
    }

    private static void assertRefused(Lab.Play play, Operator.Pending asked, CallFromCsms call, String status) {
        call.answer("{\"status\":\"" + status + "\"}");
        assertThat(asked.status()).isEqualTo(status);
        assertThat(ids(play, "")).isEmpty();
        JsonNode shown = shown(play, call.payload().get("message").get("id").asInt());
        assertThat(shown.get("status").asString()).isEqualTo("refused");
        assertThat(shown.get("reason").asString()).contains(status);
    }

    private static String cleared(Lab.Play play, int id, String status) {
        var asked = play.command("{\"type\":\"ClearDisplayMessage\",\"id\":" + id + "}");
        CallFromCsms call = play.station().expect("ClearDisplayMessage");
        assertThat(call.payload().get("id").asInt()).isEqualTo(id);
        call.answer("{\"status\":\"" + status + "\"}");
        return asked.status();
    }

    /** Asks for messages, which the station takes. @param expected the request but for its number. @return that number */
    private static int read(Lab.Play play, String more, String expected) {
        var asked = play.command("{\"type\":\"GetDisplayMessages\"" + more + "}");
        CallFromCsms call = play.station().expect("GetDisplayMessages");
        int requestId = call.payload().get("requestId").asInt();
        String rest = call.payload().toString().replaceFirst("\"requestId\":" + requestId + ",?", "");
        assertThat(rest).isEqualTo(expected);
        call.answer("{\"status\":\"Accepted\"}");
        assertThat(asked.status()).isEqualTo("Accepted");
        return requestId;
    }

    private static void report(
            Lab.Play play, int requestId, boolean toContinue, int id, String priority, String content) {
        JsonNode answer = play.station()
                .call("NotifyDisplayMessages", """
                {"requestId":%d,"tbc":%b,"messageInfo":[{"id":%d,"priority":"%s","message":{"format":"UTF8","content":"%s"}}]}""".formatted(requestId, toContinue, id, priority, content));
        assertThat(answer.isEmpty()).as("NotifyDisplayMessagesResponse").isTrue();
    }

    /** Waits until the last command had its effect. */
    private static void effect(Lab.Play play) {
        String path = "/stations/" + play.identity() + "/commands?limit=1";
        play.lab()
                .operator()
                .await(path, page -> page.at("/items/0/effect/state").asString().equals("seen"));
    }

    private static void assertNoneFound(JsonNode command) {
        assertThat(command.get("status").asString()).isEqualTo("Unknown");
        assertThat(command.path("effect").path("state").asString("none")).isEqualTo("none");
    }

    private static void assertReported(Lab.Play play, int id) {
        JsonNode shown = shown(play, id);
        assertThat(shown.get("status").asString()).isEqualTo("installed");
        assertThat(shown.get("told").asString()).isEqualTo("report");
        assertThat(shown.get("reportedAt").asString()).isNotEmpty();
    }

    private static String path(Lab.Play play, String query) {
        return "/stations/" + play.identity() + "/display-messages" + query;
    }

    private static List<Integer> ids(Lab.Play play, String query) {
        return play.shown("/display-messages" + query)
                .get("items")
                .valueStream()
                .map(one -> one.get("id").asInt())
                .toList();
    }

    private static JsonNode shown(Lab.Play play, int id) {
        return play.shown("/display-messages?status=all")
                .get("items")
                .valueStream()
                .filter(one -> one.get("id").asInt() == id)
                .findFirst()
                .orElseThrow();
    }
}

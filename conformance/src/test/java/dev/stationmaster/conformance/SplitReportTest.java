package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A GetReport for more than the station takes in one message (B08.FR.06). */
@ExtendWith(CsmsUnderTest.class)
class SplitReportTest {
    private static final String WANTED = """
            {"type":"GetReport","criteria":["Available"],"variables":[{"component":"A"},{"component":"B"},{"component":"C"}]}""";

    private static List<String> components(CallFromCsms call) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : call.payload().get("componentVariable"))
            names.add(one.get("component").get("name").asString());
        assertThat(call.payload().get("componentCriteria").get(0).asString()).isEqualTo("Available");
        return names;
    }

    private static void part(Lab.Play play, int requestId, int seqNo, boolean more, String component) {
        JsonNode taken = play.station()
                .call("NotifyReport", """
                {"requestId":%d,"generatedAt":"%s","seqNo":%d,"tbc":%b,"reportData":[{"component":{"name":"%s"},"variable":{"name":"V%d"},
                  "variableAttribute":[{"value":"1"}]}]}""".formatted(requestId, Times.now(), seqNo, more, component, seqNo));
        assertThat(taken.isEmpty()).isTrue();
    }

    private static void limit(Lab.Play play, String settings) {
        var changed = play.lab().operator().send("PATCH", "/stations/" + play.identity() + "/settings", settings);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void aReportIsAskedForInPiecesAndIsThereWhenEveryPieceIs(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, "{\"variablesPerMessage\":2}");
            var asked = play.command(WANTED);
            CallFromCsms first = play.station().expect("GetReport");
            assertThat(components(first)).containsExactly("A", "B");
            int one = first.payload().get("requestId").asInt();
            first.answer("{\"status\":\"Accepted\"}");
            CallFromCsms second = play.station().expect("GetReport");
            assertThat(components(second)).containsExactly("C");
            int two = second.payload().get("requestId").asInt();
            assertThat(two).isNotEqualTo(one);
            second.answer("{\"status\":\"Accepted\"}");
            JsonNode command = asked.result();
            assertThat(command.get("status").asString()).isEqualTo("Accepted");
            part(play, two, 0, false, "C");
            part(play, one, 1, false, "B");
            part(play, one, 1, false, "B");
            assertThat(play.shown("/commands/" + command.get("id").asString())
                            .get("effect")
                            .get("state")
                            .asString())
                    .isEqualTo("awaited");
            part(play, one, 0, true, "A");
            lab.operator()
                    .await(
                            "/commands/" + command.get("id").asString(),
                            it -> it.get("effect").get("state").asString().equals("seen"));
            assertThat(play.shown("/variables").get("items").size()).isEqualTo(3);
        }
    }

    @Test
    void aPieceThatBringsNothingIsNotWaitedFor(Lab lab) {
        try (var play = lab.booted201()) {
            limit(play, "{\"variableBytesPerMessage\":150}");
            var asked = play.command(WANTED);
            List<CallFromCsms> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                CallFromCsms call = play.station().expect("GetReport");
                assertThat(components(call)).hasSize(1);
                call.answer("{\"status\":\"" + (i == 1 ? "Accepted" : "EmptyResultSet") + "\"}");
                calls.add(call);
            }
            JsonNode command = asked.result();
            assertThat(command.get("status").asString()).isEqualTo("Accepted");
            part(play, calls.get(1).payload().get("requestId").asInt(), 0, false, "B");
            lab.operator()
                    .await(
                            "/commands/" + command.get("id").asString(),
                            it -> it.get("effect").get("state").asString().equals("seen"));
        }
    }
}

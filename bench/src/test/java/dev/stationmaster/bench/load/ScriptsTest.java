package dev.stationmaster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ScriptsTest {
    private static String answer(String action) {
        return switch (action) {
            case "StartTransaction" -> "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}";
            default -> "{\"idTagInfo\":{\"status\":\"Accepted\"}}";
        };
    }

    @Test
    void everyScriptSaysJsonAndComesRoundAfterItsCycle() {
        for (Scenario scenario : Scenarios.all(10)) {
            var script = scenario.script().of(3);
            var actions = new ArrayList<String>();
            for (int i = 0; i < scenario.perCycle() * 3; i++) {
                String action = script.action();
                assertThat(new JsonMapper().readTree(script.payload()).isObject())
                        .isTrue();
                actions.add(action);
                script.answered(answer(action));
            }
            if (!scenario.name().equals(Scenarios.METER_VALUES))
                assertThat(actions.subList(scenario.perCycle(), scenario.perCycle() * 2))
                        .isEqualTo(actions.subList(0, scenario.perCycle()));
        }
    }

    @Test
    void aSessionNamesTheTransactionThatTheServerGaveIt() {
        var session = new Session16(1);
        for (int i = 0; i < 4; i++) {
            session.payload();
            session.answered(answer(session.action()));
        }
        assertThat(session.action()).isEqualTo("MeterValues");
        assertThat(session.payload()).contains("\"transactionId\":4711,");
    }
}

package dev.stationmaster.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NetworkScriptTest {
    private static final String ANSWER = "{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":17}";

    @Test
    void aTenthOfTheStationsChargesAndWhatTheySayIsJson() {
        Map<String, Integer> actions = new HashMap<>();
        int readings = 0;
        for (int station = 0; station < 100; station++) {
            var script = new NetworkScript(station);
            for (int i = 0; i < 200; i++) {
                assertThat(new JsonMapper().readTree(script.payload()).isObject())
                        .isTrue();
                actions.merge(script.action(), 1, Integer::sum);
                readings += script.answered(ANSWER);
            }
        }
        assertThat(readings).isBetween(1_300, 1_600);
        assertThat(actions.get("Heartbeat")).isBetween(16_000, 18_000);
        assertThat(actions).containsKeys("StartTransaction", "StopTransaction", "TransactionEvent", "Authorize");
    }

    @Test
    void aStationThatBeginsInTheMiddleOfASessionStartsItFirst() {
        for (int station = 0; station < 200; station++) {
            var script = new NetworkScript(station);
            for (int i = 0; i < 400; i++) {
                if (script.action().equals("MeterValues"))
                    assertThat(script.payload()).contains("\"transactionId\":17,");
                script.answered(ANSWER);
            }
        }
    }
}

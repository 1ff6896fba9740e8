package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What became of a variable, and who brought it about. */
@ExtendWith(CsmsUnderTest.class)
class VariableHistoryTest {
    @Test
    void aKeyOf16TellsItsChangesInPages(Lab lab) {
        try (var play = lab.booted16()) {
            for (String value : new String[] {"60", "30"}) {
                var asked = play.command("""
                        {"type":"SetVariables","variables":[{"component":"","variable":"MeterValueSampleInterval","value":"%s"}]}""".formatted(value));
                play.station().expect("ChangeConfiguration").answer("{\"status\":\"Accepted\"}");
                assertThat(asked.status()).isEqualTo("Accepted");
            }
            String path = "/variables/history?component=&variable=metervaluesampleinterval&limit=1";
            JsonNode newest = play.shown(path);
            assertThat(newest.get("items").size()).isEqualTo(1);
            JsonNode change = newest.get("items").get(0);
            assertThat(change.get("oldValue").asString()).isEqualTo("60");
            assertThat(change.get("newValue").asString()).isEqualTo("30");
            assertThat(change.get("source").asString()).isEqualTo("set");
            assertThat(change.get("actor").asString()).isNotEmpty();
            assertThat(change.has("command")).isTrue();
            JsonNode first = play.shown(path + "&after=" + newest.get("next").asString());
            assertThat(first.get("items").get(0).get("newValue").asString()).isEqualTo("60");
            assertThat(first.hasNonNull("next")).isFalse();
        }
    }
}

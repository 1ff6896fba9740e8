package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Reports of display messages as no station should make them. */
@ExtendWith(CsmsUnderTest.class)
class DisplayReportTest {
    @Test
    void ofAMessageToldTwiceInOneReportTheLastCounts(Lab lab) {
        try (var play = lab.booted201()) {
            JsonNode answer = play.station().call("NotifyDisplayMessages", """
                    {"requestId":1,"messageInfo":[
                     {"id":7,"priority":"NormalCycle","message":{"format":"UTF8","content":"first"}},
                     {"id":7,"priority":"NormalCycle","message":{"format":"UTF8","content":"second"}}]}""");
            assertThat(answer.isEmpty()).isTrue();
            assertThat(play.shown("/display-messages?status=all").toString())
                    .contains("second")
                    .doesNotContain("first");
        }
    }
}

package dev.stationmaster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.wire.Frame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ocpp1.6|{\"idTag\":\"a card with far too many characters\"}",
                "ocpp1.6|{\"idTag\":\"A\",\"type\":\"Central\"}",
                "ocpp2.0.1|{\"idToken\":{\"idToken\":\"A\",\"type\":\"Card\"}}",
                "ocpp2.1|{\"idToken\":{\"idToken\":\"A\"}}",
            })
    void theWitnessOfTheOtherTestsIsNotBlind(String version, String payload) {
        assertThat(Schemas.violations(version, "Authorize", true, Frame.Trees.JSON.readTree(payload)))
                .isNotEmpty();
    }
}

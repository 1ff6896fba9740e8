package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.simulator.station.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A day's worth of messages of fifty stations: every answered fact is there once, the energy is right, and nothing was odd. */
@ExtendWith(CsmsUnderTest.class)
class DayTest {
    private static final int STATIONS = 50;

    @Test
    void someSessionsOfFiftyStationsOf201AreStoredAsTheyWere(Lab lab) {
        PlayedDay.Outcome outcome = Day.glimpse(Version.OCPP201, STATIONS).play(lab);
        assertThat(outcome.sessions()).isPositive();
        assertThat(outcome.factsCompared()).isPositive();
    }

    @Test
    @Tag("long")
    void aDayOfFiftyStationsOf201IsStoredAsItWas(Lab lab) {
        PlayedDay.Outcome outcome = Day.whole(Version.OCPP201, STATIONS).play(lab);
        assertThat(outcome.sessions()).isGreaterThan(5L * STATIONS);
        assertThat(outcome.factsCompared()).isGreaterThan(20 * STATIONS);
    }
}

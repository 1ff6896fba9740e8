package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every functional block of 2.0.1, plug and charge included, in a day of many stations: all facts are there once, and nothing was odd. */
@ExtendWith(CsmsUnderTest.class)
class BlockDayTest {
    private static final int STATIONS = 50;

    @Test
    @Tag("long")
    void aDayOfFiftyStationsTouchesEveryBlockAndIsStoredAsItWas(Csms csms) throws Exception {
        var plan = new BlockDay.Plan("BLD", STATIONS, Duration.ofHours(24), 160, Duration.ofSeconds(75));
        BlockDay.Outcome outcome = new BlockDay(csms, plan).live();
        assertThat(outcome.sessions()).isGreaterThan(20L * STATIONS);
        assertThat(outcome.factsCompared()).isGreaterThan(200 * STATIONS);
    }

    @Test
    @Tag("long")
    void anHourOfThreeStationsTouchesEveryBlockToo(Csms csms) throws Exception {
        var plan = new BlockDay.Plan("BLH", 3, Duration.ofMinutes(60), 600, Duration.ofSeconds(20));
        assertThat(new BlockDay(csms, plan).live().factsCompared()).isPositive();
    }
}

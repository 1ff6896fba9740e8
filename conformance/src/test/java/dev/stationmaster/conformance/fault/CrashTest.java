package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.PackagedCsms;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 under load: nothing that was answered is lost or doubled, and every station goes on. */
class CrashTest {
    private static final int STATIONS = 200;
    private static final int ANSWERS_BETWEEN = 600;

    @Test
    void killNineOfTheServerOfTheDatabaseAndOfBothLosesAndDoublesNothing() {
        killed(3);
    }

    @Test
    @Tag("long")
    void thirtyRoundsLoseAndDoubleNothing() {
        killed(30);
    }

    private static void killed(int rounds) {
        try (var csms = PackagedCsms.start();
                var network = BusyNetwork.start(csms, STATIONS)) {
            for (int round = 0; round < rounds; round++) {
                network.awaitAnswers(ANSWERS_BETWEEN);
                switch (round % 3) {
                    case 0 -> {
                        csms.kill();
                        csms.restart();
                    }
                    case 1 -> csms.killPostmaster();
                    default -> {
                        csms.killPostmaster();
                        csms.kill();
                        csms.restart();
                    }
                }
            }
            network.awaitAnswers(ANSWERS_BETWEEN);
            assertThat(network.settleAndAudit()).isGreaterThan(rounds * ANSWERS_BETWEEN / 4);
        }
    }
}

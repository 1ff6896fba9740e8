package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.PackagedCsms;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database stands still: nothing is acknowledged meanwhile, nothing is lost, everything goes on. */
class DatabaseAwayTest {
    @Test
    void nothingIsAcknowledgedWhileTheDatabaseIsAway() {
        away(Duration.ofSeconds(8));
    }

    @Test
    @Tag("long")
    void norWhenItIsAwayForHalfAMinute() {
        away(Duration.ofSeconds(30));
    }

    private static void away(Duration outage) {
        try (var csms = PackagedCsms.start();
                var network = BusyNetwork.start(csms, 60)) {
            network.awaitAnswers(500);
            csms.freezePostgres();
            // What was committed just before is still on its way to the stations.
            pause(Duration.ofSeconds(1));
            long before = network.factsAnswered();
            pause(outage);
            assertThat(network.factsAnswered()).isEqualTo(before);
            csms.thawPostgres();
            network.awaitAnswers(500);
            assertThat(network.settleAndAudit()).isGreaterThan(500);
        }
    }

    /** The outage itself takes its time; nothing can be waited for. */
    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }
}

package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stationmaster.conformance.harness.PackagedCsms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that is really full: PostgreSQL cannot write its log ahead, gives up, and is started again and again until there is room. */
@Tag("long")
class SmallDiskTest {
    private static final Duration FULL = Duration.ofSeconds(Integer.getInteger("fault.full-seconds", 45));

    @Test
    void theServerSurvivesADiskThatIsFullForAWhile() throws IOException {
        assumeTrue(PackagedCsms.canMount(), "needs the right to mount a small file system, as root has");
        try (var csms = PackagedCsms.onSmallDisk(400);
                var network = BusyNetwork.brisk(csms, "SMALL", 60, csms.stationUrl())) {
            network.awaitAnswers(500);
            Path ballast = csms.disk().resolve("ballast");
            fill(ballast);
            pause(FULL);
            Files.delete(ballast);
            network.awaitAnswers(500);
            assertThat(network.settleAndAudit()).isGreaterThan(500);
            assertThat(network.refused()).isZero();
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) out.write(block);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    /** The fault itself takes its time; nothing can be waited for. */
    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; )
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
    }
}

package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.PackagedCsms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What 1.6 stations do in a day, and what an operator does with them, leaves nothing unexplained. */
@ExtendWith(CsmsUnderTest.class)
class StationDayTest {
    @Test
    void anHourOfThreeStationsLeavesNothingUnexplained(Csms csms) {
        assertThat(new StationDay(csms, "HOUR", 3, Duration.ofMinutes(30), 600, false).live())
                .isPositive();
    }

    @Test
    @Tag("long")
    void aDayOfFiftyStationsLeavesNothingUnexplained() throws IOException {
        int ftpPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ftpPort = free.getLocalPort();
        }
        try (var csms = PackagedCsms.start(
                "-Dstationmaster.ftp-port=" + ftpPort, "-Dstationmaster.ftp-external-address=127.0.0.1")) {
            assertThat(new StationDay(csms, "DAY", 50, Duration.ofHours(24), 160, true).live())
                    .isGreaterThan(10_000);
        }
    }
}

package dev.stationmaster.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.simulator.load.LoadConfig;
import dev.stationmaster.simulator.load.LoadFleet;
import dev.stationmaster.simulator.load.Workload;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadFleetTest {
    private static final Duration BRIEFLY = Duration.ofMillis(60);

    @ParameterizedTest
    @EnumSource(Version.class)
    void everyWorkloadIsValidAndCounted(Version version) {
        try (var csms = new FakeCsms();
                var fleet = new LoadFleet(LoadConfig.of(csms.url(), version, 5))) {
            assertThat(fleet.connect(Duration.ofSeconds(5)).answered()).isEqualTo(5);
            for (var workload : Workload.values()) {
                // again and again, because the server's validator warms up slowly
                var answered = new AtomicLong();
                FakeCsms.until(workload + " is answered", () -> {
                    var report = fleet.closedLoop(workload, Duration.ZERO, BRIEFLY);
                    assertThat(report.errors()).isZero();
                    assertThat(report.lost()).isZero();
                    answered.addAndGet(report.answered());
                    return answered.get() > 100;
                });
            }
            assertThat(csms.violations()).isEmpty();
            if (version == Version.OCPP16) {
                assertThat(csms.heard("StopTransaction"))
                        .isNotEmpty()
                        .allMatch(call -> call.payload().path("transactionId").asInt() > 100);
            }
        }
    }

    @Test
    void anOpenLoopKeepsItsRate() {
        try (var csms = new FakeCsms();
                var fleet = new LoadFleet(LoadConfig.of(csms.url(), Version.OCPP201, 3))) {
            fleet.connect(Duration.ofSeconds(5));
            var report = fleet.openLoop(Workload.HEARTBEAT, 500, BRIEFLY, Duration.ofMillis(400));
            assertThat(report.perSecond()).isBetween(300.0, 700.0);
            assertThat(report.latencies().percentile(0.5)).isPositive();
        }
    }

    @Test
    void aRefusedConnectionIsNamed() {
        try (var csms = new FakeCsms();
                var fleet = new LoadFleet(LoadConfig.of(csms.url(), Version.OCPP16, 2))) {
            csms.refuseWith = 404;
            assertThatThrownBy(() -> fleet.connect(Duration.ofSeconds(5))).hasMessageContaining("HTTP 404");
        }
    }
}

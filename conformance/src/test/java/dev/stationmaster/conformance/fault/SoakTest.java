package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Scrape;
import dev.stationmaster.simulator.load.LoadConfig;
import dev.stationmaster.simulator.load.LoadFleet;
import dev.stationmaster.simulator.load.LoadReport;
import dev.stationmaster.simulator.load.Workload;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Half of what the machine can do, for half an hour ({@code -Dfault.soak-minutes}): nothing grows, nothing slows down. */
@Tag("long")
class SoakTest {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("fault.soak-minutes", 30));
    private static final int STATIONS = 1_000;
    private static final int LOOKS = 12;

    @Test
    void mixedLoadAtHalfTheLimitLeavesMemoryThreadsDescriptorsAndLatenciesFlat() {
        try (var csms = PackagedCsms.start("-Dstationmaster.link.messages-per-second=0")) {
            new Operator(csms).provision("""
                    {"stations":[{"id":"LOAD-{n:5}","count":%d,"securityProfile":0}],
                     "tokens":[{"idToken":"{n:8}","type":"ISO14443","count":20000}]}""".formatted(STATIONS));
            try (var fleet = new LoadFleet(LoadConfig.of(csms.stationUrl(), Version.OCPP16, STATIONS))) {
                fleet.connect(Duration.ofMinutes(2));
                Duration slice = LENGTH.dividedBy(LOOKS + 2);
                double limit = fleet.closedLoop(Workload.MIXED, slice.dividedBy(2), slice.dividedBy(2))
                        .perSecond();
                // The programs have found their size by then.
                fleet.openLoop(Workload.MIXED, limit / 2, Duration.ZERO, slice);
                List<Vitals> looks = new ArrayList<>();
                for (int look = 0; look < LOOKS; look++) {
                    LoadReport report = fleet.openLoop(Workload.MIXED, limit / 2, Duration.ZERO, slice);
                    assertThat(report.errors() + report.lost()).as("%s", report).isZero();
                    assertThat(report.perSecond())
                            .as("%s, asked for %.0f/s", report, limit / 2)
                            .isGreaterThan(limit / 4);
                    looks.add(
                            Vitals.of(csms, report.latencies().percentile(0.99).toNanos() / 1_000));
                    System.out.println("soak " + looks.getLast() + " at " + Math.round(report.perSecond()) + "/s");
                }
                Vitals.assertFlat(looks);
                assertThat(Scrape.of(csms).sum("logback_events_total", "level=\"error\""))
                        .isZero();
            }
        }
    }
}

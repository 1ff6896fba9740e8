package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.simulator.time.RunningTimeline;
import dev.stationmaster.simulator.time.Timeline;
import dev.stationmaster.simulator.time.Timer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Clocks jump under load, the server's and the stations': what was answered is stored once all the same, as the stations told it. */
class ClockStepTest {
    private static final int ANSWERS_BETWEEN = 100;

    /** The machine's time and a step. */
    static final class SteppedClock {
        private volatile Duration step = Duration.ZERO;

        @Bean
        @Primary
        InstantSource steppedClock() {
            return () -> Clock.systemUTC().instant().plus(step);
        }
    }

    /** A world whose clock somebody sets, without anything in it waiting longer or shorter. */
    private static final class SteppedWorld implements Timeline {
        private final Timeline running = RunningTimeline.from(Instant.now().minus(Duration.ofDays(3)), 60);
        private volatile Duration step = Duration.ZERO;

        @Override
        public Instant now() {
            return running.now().plus(step);
        }

        @Override
        public Timer inWorldTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
            return running.inWorldTime(delay, loop, task);
        }

        @Override
        public Timer inRealTime(Duration delay, ScheduledExecutorService loop, Runnable task) {
            return running.inRealTime(delay, loop, task);
        }
    }

    private record InThisProcess(TestServer server) implements Csms {
        @Override
        public URI stationUrl() {
            return URI.create("ws://127.0.0.1:" + server.ocppPort() + "/ocpp");
        }

        @Override
        public URI secureStationUrl() {
            return URI.create("wss://localhost:" + server.ocppTlsPort() + "/ocpp");
        }

        @Override
        public URI apiUrl() {
            return URI.create("http://127.0.0.1:" + server.port() + "/api/v1");
        }

        @Override
        public String apiToken() {
            return TestServer.ADMIN_TOKEN;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Test
    void clocksThatJumpLoseAndDoubleNothing() {
        var world = new SteppedWorld();
        try (var csms = new InThisProcess(
                        TestServer.start("", TestPostgres.freshDatabase(), Map.of(), SteppedClock.class));
                var network = BusyNetwork.start(csms, "STEP", 45, csms.stationUrl(), world, BusyNetwork.BRISK)) {
            SteppedClock ours = csms.server().bean(SteppedClock.class);
            network.awaitAnswers(ANSWERS_BETWEEN);
            ours.step = Duration.ofHours(-2);
            network.awaitAnswers(ANSWERS_BETWEEN);
            ours.step = Duration.ofDays(2);
            network.awaitAnswers(ANSWERS_BETWEEN);
            ours.step = Duration.ZERO;
            world.step = Duration.ofHours(-5);
            network.awaitAnswers(ANSWERS_BETWEEN);
            world.step = Duration.ofDays(400);
            network.awaitAnswers(ANSWERS_BETWEEN);
            world.step = Duration.ZERO;
            network.awaitAnswers(ANSWERS_BETWEEN);
            assertThat(network.settleAndAudit()).isGreaterThan(ANSWERS_BETWEEN);
            assertThat(network.refused()).isZero();
        }
    }
}

package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Quirk;
import dev.stationmaster.link.RawStation;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Stations and pings, on a server that is less patient than by default; and what else is a matter of its settings. */
class PatienceQuirkTest {
    private static final String V16 = "Sec-WebSocket-Protocol: ocpp1.6";
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static PackagedCsms csms;
    private static Lab lab;

    @BeforeAll
    static void start() {
        csms = PackagedCsms.start(
                "-Dstationmaster.link.ping-interval=500ms",
                "-Dstationmaster.link.silence-limit=" + SILENCE.toSeconds() + "s",
                "-Dstationmaster.link.empty-user-allowed=true");
        lab = Lab.of(csms);
    }

    @AfterAll
    static void stop() {
        csms.close();
    }

    @Quirk("Q8")
    void anEmptyUserNameCountsWhereThatIsSwitchedOn() {
        String identity = lab.newStation();
        try (RawStation station = lab.raw()) {
            assertThat(station.upgrade("/ocpp/" + identity, RawStation.basic("", Lab.PASSWORD), V16)
                            .status())
                    .isEqualTo(101);
        }
        lab.finding(identity, "Connect", "user");
    }

    @Quirk({"Q15", "Q16"})
    void aStationThatDoesNotAnswerPingsIsPingedAllTheSameAndKeptForAsLongAsItMaySleep() {
        try (RawStation station = connected()) {
            long began = System.nanoTime();
            while (System.nanoTime() - began < SILENCE.toNanos() * 2 / 3)
                assertThat(station.next().opcode()).isEqualTo(RawStation.PING);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).startsWith("[4,\"1\",\"SecurityError\"");
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
        }
    }

    @Quirk("Q17")
    void itsOwnPingsKeepAStationAlive() {
        try (RawStation station = connected()) {
            long began = System.nanoTime();
            int heard = 0;
            station.frame(0x80 | RawStation.PING, new byte[] {7});
            while (System.nanoTime() - began < SILENCE.toNanos() * 2) {
                if (station.next().opcode() != RawStation.PONG) {
                    // It never answers ours, and sends its own after every third of them.
                    if (++heard % 3 == 0) station.frame(0x80 | RawStation.PING, new byte[] {7});
                }
            }
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).contains("SecurityError");
        }
    }

    private static RawStation connected() {
        String identity = lab.newStation();
        RawStation station = lab.raw();
        assertThat(station.upgrade("/ocpp/" + identity, Lab.basic(identity), V16)
                        .status())
                .isEqualTo(101);
        return station;
    }
}

package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivenessIT {
    private static final Duration PING = Duration.ofMillis(150);

    @TempDir
    static Path folder;

    private LinkRig rig;

    @BeforeEach
    void start() {
        rig = new LinkRig(folder, LinkRig.settings(PING, 0, Duration.ofSeconds(15)));
        rig.stations.add("CP-1", 0);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aSilentStationIsPingedAndStaysAsLongAsItAnswers() {
        rig.close();
        // Three intervals without an answer end it, so they must be longer than a busy machine may keep this thread
        // waiting.
        rig = new LinkRig(folder, LinkRig.settings(Duration.ofSeconds(1), 0, Duration.ofSeconds(15)));
        rig.stations.add("CP-1", 0);
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            for (int i = 0; i < 4; i++) {
                var ping = station.next();
                assertThat(ping.opcode()).isEqualTo(RawStation.PING);
                station.frame(0x80 | RawStation.PONG, ping.payload());
            }
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
        }
    }

    @Test
    void aStationThatUsedToAnswerPingsIsGivenUpAfterThreeIntervals() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            assertThat(station.next().opcode()).isEqualTo(RawStation.PING);
            station.frame(0x80 | RawStation.PONG, new byte[0]);
            long quiet = System.nanoTime();
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - quiet))
                    .isBetween(PING.multipliedBy(2), PING.multipliedBy(20));
            assertThat(station.ended()).isTrue();
        }
        LinkRig.await(() -> rig.links.size() == 0);
    }

    @Test
    void aStationThatTalksOnAndNeverReadsIsGivenUpAndCounted() {
        rig.close();
        // Long before the kernel gives it up, which it does after three intervals of ping.
        Duration unread = Duration.ofMillis(500);
        rig = new LinkRig(folder, LinkRig.settings(Duration.ofSeconds(30), unread, 0, Duration.ofSeconds(15)));
        rig.stations.add("CP-1", 0);
        rig.handler.result = "{\"much\":\"" + "x".repeat(100_000) + "\"}";
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            for (int i = 0; i < 300; i++) station.text("[2,\"" + i + "\",\"Heartbeat\",{}]");
            LinkRig.await(() -> rig.count("stationmaster.links.closed", "cause", "unread") == 1);
            assertThat(station.ended()).isTrue();
        }
        LinkRig.await(() -> rig.links.size() == 0);
        assertThat(rig.handler.seen()).as("its messages are not read on either").hasSizeLessThan(300);
    }

    @Test
    void aStationThatNeverAnswersPingsIsKeptForAsLongAsASlowOneMaySleep() {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            long deadline = System.nanoTime() + Duration.ofMillis(1_200).toNanos();
            while (System.nanoTime() < deadline)
                assertThat(station.next().opcode()).isEqualTo(RawStation.PING);
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
            assertThat(station.awaitClose().closeCode()).isEqualTo(1008);
        }
    }
}

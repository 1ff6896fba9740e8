package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodIT {
    private static final String HEARTBEAT = "[2,\"1\",\"Heartbeat\",{}]";

    @TempDir
    static Path folder;

    private LinkRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    private void start(Duration pingInterval, int messagesPerSecond, Duration upgradeTimeout) {
        rig = new LinkRig(folder, LinkRig.settings(pingInterval, messagesPerSecond, upgradeTimeout));
        rig.stations.add("CP-1", 0);
        rig.stations.add("CP-2", 0);
    }

    private double held() {
        return rig.count("stationmaster.rate_limited", "what", "messages");
    }

    /** Sixty frames are worth six seconds here; however slowly they are sent, the limit of two is passed. */
    @Test
    void aFloodOfPingsIsReadMoreSlowlyAndHarmsNobody() {
        start(Duration.ofSeconds(60), 10, Duration.ofSeconds(15));
        try (var flooding = rig.connect("CP-1", "ocpp1.6");
                var other = rig.connect("CP-2", "ocpp1.6")) {
            for (int i = 0; i < 60; i++) flooding.frame(0x80 | RawStation.PING, new byte[] {(byte) i});
            LinkRig.await(() -> held() > 0);
            assertThat(other.ask(HEARTBEAT)).isEqualTo("[3,\"1\",{}]");
            for (int i = 0; i < 10; i++) assertThat(flooding.next().opcode()).isEqualTo(RawStation.PONG);
        }
    }

    @Test
    void emptyFragmentsWithoutEndCountAsMessagesDo() {
        start(Duration.ofSeconds(60), 10, Duration.ofSeconds(15));
        try (var endless = rig.connect("CP-1", "ocpp1.6")) {
            endless.frame(RawStation.TEXT, HEARTBEAT.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 60; i++) endless.frame(0, new byte[0]);
            LinkRig.await(() -> held() > 0);
        }
    }

    /** Its answers fill the buffers of both sides; from then on it is not read either, and after three ping intervals it is given up. */
    @Test
    void whoNeverReadsIsGivenUp() {
        start(Duration.ofMillis(50), 0, Duration.ofSeconds(15));
        rig.handler.result = "{\"data\":\"" + "x".repeat(100_000) + "\"}";
        var stop = new AtomicBoolean();
        try (var deaf = rig.connect("CP-1", "ocpp1.6")) {
            Thread asking = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; !stop.get(); i++) deaf.text("[2,\"" + i + "\",\"Heartbeat\",{}]");
                } catch (RuntimeException cut) {
                    stop.set(true);
                }
            });
            LinkRig.await(() -> rig.links.size() == 0);
            stop.set(true);
            asking.interrupt();
        }
    }

    @Test
    void maskingAndControlFramesFollowTheRulesOfWebSocket() {
        start(Duration.ofSeconds(60), 0, Duration.ofSeconds(15));
        // a text frame without a mask
        assertThat(closeAfterRaw(new byte[] {(byte) 0x81, 2, '[', ']'})).isEqualTo(1002);
        // a ping in fragments, one longer than 125 bytes, an opcode that nobody has defined, a close frame of one byte
        assertThat(closeAfter(RawStation.PING, new byte[0])).isEqualTo(1002);
        assertThat(closeAfter(0x80 | RawStation.PING, new byte[126])).isEqualTo(1002);
        assertThat(closeAfter(0x83, new byte[0])).isEqualTo(1002);
        assertThat(closeAfter(0x80 | RawStation.CLOSE, new byte[] {3})).isEqualTo(1002);
        // a text that begins while another is not complete
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.frame(RawStation.TEXT, new byte[] {'['});
            station.frame(0x80 | RawStation.TEXT, new byte[] {']'});
            assertThat(station.awaitClose().closeCode()).isEqualTo(1002);
        }
        // a length of 2^62
        assertThat(closeAfterRaw(new byte[] {(byte) 0x81, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}))
                .isEqualTo(1009);
        LinkRig.await(() -> rig.count("stationmaster.link.violations", "code", "1002") == 6);
        assertThat(rig.count("stationmaster.link.violations", "code", "1009")).isOne();
    }

    private int closeAfter(int first, byte[] payload) {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.frame(first, payload);
            return station.awaitClose().closeCode();
        }
    }

    private int closeAfterRaw(byte[] frame) {
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            station.raw(frame);
            return station.awaitClose().closeCode();
        }
    }

    @Test
    void whoDribblesHeadersIsCutAndCounted() {
        start(Duration.ofSeconds(60), 0, Duration.ofMillis(300));
        try (var slow = RawStation.at(rig.server.port());
                var mute = RawStation.at(rig.server.port());
                var other = rig.connect("CP-2", "ocpp1.6")) {
            slow.raw("GET /CP-1 HTTP/1.1\r\nX-A: b\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.ended()).isTrue();
            assertThat(mute.ended()).isTrue();
            assertThat(other.ask(HEARTBEAT)).isEqualTo("[3,\"1\",{}]");
        }
        assertThat(rig.count("stationmaster.upgrades", "outcome", "timeout")).isEqualTo(2);
    }
}

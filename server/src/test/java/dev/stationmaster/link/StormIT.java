package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StormIT {
    private static final int STATIONS = 500;

    @TempDir
    static Path folder;

    private LinkRig rig;

    @BeforeEach
    void start() {
        rig = new LinkRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static <T> List<T> together(List<Callable<T>> steps) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(steps)) results.add(future.get());
            return results;
        }
    }

    private List<RawStation> allConnect() throws Exception {
        List<Callable<RawStation>> steps = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            String identity = "LOAD-" + i;
            steps.add(() -> {
                var station = rig.connect(identity, "ocpp1.6");
                assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
                return station;
            });
        }
        return together(steps);
    }

    @Test
    void aWholeSiteReturnsAtOnceWhileItsOldSocketsAreStillOpen() throws Exception {
        for (int i = 0; i < STATIONS; i++) rig.stations.add("LOAD-" + i, 0);
        var before = allConnect();
        var after = allConnect();
        assertThat(rig.links.size()).isEqualTo(STATIONS);
        for (var old : before) assertThat(old.awaitClose().closeCode()).isEqualTo(1008);
        for (var station : after)
            assertThat(station.ask("[2,\"2\",\"Heartbeat\",{}]")).isEqualTo("[3,\"2\",{}]");
        before.forEach(RawStation::close);
        after.forEach(RawStation::close);
        LinkRig.await(() -> rig.links.size() == 0);
        LinkRig.await(() -> rig.heard.size() == 4 * STATIONS);
        assertThat(rig.count("stationmaster.upgrades", "outcome", "opened")).isEqualTo(2 * STATIONS);
    }

    @Test
    void ofManySocketsOfOneStationTheNewestStays() throws Exception {
        rig.stations.add("CP-1", 0);
        List<Callable<RawStation>> steps = new ArrayList<>();
        for (int i = 0; i < 50; i++) steps.add(() -> rig.connect("CP-1", "ocpp1.6"));
        var sockets = together(steps);
        LinkRig.await(() -> rig.ledger.of(LinkClosed.class).count() == 49);
        assertThat(rig.links.links()).singleElement().satisfies(link -> {
            assertThat(link.epoch()).isEqualTo(50);
            assertThat(link.isOpen()).isTrue();
        });
        int open = 0;
        for (var socket : sockets) {
            socket.frame(0x80 | RawStation.PING, new byte[0]);
            if (socket.next().opcode() == RawStation.PONG) open++;
            socket.close();
        }
        assertThat(open).isOne();
    }

    @Test
    void aStationThatReconnectsWithoutPauseIsSlowed() {
        rig.stations.add("CP-1", 0);
        rig.stations.add("CP-2", 0);
        for (int i = 0; i < 300; i++)
            assertThat(rig.refused("/CP-1", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(101);
        // The last log-ins are counted a moment after they are answered.
        LinkRig.await(() -> rig.refused("/cp-1", "Sec-WebSocket-Protocol: ocpp1.6") == 429);
        assertThat(rig.refused("/CP-2", "Sec-WebSocket-Protocol: ocpp1.6")).isEqualTo(101);
    }

    @Test
    void noiseHarmsNobody() {
        rig.stations.add("CP-1", 0);
        rig.stations.add("NOISE", 0);
        var random = new Random(7);
        try (var station = rig.connect("CP-1", "ocpp1.6")) {
            for (int i = 0; i < 100; i++) {
                byte[] noise = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(noise);
                try (var raw = RawStation.at(rig.server.port());
                        var link = rig.connect("NOISE", "ocpp2.1", "Sec-WebSocket-Extensions: permessage-deflate")) {
                    raw.raw(noise);
                    if (i % 2 == 0) link.raw(noise);
                    else link.frame(0x80 | (i % 4 == 1 ? 0x40 : 0) | RawStation.TEXT, noise);
                }
            }
            assertThat(station.ask("[2,\"1\",\"Heartbeat\",{}]")).isEqualTo("[3,\"1\",{}]");
        }
    }
}

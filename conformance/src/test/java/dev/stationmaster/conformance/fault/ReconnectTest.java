package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Scrape;
import dev.stationmaster.link.RawStation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million connections that come and go ({@code -Dfault.reconnects}), properly, by vanishing, or half done: none leaves anything behind. */
@Tag("long")
class ReconnectTest {
    private static final int RECONNECTS = Integer.getInteger("fault.reconnects", 1_000_000);
    private static final int STATIONS = 2_000;
    private static final int WORKERS = 32;
    private static final int LOOKS = 10;

    @Test
    void connectionsThatComeAndGoLeaveNothingBehind() throws InterruptedException {
        try (var csms = PackagedCsms.start("-Dstationmaster.link.opens-per-station=1000000000")) {
            new Operator(csms).provision("""
                    {"stations":[{"id":"AGAIN-{n:4}","count":%d,"securityProfile":0}]}""".formatted(STATIONS));
            int port = csms.stationUrl().getPort();
            List<Vitals> looks = new ArrayList<>();
            for (int look = 0; look < LOOKS + 1; look++) {
                round(port, RECONNECTS / (LOOKS + 1));
                awaitNobody(csms);
                if (look > 0) looks.add(Vitals.of(csms, 0)); // the first is warm-up
                if (look > 0) System.out.println("reconnects " + looks.getLast());
            }
            Vitals.assertFlat(looks);
            assertThat(Scrape.of(csms).sum("logback_events_total", "level=\"error\""))
                    .isZero();
        }
    }

    private static void round(int port, int connections) throws InterruptedException {
        var number = new AtomicInteger();
        var failed = new AtomicInteger();
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int worker = 0; worker < WORKERS; worker++) {
                workers.submit(() -> {
                    for (int n; (n = number.getAndIncrement()) < connections; ) {
                        try {
                            once(port, n);
                        } catch (IOException | RuntimeException e) {
                            failed.incrementAndGet();
                        }
                    }
                });
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(2, TimeUnit.HOURS)).isTrue();
        }
        // A socket that is closed while it is answered may see a reset.
        assertThat(failed.get()).isLessThan(connections / 100 + 10);
    }

    /** Source addresses in turn: one has not ports enough. */
    private static void once(int port, int n) throws IOException {
        InetAddress from = InetAddress.getByName("127.1." + n % 4 + "." + (1 + n % 200));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
        try (var station = new RawStation(socket)) {
            String path = "/ocpp/AGAIN-%04d".formatted(1 + n % STATIONS);
            switch (n % 4) {
                case 0 -> {
                    station.upgrade(path, "Sec-WebSocket-Protocol: ocpp1.6");
                    station.frame(0x80 | RawStation.CLOSE, new byte[] {3, (byte) 0xE8});
                    station.awaitClose();
                }
                case 1 -> {
                    station.upgrade(path, "Sec-WebSocket-Protocol: ocpp2.0.1");
                    socket.setSoLinger(true, 0);
                }
                case 2 -> {
                    station.upgrade(path, "Sec-WebSocket-Protocol: ocpp2.1");
                    station.ask("[2,\"1\",\"Heartbeat\",{}]");
                }
                default -> {
                    station.raw("GET /ocpp/AGA".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    socket.setSoLinger(true, 0);
                }
            }
        }
    }

    private static void awaitNobody(PackagedCsms csms) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Scrape.of(csms).sum("stationmaster_links") > 0) {
            if (System.nanoTime() > deadline) throw new AssertionError("links stay open");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}

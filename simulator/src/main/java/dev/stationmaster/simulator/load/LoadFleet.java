package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.wire.Endpoint;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Transport;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Load stations on a few event loops: connect them, let them work, read what came of it. Plain {@code ws} only. */
public final class LoadFleet implements AutoCloseable {
    private static final int DIALS_AT_ONCE = 200;

    /** One event loop with its stations and counts. */
    private record Lane(EventLoop loop, LoopTally tally, List<LoadStation> stations) {}

    private final LoadConfig config;
    private final Transport transport;
    private final List<Lane> lanes = new ArrayList<>();

    public LoadFleet(LoadConfig config) {
        this.config = config;
        this.transport = new Transport(config.threads());
        for (int i = 0; i < config.threads(); i++) {
            lanes.add(new Lane(transport.nextLoop(), new LoopTally(), new ArrayList<>()));
        }
    }

    /**
     * Connects all stations and sends their BootNotifications, as fast as the server takes them, some hundred at a time. The latencies
     * are from the dial to the boot's answer.
     *
     * @param most how long to wait for the last
     * @throws IllegalStateException naming the first failure, when one could not connect or boot
     */
    public LoadReport connect(Duration most) {
        var begun = System.nanoTime();
        var gate = new Semaphore(DIALS_AT_ONCE);
        var left = new CountDownLatch(config.stations());
        var failures = new ConcurrentLinkedQueue<String>();
        try {
            for (int i = 0; i < config.stations(); i++) {
                gate.acquire();
                dial(i, (station, failure) -> {
                    if (failure != null) {
                        failures.add(failure);
                    }
                    gate.release();
                    left.countDown();
                });
            }
            if (!left.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                failures.add(left.getCount() + " stations did not become ready within " + most);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " stations failed, the first: " + failures.peek());
        }
        return collect("connect + BootNotification", Duration.ofNanos(System.nanoTime() - begun));
    }

    private void dial(int index, LoadStation.Ready ready) {
        var lane = lanes.get(index % lanes.size());
        var number = config.first() + index;
        var endpoint = endpoint(number, index);
        var script = config.version() == Version.OCPP16
                ? new V16Script(config.token(), config.tokens(), number)
                : new V2Script(config.token(), config.tokens(), number);
        var station = new LoadStation(endpoint, boot(number), script, lane.tally, ready);
        lane.loop.execute(() -> lane.stations.add(station));
        transport
                .bootstrap(lane.loop, endpoint)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Transport.prepare(channel, endpoint);
                        channel.pipeline().addLast(station);
                    }
                })
                .connect(config.url().getHost(), config.url().getPort())
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        ready.done(station, String.valueOf(done.cause().getMessage()));
                    }
                });
    }

    private Endpoint endpoint(int number, int index) {
        var identity = config.identity().of(number);
        var secret = config.password();
        var authorization = secret == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString((identity + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var from = config.localAddresses() == 0
                ? null
                : new InetSocketAddress("127.0.0." + (1 + index % config.localAddresses()), 0);
        return new Endpoint(config.url(), identity, config.version().subprotocol(), authorization, null, from, false);
    }

    private String boot(int number) {
        var serial = "L" + number;
        return config.version() == Version.OCPP16
                ? Json.object()
                        .put("chargePointVendor", "Load")
                        .put("chargePointModel", "L1")
                        .put("chargePointSerialNumber", serial)
                        .text()
                : Json.object()
                        .put("reason", "PowerUp")
                        .put(
                                "chargingStation",
                                Json.object()
                                        .put("vendorName", "Load")
                                        .put("model", "L1")
                                        .put("serialNumber", serial))
                        .text();
    }

    /** Every station sends its next message as soon as the last is answered. */
    public LoadReport closedLoop(Workload workload, Duration warmUp, Duration measured) {
        onAll(lane -> lane.stations.forEach(station -> station.work(workload, true)));
        return measure(workload.name().toLowerCase(Locale.ROOT), warmUp, measured);
    }

    /** So many messages a second, whatever the server does, spread evenly over the stations. */
    public LoadReport openLoop(Workload workload, double perSecond, Duration warmUp, Duration measured) {
        onAll(lane -> lane.stations.forEach(station -> station.work(workload, false)));
        var metronomes = new ArrayList<Metronome>();
        for (var lane : lanes) {
            var metronome = new Metronome(lane, perSecond / lanes.size());
            metronomes.add(metronome);
            metronome.start();
        }
        var report = measure(
                "%s at %.0f/s".formatted(workload.name().toLowerCase(Locale.ROOT), perSecond), warmUp, measured);
        metronomes.forEach(Metronome::stop);
        return report;
    }

    private LoadReport measure(String what, Duration warmUp, Duration measured) {
        LockSupport.parkNanos(warmUp.toNanos());
        onAll(lane -> lane.tally.clear());
        var begun = System.nanoTime();
        for (long left; (left = begun + measured.toNanos() - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var report = collect(what, took);
        onAll(lane -> lane.stations.forEach(station -> station.work(null, true)));
        return report;
    }

    private LoadReport collect(String what, Duration took) {
        var sum = new LoopTally();
        for (var lane : lanes) {
            on(lane, () -> {
                sum.latencies.add(lane.tally.latencies);
                sum.answered += lane.tally.answered;
                sum.errors += lane.tally.errors;
                sum.lost += lane.tally.lost;
                return null;
            });
        }
        return new LoadReport(what, sum.answered, sum.errors, sum.lost, took, sum.latencies);
    }

    private void onAll(Consumer<Lane> task) {
        for (var lane : lanes) {
            on(lane, () -> {
                task.accept(lane);
                return null;
            });
        }
    }

    private static void on(Lane lane, Callable<@Nullable Void> task) {
        try {
            lane.loop.submit(task).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /** Closes all connections with a closing handshake. */
    @Override
    public void close() {
        onAll(lane -> lane.stations.forEach(LoadStation::close));
        transport.close();
    }

    /** Tells the stations of a lane, in turn, that a message is due. */
    private static final class Metronome {
        private final Lane lane;
        private final double nanosBetween;
        private final long begun = System.nanoTime();
        private long told;
        private volatile boolean stopped;

        Metronome(Lane lane, double perSecond) {
            this.lane = lane;
            this.nanosBetween = 1e9 / perSecond;
        }

        void start() {
            lane.loop.schedule(this::tick, 1, TimeUnit.MILLISECONDS);
        }

        private void tick() {
            if (stopped || lane.stations.isEmpty()) {
                return;
            }
            var now = System.nanoTime();
            for (long at; (at = begun + (long) (told * nanosBetween)) <= now; told++) {
                lane.stations.get((int) (told % lane.stations.size())).due(at);
            }
            start();
        }

        void stop() {
            stopped = true;
        }
    }
}

package dev.stationmaster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.link.tls.StationTls;
import dev.stationmaster.link.tls.StationTrust;
import dev.stationmaster.link.tls.TlsSettings;
import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationsInMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The link layer on real sockets, with nothing real behind it. */
final class LinkRig implements AutoCloseable {
    static final LinkSettings SETTINGS = settings(Duration.ofSeconds(60), 0, Duration.ofSeconds(15));

    final StationsInMemory stations = new StationsInMemory();
    final Map<Integer, byte[]> secrets = new ConcurrentHashMap<>();
    final FakeLedger ledger = new FakeLedger();
    final ScriptedHandler handler = new ScriptedHandler();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final ConnectedLinks links = new ConnectedLinks(Map.of(), InstantSource.system());
    final ConnectionAttempts attempts = new ConnectionAttempts(ledger, InstantSource.system());
    final Admission admission;
    final OcppServer server;
    final StationTls tls;
    volatile boolean admitsUnknown;

    LinkRig(Path folder) {
        this(folder, SETTINGS);
    }

    LinkRig(Path folder, LinkSettings settings) {
        var clock = InstantSource.system();
        var trust = StationTrust.nobody();
        var linkMetrics = new LinkMetrics(metrics, links);
        var routing = new FrameRouting(Provided.of(handler), clock);
        var life = new LinkLife(ledger, links, routing, linkMetrics, clock, Provided.of(new Listening()));
        var addresses = new AddressLimits(settings);
        admission = new Admission(
                stations.directory(),
                identity -> admitsUnknown ? Optional.of(stations.add(identity, 0)) : Optional.empty(),
                (station, secret) -> Arrays.equals(secrets.get(station.id().key()), secret),
                trust,
                ledger,
                addresses,
                settings);
        var opening = new LinkOpening(admission, life, routing, attempts, addresses, LinkLimits.of(settings), _ -> {});
        tls = new StationTls(TlsSettings.selfMade(), folder.resolve("tls"), clock, trust);
        var upkeep = new LinkUpkeep(new Liveness(links, opening, ledger, clock, settings), attempts, addresses, tls);
        server = new OcppServer(
                new ServerOptions(0, 0, 0, folder, null, null, null, null, null, null, true),
                settings,
                new StationPorts(settings, tls, opening, addresses, linkMetrics),
                new OpenPorts(),
                upkeep,
                links,
                life);
        server.start();
    }

    /** Ordinary limits, except for what a test wants. */
    static LinkSettings settings(Duration pingInterval, int messagesPerSecond, Duration upgradeTimeout) {
        return settings(pingInterval, pingInterval.multipliedBy(4), messagesPerSecond, upgradeTimeout);
    }

    static LinkSettings settings(
            Duration pingInterval, Duration unreadLimit, int messagesPerSecond, Duration upgradeTimeout) {
        return new LinkSettings(
                "",
                1 << 20,
                pingInterval,
                pingInterval.multipliedBy(24),
                unreadLimit,
                upgradeTimeout,
                messagesPerSecond,
                25_000,
                6_000,
                20,
                300,
                false,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }

    private final class Listening implements LinkListener {
        @Override
        public void opened(StationLink link) {
            heard.add("opened " + link.epoch());
        }

        @Override
        public void closed(StationLink link, String reason) {
            heard.add("closed " + link.epoch() + " " + reason);
        }
    }

    Station station(String identity, int profile, String secret) {
        return station(identity, profile, secret.getBytes(StandardCharsets.UTF_8));
    }

    Station station(String identity, int profile, byte[] secret) {
        var station = stations.add(identity, profile);
        secrets.put(station.id().key(), secret);
        return station;
    }

    RawStation connect(String identity, String subprotocol, String... headers) {
        return RawStation.connect(server.port(), "/ocpp/" + identity, subprotocol, headers);
    }

    int refused(String path, String... headers) {
        try (var station = RawStation.at(server.port())) {
            return station.upgrade(path, headers).status();
        }
    }

    /** Waits for a fact, not for ever. */
    static void await(BooleanSupplier fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!fact.getAsBoolean() && System.nanoTime() < deadline) LockSupport.parkNanos(1_000_000);
        assertThat(fact.getAsBoolean()).isTrue();
    }

    double count(String counter, String... tags) {
        var found = metrics.find(counter).tags(tags).counter();
        return found == null ? 0 : found.count();
    }

    @Override
    public void close() {
        if (server.isRunning()) server.stop();
    }
}

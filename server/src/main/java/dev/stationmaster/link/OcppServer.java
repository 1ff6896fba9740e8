package dev.stationmaster.link;

import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.OpenPorts.Door;
import dev.stationmaster.platform.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Opens the stations' ports when everything else is loaded, and closes them before anything else stops. */
public final class OcppServer implements SmartLifecycle {
    /** After the console's web server, which says that the rest is ready. */
    public static final int PHASE = Integer.MAX_VALUE - 500;

    private static final Logger log = LoggerFactory.getLogger(OcppServer.class);
    private static final int WAVE = 500;
    private static final long BETWEEN_WAVES_NANOS = 10_000_000;

    private final ServerOptions options;
    private final LinkSettings settings;
    private final StationPorts ports;
    private final OpenPorts openPorts;
    private final LinkUpkeep upkeep;
    private final ConnectedLinks links;
    private final LinkLife life;
    private volatile boolean running;
    private volatile int port;
    private volatile int tlsPort;
    private @Nullable ScheduledExecutorService timer;

    OcppServer(
            ServerOptions options,
            LinkSettings settings,
            StationPorts ports,
            OpenPorts openPorts,
            LinkUpkeep upkeep,
            ConnectedLinks links,
            LinkLife life) {
        this.options = options;
        this.settings = settings;
        this.ports = ports;
        this.openPorts = openPorts;
        this.upkeep = upkeep;
        this.links = links;
        this.life = life;
    }

    /** TCP port without TLS; 0 before the start. */
    public int port() {
        return port;
    }

    /** TCP port with TLS; 0 before the start. */
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void start() {
        try {
            port = ports.open(options.ocppPort(), false, "--ocpp-port");
            tlsPort = ports.open(options.ocppTlsPort(), true, "--ocpp-tls-port");
        } catch (RuntimeException refused) {
            ports.stopListening();
            ports.shutDown();
            throw refused;
        }
        openPorts.opened(Door.STATIONS, port);
        openPorts.opened(Door.STATIONS_TLS, tlsPort);
        var upkeepTimer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("link-upkeep").daemon().factory());
        upkeepTimer.scheduleAtFixedRate(upkeep, upkeep.tickMillis(), upkeep.tickMillis(), TimeUnit.MILLISECONDS);
        timer = upkeepTimer;
        running = true;
        log.info("event=listening ocppPort={} ocppTlsPort={}", port, tlsPort);
    }

    /** What is being committed is finished and answered, then the stations are sent away with 1001, a wave at a time; all within some seconds. */
    @Override
    public void stop() {
        running = false;
        long deadline = System.nanoTime() + settings.stopPatience().toNanos();
        ports.stopListening();
        List<WebSocketLink> leaving = new ArrayList<>(links.links());
        leaving.forEach(link -> link.pauseReading(WebSocketLink.STOPPING));
        boolean finished = life.awaitMailboxes(deadline);
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).close(1001, "the server is stopping");
            if (i % WAVE == WAVE - 1) LockSupport.parkNanos(BETWEEN_WAVES_NANOS);
        }
        while (System.nanoTime() < deadline && !life.quiet()) LockSupport.parkNanos(BETWEEN_WAVES_NANOS);
        if (timer != null) timer.shutdownNow();
        upkeep.finish();
        ports.shutDown();
        log.info("event=stopped links={} finished={}", leaving.size(), finished);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

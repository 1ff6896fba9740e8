package dev.stationmaster.app;

import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.simulator.fleet.DemoSite;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.PastSessions;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.station.StationObserver;
import dev.stationmaster.simulator.time.RunningTimeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The server with a throw-away data folder, and a site of twelve simulated stations with cars that come and go. */
final class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final int PAST_DAYS = 28;

    private Demo() {}

    /** @param server starts the server with such properties and returns when it is ready */
    static void run(CommandLine line, Function<Map<String, String>, ApplicationContext> server) {
        var properties = new TreeMap<>(line.properties());
        for (var own : new String[] {"stationmaster.data", "stationmaster.provision", "stationmaster.database-url"}) {
            if (properties.remove(own) != null)
                throw new StartRefused("The demo brings its own data; leave out %s, or use ./stationmaster run."
                        .formatted(own.replace("stationmaster.", "--")));
        }
        var token = "demo-" + randomHex();
        var folder = throwAwayFolder(token);
        properties.put("stationmaster.data", folder.toString());
        properties.put(
                "stationmaster.provision", folder.resolve("provision.yaml").toString());
        var context = server.apply(properties);
        var ports = context.getBean(OpenPorts.class);
        var port = ports.port(OpenPorts.Door.STATIONS).orElseThrow();
        var password = randomHex();
        new DemoOperator(ports.port(OpenPorts.Door.CONSOLE).orElseThrow(), token).prepare(password);
        drive(
                URI.create("ws://127.0.0.1:" + port + "/ocpp"),
                context.getBean(InstantSource.class).instant());
        System.out.println("""
                Demo              12 simulated stations, DEMO-01 to DEMO-12
                Sign in           demo, password %s
                API token (admin) %s
                """.formatted(password, token).indent(2));
    }

    private static void drive(URI url, Instant now) {
        var fleet = new Fleet(new Fleet.Options(1, RunningTimeline.real(), null, false, 0, StationObserver.NOBODY));
        DemoSite.stations(url).forEach(fleet::add);
        var traffic = new Traffic(fleet, Traffic.Pace.lively(), DemoSite.tokens(), Long.MAX_VALUE);
        atTheEnd(() -> {
            traffic.stop();
            fleet.close();
        });
        Thread.ofVirtual().name("demo").start(() -> {
            tellThePast(url, now);
            fleet.start(CONNECTING);
            traffic.start();
            new DemoTroubles(fleet, url).begin();
        });
    }

    private static void tellThePast(URI url, Instant now) {
        var past = new PastSessions(DemoSite.tokens(), now, PAST_DAYS);
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var station : DemoSite.stations(url)) {
                each.execute(() -> {
                    try {
                        past.tell(station);
                    } catch (RuntimeException failed) {
                        log.warn("event=demo.past station={} reason=\"{}\"", station.identity(), failed.getMessage());
                    }
                });
            }
        }
    }

    private static Path throwAwayFolder(String token) {
        try {
            // The database runs as another user when we are root, and must get through.
            var folder = Files.createTempDirectory(
                    "stationmaster-demo-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            atTheEnd(() -> delete(folder));
            Files.writeString(
                    folder.resolve("provision.yaml"),
                    "apiTokens: [{name: demo, role: admin, token: \"" + token + "\"}]\n" + DemoSite.provisioning());
            return folder;
        } catch (IOException failure) {
            throw new StartRefused("No temporary folder can be made (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** After the server has stopped. */
    private static void atTheEnd(Runnable action) {
        SpringApplication.getShutdownHandlers().add(action);
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            log.warn("event=demo.delete folder={} reason=\"{}\"", folder, failure.getMessage());
        }
    }

    private static String randomHex() {
        var random = new byte[20];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

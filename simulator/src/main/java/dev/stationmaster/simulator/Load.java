package dev.stationmaster.simulator;

import dev.stationmaster.simulator.fleet.NumberPattern;
import dev.stationmaster.simulator.load.LoadConfig;
import dev.stationmaster.simulator.load.LoadFleet;
import dev.stationmaster.simulator.load.Workload;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;
import java.util.List;

/** {@code load}: whole sessions, each message as soon as the one before is answered. */
final class Load {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(60);

    private final Options options;

    Load(Options options) {
        this.options = options;
    }

    int run() {
        var url = options.url();
        if (!url.getScheme().equals("ws")) {
            throw new Options.Wrong("load knows ws:// only");
        }
        var duration = options.duration("--duration", Duration.ofSeconds(10));
        var versions = options.has("--mixed") ? List.of(Version.values()) : List.of(options.version("ocpp2.0.1"));
        long lost = 0;
        for (var version : versions) {
            var config = new LoadConfig(
                    url,
                    version,
                    options.identity(),
                    (int) options.number("--first", 1, 0, Integer.MAX_VALUE),
                    (int) options.number("--count", 1, 1, 100_000),
                    new NumberPattern(options.text("--token-pattern", "{n:8}")),
                    20_000,
                    options.text("--password"),
                    (int) options.number("--local-addresses", 0, 0, 254),
                    (int) options.number("--threads", 1, 1, 64));
            try (var fleet = new LoadFleet(config)) {
                System.out.println(fleet.connect(CONNECT_PATIENCE));
                var report = fleet.closedLoop(Workload.SESSION, Duration.ZERO, duration.dividedBy(versions.size()));
                System.out.println(version.subprotocol() + " " + report);
                lost += report.errors() + report.lost();
            }
        }
        return lost == 0 ? 0 : 1;
    }
}

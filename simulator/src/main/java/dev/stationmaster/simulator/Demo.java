package dev.stationmaster.simulator;

import dev.stationmaster.simulator.fleet.DemoSite;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.fleet.Traffic;
import java.time.Duration;

/** {@code demo}: the demonstration site at a server that knows it. */
final class Demo {
    private final Options options;

    Demo(Options options) {
        this.options = options;
    }

    int run() {
        if (options.has("--provisioning")) {
            System.out.print(DemoSite.provisioning());
            return 0;
        }
        var url = options.url();
        try (var watch = new Watch(options.duration("--duration", Duration.ZERO));
                var fleet = new Fleet(Fleet.Options.usual().withObserver(Watch::print))) {
            DemoSite.stations(url).forEach(fleet::add);
            var traffic = new Traffic(fleet, Traffic.Pace.lively(), DemoSite.tokens(), Long.MAX_VALUE);
            System.out.println("12 stations connect to " + url + "; Ctrl-C ends it");
            fleet.start(Duration.ofSeconds(3));
            traffic.start();
            watch.await(() -> false, () -> {});
            traffic.stop();
        }
        return 0;
    }
}

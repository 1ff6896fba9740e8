package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Crew;
import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.fleet.Fleet;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.Costs;
import dev.stationmaster.bench.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a connected station costs that says nothing. */
record Idle(boolean tls) implements Part {
    private static final double PLAIN_BUDGET_KILOBYTES = 8;
    private static final double TLS_BUDGET_KILOBYTES = 32;
    private static final double BOOT_BUDGET_MILLIS = 0.4;
    private static final double TLS_BOOT_BUDGET_MILLIS = 2;
    private static final int PLAIN_JUDGED_FROM = 19_000;
    private static final int TLS_JUDGED_FROM = 5_000;
    private static final int QUIET_SECONDS = 4;

    @Override
    public String name() {
        return tls ? "idle tls" : "idle";
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws IOException, InterruptedException {
        List<Integer> sizes = tls ? options.idleTls() : options.idle();
        Door door = tls ? Door.tls(server.ocppTlsPort()) : Door.plain(server.ocppPort());
        Measurement.pause(QUIET_SECONDS);
        long server0 = server.serverKilobytes();
        long postgres0 = server.postgresKilobytes();
        server.collectGarbage();
        long collected0 = server.serverKilobytes();
        var fleets = new ArrayList<Fleet>();
        int connected = 0;
        try {
            for (int size : sizes) {
                int more = size - connected;
                Costs before = server.costs();
                fleets.add(OpenLoop.connected(
                        new Crew(connected + 1, more, _ -> "ocpp1.6", Scenarios::authorizing), door));
                Costs costs = server.costs().since(before);
                connected = size;
                Measurement.pause(QUIET_SECONDS);
                double stations = size;
                long now = server.serverKilobytes();
                long postgres = server.postgresKilobytes();
                server.collectGarbage();
                long collected = server.serverKilobytes();
                String part = "%,d %s connections".formatted(size, tls ? "TLS" : "plain");
                // What few connections seem to take is mostly the heap growing, and Java compiling.
                boolean judged = size >= (tls ? TLS_JUDGED_FROM : PLAIN_JUDGED_FROM);
                var each = Figure.of(part, "memory of the server, each", (now - server0) / stations, "kB");
                book.add(judged ? each.atMost(tls ? TLS_BUDGET_KILOBYTES : PLAIN_BUDGET_KILOBYTES) : each);
                book.add(Figure.of(part, "the same after a collection", (collected - collected0) / stations, "kB"));
                book.add(Figure.of(part, "memory of PostgreSQL, each", (postgres - postgres0) / stations, "kB"));
                var boot = Figure.of(
                        part,
                        "CPU of connect and boot, each",
                        (costs.serverMicros() + costs.postgresMicros()) / more / 1_000,
                        "ms");
                book.add(judged ? boot.atMost(tls ? TLS_BOOT_BUDGET_MILLIS : BOOT_BUDGET_MILLIS) : boot);
                book.add(Figure.none(
                        part,
                        "links lost",
                        fleets.stream().mapToLong(Fleet::errors).sum(),
                        ""));
            }
            int seconds = 10;
            Costs before = server.costs();
            Measurement.pause(seconds);
            Costs costs = server.costs().since(before);
            book.add(Figure.of(
                    "%,d %s connections".formatted(connected, tls ? "TLS" : "plain"),
                    "CPU while all are silent",
                    (costs.serverMicros() + costs.postgresMicros()) / seconds / 10_000,
                    "% of a core"));
        } finally {
            fleets.forEach(Fleet::close);
        }
    }
}

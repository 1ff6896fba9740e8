package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Crew;
import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.server.Costs;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.concurrent.locks.LockSupport;

/** All stations are cut at once, in the middle of a message, and come back at once. */
record Storm(boolean tls) implements Part {
    private static final int OTHERS = 100;
    private static final int OTHERS_RATE = 500;
    private static final long MOMENT_NANOS = 100_000_000;
    private static final int PATIENCE_SECONDS = 180;

    /** Before the cut each has a transaction and some readings; one more is on its way when it is cut. */
    private static final int MESSAGES_BEFORE = 3;

    @Override
    public String name() {
        return tls ? "storm tls" : "storm";
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        int stations = tls ? options.stormTls() : options.storm();
        Door door = tls ? Door.tls(server.ocppTlsPort()) : Door.plain(server.ocppPort());
        var others = new Crew(1, OTHERS, _ -> "ocpp1.6", Scenarios::authorizing);
        var many = new Crew(OTHERS + 1, stations, _ -> "ocpp1.6", Scenarios::metering);
        long storedBefore = server.number(Measurement.Counted.READINGS.sql());
        String part = "%,d stations cut at once%s".formatted(stations, tls ? ", TLS" : "");
        try (var bystanders = OpenLoop.connected(others, door);
                var fleet = OpenLoop.connected(many, door)) {
            bystanders.pace(OTHERS_RATE);
            fleet.everybodySays(MESSAGES_BEFORE);
            fleet.settle(PATIENCE_SECONDS);
            Measurement.settle(server);
            bystanders.latencies().clear();
            long bootsBefore = fleet.boots();
            Costs before = server.costs();
            fleet.everybodySays(1);
            LockSupport.parkNanos(MOMENT_NANOS); // some are answered, some are in work, some are on their way
            double seconds = fleet.cutAndReturn(PATIENCE_SECONDS);
            Costs costs = server.costs().since(before);
            double p99 = bystanders.latencies().millis(0.99);
            double worst = bystanders.latencies().millis(1);
            long boots = Math.max(1, fleet.boots() - bootsBefore);
            long owed = fleet.settle(PATIENCE_SECONDS);
            bystanders.settle(10);
            Measurement.settle(server);
            double budget = tls ? 60 : 15;
            book.add(Figure.of(part, "until all are back and booted", seconds, "s")
                    .atMost(budget));
            var cpu = (costs.serverMicros() + costs.postgresMicros()) / boots / 1_000;
            book.add(Figure.of(part, "CPU of connect, boot and the message said again, each", cpu, "ms"));
            book.add(Figure.of(part, "Authorize of other stations meanwhile, p99", p99, "ms")
                    .atMost(50));
            book.add(Figure.of(part, "Authorize of other stations meanwhile, the worst", worst, "ms"));
            book.add(Figure.none(part, "connections refused", fleet.refused(), ""));
            book.add(Figure.none(part, "messages never answered", owed, ""));
            book.add(Figure.none(part, "errors", fleet.errors() + bystanders.errors(), ""));
            long stored = server.number(Measurement.Counted.READINGS.sql()) - storedBefore;
            book.add(Figure.none(
                    part,
                    "answered readings that are not stored exactly once",
                    Math.abs(fleet.promised() - stored),
                    ""));
            if (fleet.errors() + fleet.refused() > 0) System.err.println("  first trouble: " + fleet.firstError());
        }
    }
}

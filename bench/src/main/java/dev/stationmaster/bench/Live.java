package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.fleet.Readers;
import dev.stationmaster.bench.server.Costs;
import dev.stationmaster.bench.server.ServerProcess;

/** A hundred readers of the live stream while stations talk. */
record Live() implements Part {
    private static final int STATIONS = 500;
    private static final int RATE = 2_000;
    private static final int READERS = 100;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        String part = "live stream, " + READERS + " readers at " + RATE + " messages/s";
        try (var fleet = OpenLoop.connected(Mixed.crew(STATIONS), Door.plain(server.ocppPort()));
                var readers = new Readers(server.httpPort(), READERS)) {
            readers.connect("topics=status,transaction,connection");
            fleet.pace(RATE);
            Measurement.pause(options.warmUpSeconds());
            fleet.latencies().clear();
            readers.latencies().clear();
            Costs before = server.costs();
            Measurement.pause(options.seconds());
            Costs costs = server.costs().since(before);
            double events = readers.latencies().count();
            double answers = Math.max(1, fleet.latencies().count());
            double p99 = fleet.latencies().millis(0.99);
            double lag = readers.latencies().millis(0.99);
            fleet.settle(10);
            readers.awaitQuiet();
            book.add(Figure.of(part, "events delivered a second, all readers", events / options.seconds(), "/s"));
            book.add(Figure.of(part, "from the change to the reader, p99", lag, "ms")
                    .atMost(500));
            book.add(Figure.of(part, "answers to stations meanwhile, p99", p99, "ms")
                    .atMost(50));
            book.add(Figure.of(
                    part,
                    "CPU a message of a station, its events included",
                    (costs.serverMicros() + costs.postgresMicros()) / answers,
                    "µs"));
            book.add(Figure.none(part, "events that some readers got and others did not", readers.difference(), ""));
            book.add(Figure.none(part, "readers that were reset or hung up on", readers.resets(), ""));
        }
    }
}

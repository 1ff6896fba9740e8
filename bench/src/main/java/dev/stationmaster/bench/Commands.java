package dev.stationmaster.bench;

import dev.stationmaster.bench.fleet.Door;
import dev.stationmaster.bench.load.Latencies;
import dev.stationmaster.bench.server.Api;
import dev.stationmaster.bench.server.ServerProcess;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** From the operator's request over the station and back to the outcome, while other messages come. */
record Commands() implements Part {
    private static final int STATIONS = 500;
    private static final int RATE = 2_000;
    private static final int OPERATORS = 4;

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public void measure(ServerProcess server, Options options, Book book) throws InterruptedException {
        var latencies = new Latencies();
        var failures = new AtomicInteger();
        var api = new Api(server);
        try (var fleet = OpenLoop.connected(Mixed.crew(STATIONS), Door.plain(server.ocppPort()))) {
            fleet.pace(RATE);
            run(options.warmUpSeconds(), api, latencies, failures);
            latencies.clear();
            failures.set(0);
            run(options.seconds(), api, latencies, failures);
            fleet.settle(10);
        }
        String part = "commands at " + RATE + " messages/s";
        book.add(Figure.of(
                part,
                "commands a second by " + OPERATORS + " operators",
                latencies.count() / (double) options.seconds(),
                "/s"));
        book.add(Figure.of(part, "request to outcome, p50", latencies.millis(0.5), "ms"));
        book.add(Figure.of(part, "request to outcome, p99", latencies.millis(0.99), "ms")
                .atMost(100));
        book.add(Figure.none(part, "commands without the station's answer", failures.get(), ""));
    }

    private static void run(int seconds, Api api, Latencies latencies, AtomicInteger failures)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var next = new AtomicInteger();
        try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < OPERATORS; i++) {
                operators.execute(() -> {
                    while (System.nanoTime() < end)
                        command(api, 1 + next.getAndIncrement() % STATIONS, latencies, failures);
                });
            }
        }
    }

    private static void command(Api api, int station, Latencies latencies, AtomicInteger failures) {
        long began = System.nanoTime();
        try {
            String outcome =
                    api.post("/stations/LOAD-%05d/commands?wait=30s".formatted(station), "{\"type\":\"ClearCache\"}");
            if (!outcome.contains("\"state\":\"answered\"")) failures.incrementAndGet();
        } catch (IllegalStateException e) {
            failures.incrementAndGet();
        }
        latencies.add(System.nanoTime() - began);
    }
}

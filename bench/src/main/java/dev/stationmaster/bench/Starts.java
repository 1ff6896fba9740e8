package dev.stationmaster.bench;

import dev.stationmaster.bench.server.ServerProcess;
import dev.stationmaster.bench.server.Setup;
import java.io.IOException;
import java.nio.file.Path;

/** How long a start takes, and what a server takes that has nothing to do. */
final class Starts {
    static final String NAME = "start";
    private static final Setup SETUP = Setup.plain(20_000, 20_000);
    private static final int REST_SECONDS = 10;

    private Starts() {}

    static void measure(Path folder, Book book) throws IOException, InterruptedException {
        String part = "start, 20,000 stations and tokens";
        try (var first = ServerProcess.start(folder, SETUP)) {
            book.add(Figure.of(part, "first start to ready, provisioning included", first.secondsToReady(), "s"));
        }
        try (var second = ServerProcess.start(folder, SETUP)) {
            book.add(Figure.of(part, "second start to ready", second.secondsToReady(), "s")
                    .atMost(6));
            Measurement.pause(REST_SECONDS);
            double server = second.serverKilobytes() / 1024.0;
            double postgres = second.postgresKilobytes() / 1024.0;
            book.add(Figure.of(part, "memory of the server at rest", server, "MB"));
            book.add(Figure.of(part, "memory of PostgreSQL at rest", postgres, "MB"));
            book.add(Figure.of(part, "memory of both at rest", server + postgres, "MB")
                    .atMost(350));
        }
    }
}

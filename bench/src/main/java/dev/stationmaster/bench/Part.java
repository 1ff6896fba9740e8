package dev.stationmaster.bench;

import dev.stationmaster.bench.server.ServerProcess;
import java.io.IOException;

/** Something that is measured on a running server. */
interface Part {
    /** As {@code --only} finds it. */
    String name();

    void measure(ServerProcess server, Options options, Book book) throws IOException, InterruptedException;
}

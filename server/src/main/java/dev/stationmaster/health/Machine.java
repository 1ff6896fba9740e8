package dev.stationmaster.health;

import dev.stationmaster.platform.ServerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The disk and the memory that this server lives in. */
@Component
class Machine {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int BYTES_IN_KIB = 1024;

    private final Path data;

    Machine(ServerOptions options) {
        this.data = options.data();
    }

    /** @param freeBytes of the file system that holds the data folder, as far as we may use it */
    record Disk(long freeBytes, long totalBytes) {}

    /** @param residentBytes what the whole process takes; null where the system does not tell */
    record Memory(
            long heapUsedBytes, long heapMaxBytes, @Nullable Long residentBytes) {}

    /** Null when the folder cannot be looked at. */
    @Nullable
    Disk disk() {
        try {
            FileStore store = Files.getFileStore(data);
            return new Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            return null;
        }
    }

    Memory memory() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), resident());
    }

    private static @Nullable Long resident() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            return lines.stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_IN_KIB)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // no Linux
        }
    }

    Instant startedAt() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}

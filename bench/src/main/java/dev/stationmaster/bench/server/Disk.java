package dev.stationmaster.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to make 8 kB durable: no commit can be faster. */
public final class Disk {
    private static final int TRIES = 300;

    private Disk() {}

    /** Median and 99th percentile of fdatasync in milliseconds, after a write of one page over old ones as PostgreSQL's log does. */
    public static double[] fdatasyncMillis(Path folder) throws IOException {
        Path file = folder.resolve("fdatasync");
        long[] nanos = new long[TRIES];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < TRIES; i++) channel.write(ByteBuffer.allocate(8192), i * 8192L);
            channel.force(true);
            for (int i = 0; i < TRIES; i++) {
                channel.write(ByteBuffer.allocate(8192), i * 8192L);
                long began = System.nanoTime();
                channel.force(false);
                nanos[i] = System.nanoTime() - began;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(nanos);
        return new double[] {nanos[TRIES / 2] / 1e6, nanos[TRIES * 99 / 100] / 1e6};
    }
}

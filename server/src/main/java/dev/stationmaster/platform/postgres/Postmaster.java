package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running {@code postgres} process on a cluster. */
final class Postmaster {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final long LARGEST_LOG_BYTES = 10L << 20;

    private final Process process;
    private final int port;

    private Postmaster(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and returns when it takes connections; crash recovery, however long, is awaited. */
    static Postmaster start(Cluster cluster, Programs programs, int port, List<String> fixedSettings, Path logFile) {
        var line = new ArrayList<String>();
        // Its own session: Ctrl-C in a terminal is sent to the whole process group, and the database must outlive the
        // ledger.
        line.add("setsid");
        line.addAll(programs.user().running(programs.binaries().program("postgres")));
        line.addAll(List.of("-D", cluster.folder().toString(), "-c", "port=" + port));
        for (var setting : fixedSettings) {
            line.addAll(List.of("-c", setting));
        }
        try {
            keepLogSmall(logFile);
            var process = new ProcessBuilder(line)
                    .directory(cluster.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var postmaster = new Postmaster(process, port);
            postmaster.awaitReady(cluster, logFile);
            return postmaster;
        } catch (IOException failure) {
            throw new StartRefused(
                    "The embedded PostgreSQL cannot be started (%s).".formatted(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start of the embedded PostgreSQL was interrupted.", interrupted);
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Blocks until the process has ended, whoever ended it. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Rolls back what runs, writes a checkpoint, ends; after {@code patience} without the checkpoint (the next start then recovers). */
    void stop(Cluster cluster, Programs programs, Duration patience) {
        if (!process.isAlive()) {
            return;
        }
        try {
            if (!Leftover.signal(cluster, programs, "fast", patience)) {
                log.warn("event=postgres.stop outcome=slow pid={} remedy=immediate", pid());
                Leftover.signal(cluster, programs, "immediate", patience);
            }
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(Cluster cluster, Path logFile) throws IOException, InterruptedException {
        var pidFile = cluster.folder().resolve("postmaster.pid");
        for (long waits = 0;
                !PidFile.read(pidFile).filter(found -> found.ready(pid())).isPresent();
                waits++) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new PostmasterEnded(lastComplaint(logFile));
            }
            if (waits > 0 && waits % 500 == 0) {
                log.info("event=postgres.start outcome=recovering waited_s={}", waits / 50);
            }
        }
    }

    private static void keepLogSmall(Path logFile) throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > LARGEST_LOG_BYTES) {
            Files.move(
                    logFile, logFile.resolveSibling(logFile.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String lastComplaint(Path logFile) throws IOException {
        try (var lines = Files.lines(logFile)) {
            return lines.filter(
                            line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("could not"))
                    .reduce((_, last) -> last)
                    .map(line -> line.substring(Math.max(0, line.indexOf("FATAL:"))))
                    .orElse("see " + logFile);
        }
    }

    /** The process ended before it took connections. */
    static final class PostmasterEnded extends IOException {
        private static final long serialVersionUID = 1L;

        PostmasterEnded(String complaint) {
            super(complaint);
        }
    }

    /** What runs, and as whom. */
    record Programs(PostgresBinaries binaries, UnprivilegedUser user) {}
}

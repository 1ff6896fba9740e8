package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed server left behind: a postmaster that still runs, its orphaned backends, or only its pid file. They are ended before the
 * cluster is started again, so that the new postmaster runs with our settings and as our child.
 */
final class Leftover {
    private static final Logger log = LoggerFactory.getLogger(Leftover.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OWN_ACCORD = Duration.ofSeconds(3);

    private Leftover() {}

    /** Ends every PostgreSQL process on this cluster. The caller holds the data folder's lock, so none of them has an owner. */
    static void clear(Cluster cluster, Postmaster.Programs programs) {
        var pidFile = cluster.folder().resolve("postmaster.pid");
        try {
            var left = PidFile.read(pidFile);
            if (left.isPresent() && worksIn(cluster.folder(), left.get().pid())) {
                log.info(
                        "event=postgres.leftover pid={} action=stop", left.get().pid());
                if (!signal(cluster, programs, "fast", PATIENCE)) {
                    signal(cluster, programs, "immediate", PATIENCE);
                }
            }
            endOrphans(cluster.folder());
            // Nobody works in the folder any more: a number in the file that is alive belongs to somebody else.
            if (Files.deleteIfExists(pidFile)) {
                log.info("event=postgres.leftover file=postmaster.pid action=delete");
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The PostgreSQL that an earlier run left in %s cannot be stopped (%s); end it by hand."
                            .formatted(cluster.folder(), failure.getMessage()),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start of the embedded PostgreSQL was interrupted.", interrupted);
        }
    }

    /** {@code pg_ctl stop} in one of its modes; false when the postmaster still runs after {@code patience}. */
    static boolean signal(Cluster cluster, Postmaster.Programs programs, String mode, Duration patience)
            throws InterruptedException {
        try {
            var stop = new ProcessBuilder(programs.user()
                            .running(
                                    programs.binaries().program("pg_ctl"),
                                    "stop",
                                    "--pgdata=" + cluster.folder(),
                                    "--mode=" + mode,
                                    "--timeout=" + Math.max(1, patience.toSeconds())))
                    .directory(cluster.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return stop.waitFor() == 0;
        } catch (IOException failure) {
            log.warn("event=postgres.stop mode={} outcome=failed reason=\"{}\"", mode, failure.getMessage());
            return false;
        }
    }

    /** Backends of a killed postmaster end by themselves, but only between two statements; then they are killed. */
    private static void endOrphans(Path folder) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        for (var left = workersIn(folder); !left.isEmpty(); left = workersIn(folder)) {
            var waited = Duration.ofNanos(System.nanoTime() - begun);
            if (waited.compareTo(PATIENCE) > 0)
                throw new IOException("process " + left.getFirst().pid() + " does not end");
            if (waited.compareTo(OWN_ACCORD) > 0) left.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(left.getFirst());
        }
    }

    /** A short while only: where nobody collects dead processes they seem to live on. */
    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            log.debug("event=postgres.leftover pid={} action=wait", process.pid());
        }
    }

    private static List<ProcessHandle> workersIn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(folder, process.pid()))
                .toList();
    }

    /** All processes of a PostgreSQL have its data folder as their working directory; dead ones have none. */
    static boolean worksIn(Path folder, long pid) {
        try {
            var program = Path.of("/proc", Long.toString(pid), "comm");
            var directory = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
            return directory.equals(folder.toRealPath())
                    && Files.readString(program).startsWith("postgres");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
